"""A form of the desk as a browser would send it back."""

from html.parser import HTMLParser

from django.test import Client
from django.urls import reverse


class Form(HTMLParser):
    """`fields` of the one form with this id, with their values as rendered."""

    def __init__(self, html: str, form_id: str):
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._form_id, self._inside = form_id, False
        self._select = self._textarea = self._option = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            self._inside = given.get("id") == self._form_id
        if not self._inside:
            return
        name = given.get("name")
        if tag == "input" and name:
            self._input(name, given)
        elif tag == "select":
            self._select, self._first = name, None
            self.fields.setdefault(name, [])
        elif tag == "option" and self._select:
            if self._first is None:
                self._first = given.get("value", "")
            if "selected" in given:
                self.fields[self._select].append(given.get("value", ""))
        elif tag == "textarea":
            self._textarea = name
            self.fields[name] = [""]

    def _input(self, name, given):
        kind = given.get("type", "text")
        if kind in ("submit", "button"):
            return
        is_box = kind in ("checkbox", "radio")
        if not is_box or "checked" in given:
            self.fields.setdefault(name, []).append(given.get("value", "on" if is_box else ""))

    def handle_data(self, data):
        if self._textarea:
            self.fields[self._textarea][0] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._inside = False
        elif tag == "select" and self._select:
            if not self.fields[self._select] and self._first is not None:
                self.fields[self._select] = [self._first]
            self._select = None
        elif tag == "textarea" and self._textarea:
            # a browser drops the first newline, and sends newlines as CRLF
            text = self.fields[self._textarea][0].replace("\r\n", "\n").removeprefix("\n")
            self.fields[self._textarea][0] = text.replace("\n", "\r\n")
            self._textarea = None


def fields(response, form_id: str = "opportunity_form") -> dict[str, list[str]]:
    html = response.content.decode()
    found = Form(html, form_id).fields
    return {name: values for name, values in found.items() if "__prefix__" not in name}


def address(opportunity=None, page: str = "change") -> str:
    if opportunity is None:
        return reverse(f"admin:catalogue_opportunity_{page}")
    return reverse(f"admin:catalogue_opportunity_{page}", args=[opportunity.pk])


def save(client: Client, opportunity=None, *, button: str = "_continue", **typed):
    """Open the form, type, press a button; fields of the first session are `session_…`."""
    where = address(opportunity) if opportunity else address(page="add")
    sent = fields(client.get(where))
    for name, value in typed.items():
        sent[name.replace("session_", "sessions-0-")] = value
    name, _, value = button.partition("=")
    return client.post(where, {**sent, name: value or "1"})


def errors(response) -> dict[str, list[str]]:
    """The refusals of the form and its first session, by field."""
    found = dict(response.context["adminform"].form.errors)
    for formset in response.context["inline_admin_formsets"]:
        for form in formset.formset.forms[:1]:
            found |= {f"session_{name}": said for name, said in form.errors.items()}
    return found
