"""The choices of the filters: some hundreds on a page, so each is a template rendered once."""

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from catalogue.outline import GAP
from catalogue.panel import Choice

register = template.Library()


@register.simple_tag
def choices(name: str, of: Iterable[Choice]) -> SafeString:
    """The check boxes of a facet, named as its parameter."""
    return mark_safe("".join(_one(name, choice) for choice in of))  # noqa: S308 - from a template


def _one(name: str, choice: Choice) -> str:
    before, box, label, after = _parts(name, choice.value, choice.label)
    quiet = " is-none" if choice.total == 0 else ""
    checked = " checked" if choice.is_chosen else ""
    return f"{before}{quiet}{box}{checked}{label}{choice.shown}{after}"


@lru_cache(maxsize=5000)
def _parts(name: str, value: str, label: str) -> list[str]:
    said = {"name": name, "value": value, "label": label.replace(GAP, ""), "gap": GAP}
    return render_to_string("catalogue/choice.html", said).strip().split(GAP)
