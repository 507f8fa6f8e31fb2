"""A table of the organisers' desk as a file to take along."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from learning_portal.foundation import clock, tables
from learning_portal.foundation.tables import Cell

Table = tuple[Sequence[str], Iterable[Sequence[Cell]]]


def refuse_without(request: HttpRequest, permission: str) -> None:
    """Raises PermissionDenied."""
    if not request.user.has_perm(permission):
        raise PermissionDenied


def as_file(name: str, form: str, title: str, table: Table) -> HttpResponse:
    """As `csv` or `xlsx`. Raises Http404 for any other."""
    if form not in tables.MEDIA_TYPES:
        raise Http404(form)
    columns, rows = table
    content = (
        tables.as_csv(columns, rows) if form == tables.CSV else tables.as_xlsx(title, columns, rows)
    )
    response = HttpResponse(content, content_type=tables.MEDIA_TYPES[form])
    file = f"{name}-{clock.today().isoformat()}.{form}"
    response["Content-Disposition"] = f'attachment; filename="{file}"'
    return response
