"""What the two forms without names share: who is let through, and how their answers are shown."""

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest
from django.template.response import TemplateResponse

from events.models import Edition
from learning_portal.foundation import protection
from learning_portal.foundation.protection import ProtectedForm

# A whole library may answer from one address in the hour after a meeting.
MOST_ANSWERS = 300
IN = dt.timedelta(minutes=10)


class AnswerForm(ProtectedForm):
    """A form about one edition, of a person who need not say who they are."""

    @property
    def has_field_errors(self) -> bool:
        return bool(set(self.errors) - {NON_FIELD_ERRORS})


def allowed(request: HttpRequest, form: ProtectedForm, edition: Edition) -> bool:
    """Counts this answer; past the limit the form says so."""
    purpose = f"{form.purpose}:{edition.pk}"
    if protection.allow(request, purpose=purpose, limit=MOST_ANSWERS, window=IN):
        return True
    form.add_error(None, protection.TOO_MANY)
    return False


def page(
    request: HttpRequest,
    template: str,
    edition: Edition,
    context: Mapping[str, object] | None = None,
    status: int = 200,
) -> TemplateResponse:
    shared = {"section": "events", "edition": edition}
    response = TemplateResponse(request, template, {**shared, **(context or {})}, status=status)
    if status == 429:
        response["Retry-After"] = str(int(IN.total_seconds()))
    return response
