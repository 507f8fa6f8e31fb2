"""A table in, at the desk: choose, look, confirm. Nothing is kept in between."""

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from catalogue.intake import report, table
from catalogue.intake.problems import Problem, Refused, Stale
from catalogue.intake.table import LARGEST, LISTINGS, Format, Line, Table

HOUR = 60 * 60
LARGEST_CARRIED = 5 * LARGEST // 4
TOO_LONG = "The table is too long to preview in one piece: split it into several."
TOO_OLD = "The preview is too old, or is not yours: choose the file again."


class FileForm(forms.Form):
    """One file; `beside` is what is said with it for the rows that do not say it, as text."""

    error_css_class = "errors"
    format: ClassVar[Format] = LISTINGS
    file = forms.FileField(
        allow_empty_file=True,
        label="The table",
        help_text="CSV, or an Excel workbook (.xlsx); 2 MB and 20,000 rows at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
        error_messages={"required": "Choose the table's file."},
    )

    def table(self) -> Table:
        """Raises Refused."""
        file = self.cleaned_data["file"]
        return table.read(file.read(LARGEST + 1), file.name, self.format)

    def beside(self) -> list[str]:
        return []


class TableForm(FileForm):
    """A file, or a table pasted."""

    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label="A file",
        help_text="CSV, or an Excel workbook (.xlsx); 2 MB and 5,000 rows at most.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx"}),
    )
    pasted = forms.CharField(
        required=False,
        strip=False,
        label="Or paste the table here",
        help_text="From a spreadsheet or a CSV file, with its first line of column names.",
        widget=forms.Textarea(attrs={"rows": 8, "cols": 100, "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors:
            return cleaned
        file, pasted = cleaned.get("file"), cleaned.get("pasted", "")
        if not file and not pasted.strip():
            raise forms.ValidationError("Choose a file, or paste a table.")
        if file and pasted.strip():
            raise forms.ValidationError("Choose a file or paste a table, not both.")
        return cleaned

    def table(self) -> Table:
        if self.cleaned_data["file"]:
            return super().table()
        return table.read(self.cleaned_data["pasted"].encode(), "a pasted table", self.format)


class ImportPage:
    """Each kind of table says what is its own; `templates` is the folder of its two pages."""

    name: ClassVar[str]  # of the address; what a preview is signed for, too
    permission: ClassVar[str]
    title: ClassVar[str]
    model: ClassVar[type[Model]]
    templates: ClassVar[str]
    columns: ClassVar[Iterable[Any]]
    form: ClassVar[type[FileForm]] = TableForm
    looked_at_for: ClassVar[int] = 8 * HOUR  # seconds a preview may wait for its answer

    def plan(self, read: Table, beside: list[str]) -> Any:
        """What the table would do: it has `problems`, and a `digest()`."""
        raise NotImplementedError

    def bring_in(
        self, request: HttpRequest, read: Table, beside: list[str], expected: str
    ) -> tuple[Any, str]:
        """Write it: the plan, and what to say of it. Raises Refused, Stale, PermissionDenied."""
        raise NotImplementedError

    def preview(self, request: HttpRequest, plan: Any, beside: list[str]) -> dict[str, Any]:
        """What the preview shows: `summary`, `writes`, and `tables`, each cut to what is shown."""
        raise NotImplementedError

    def before(self) -> dict[str, Any]:
        """What the first page shows besides."""
        return {}

    def urls(self, site: "admin.AdminSite") -> list[URLPattern]:
        """For `get_urls` of its model's admin, before its own."""
        page = require_http_methods(["GET", "HEAD", "POST"])(self.page)
        return [path("import/", site.admin_view(page), name=self.name)]

    def page(self, request: HttpRequest) -> HttpResponse:
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        if "table" in request.POST:
            return self._confirm(request)
        if request.method != "POST":
            return self._upload(request, self.form())
        form = self.form(request.POST, request.FILES)
        if not form.is_valid():
            return self._upload(request, form)
        try:
            read, beside = form.table(), form.beside()
        except Refused as refused:
            return self._upload(request, form, refused.problems)
        plan = self.plan(read, beside)
        if plan.problems:
            return self._upload(request, form, sorted(plan.problems))
        carried = self._carried(request, read, beside)
        if len(carried) > LARGEST_CARRIED:
            return self._upload(request, form, [Problem(0, "", "", TOO_LONG)])
        return self._preview(request, plan, beside, carried)

    def _confirm(self, request: HttpRequest) -> HttpResponse:
        """Write what was shown; where what it meets has changed, show it again instead."""
        carried, expected = request.POST["table"], request.POST.get("digest", "")
        try:
            read, beside = self._taken_up(request, carried)
        except signing.BadSignature:
            return self._upload(request, self.form(), [Problem(0, "", "", TOO_OLD)])
        try:
            _, said = self.bring_in(request, read, beside, expected)
        except Stale as stale:
            if stale.plan.problems:
                return self._upload(request, self.form(), sorted(stale.plan.problems))
            return self._preview(request, stale.plan, beside, carried, is_stale=True)
        except Refused as refused:
            return self._upload(request, self.form(), refused.problems)
        messages.success(request, f"Imported from {read.source}: {said}")
        return redirect(self._list())

    def _carried(self, request: HttpRequest, read: Table, beside: list[str]) -> str:
        """The table signed for this person alone, so that what comes back is what was checked."""
        lines = [[line.number, line.cells] for line in read.lines]
        kept = [read.source, lines, read.notes, beside]
        return signing.dumps(kept, salt=self._salt(request), compress=True)

    def _taken_up(self, request: HttpRequest, carried: str) -> tuple[Table, list[str]]:
        source, lines, notes, beside = signing.loads(
            carried, salt=self._salt(request), max_age=self.looked_at_for
        )
        return Table(source, [Line(number, cells) for number, cells in lines], notes), beside

    def _salt(self, request: HttpRequest) -> str:
        return f"{self.name}:{request.user.pk}"

    def _upload(
        self, request: HttpRequest, form: FileForm, problems: Sequence[Problem] = ()
    ) -> HttpResponse:
        shown = {
            "title": self.title,
            "form": form,
            "columns": self.columns,
            "problems": problems[: report.MOST_SHOWN],
            "problem_count": len(problems),
            "more_problems": max(len(problems) - report.MOST_SHOWN, 0),
        }
        return self._page(request, "import_upload", shown | self.before())

    def _preview(
        self,
        request: HttpRequest,
        plan: Any,
        beside: list[str],
        carried: str,
        *,
        is_stale: bool = False,
    ) -> HttpResponse:
        shown = self.preview(request, plan, beside)
        tables: dict[str, Sequence[Any]] = shown.pop("tables")
        shown |= {
            "title": f"{self.title}: what {plan.table.source} would do",
            "plan": plan,
            "carried": carried,
            "digest": plan.digest(),
            "is_stale": is_stale,
            "more": {name: max(len(rows) - report.MOST_SHOWN, 0) for name, rows in tables.items()},
            **{name: rows[: report.MOST_SHOWN] for name, rows in tables.items()},
        }
        return self._page(request, "import_preview", shown)

    def _page(self, request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
        addresses = {"opts": self.model._meta, "list": self._list(), "here": f"admin:{self.name}"}
        context = {**admin.site.each_context(request), **addresses, **shown}
        return TemplateResponse(request, f"{self.templates}/{name}.html", context)

    def _list(self) -> str:
        meta = self.model._meta
        return f"admin:{meta.app_label}_{meta.model_name}_changelist"


def person(request: HttpRequest) -> User:
    """Who imports; signed in, since only then is there a permission."""
    assert isinstance(request.user, User)  # noqa: S101 - the page has asked
    return request.user
