"""Everything that stops a save, in the order of the page, each with where it is put right."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


@dataclass(frozen=True)
class Problem:
    """`target` is the id of the field, or of the session, on the page; it may be empty."""

    label: str
    message: Any  # a sentence, or one with a link in it
    target: str = ""


def found(form: forms.BaseForm, formsets: Iterable[Any]) -> list[Problem]:
    if not form.is_bound:
        return []
    problems = list(_of_form(form))
    for formset in formsets:
        problems += [Problem("", str(said)) for said in formset.non_form_errors()]
        for number, each in enumerate(formset.forms, start=1):
            if not formset._should_delete_form(each):
                problems += _of_form(each, f"Session {number}", f"{formset.prefix}-{number - 1}")
    return problems


def _of_form(form: forms.BaseForm, part: str = "", place: str = "") -> Iterable[Problem]:
    errors = form.errors
    for said in errors.get(NON_FIELD_ERRORS, []):
        yield Problem(part, said, place)
    for name in form.fields:
        for said in errors.get(name, []):
            field = form[name]
            label = ", ".join(filter(None, [part, str(field.label)]))
            target = place if field.is_hidden else field.id_for_label or field.auto_id
            yield Problem(label, said, target)
