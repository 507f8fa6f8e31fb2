"""What every public form stands behind: a throttle, a honeypot and a signed time.

A form is a `ProtectedForm`, its template includes `includes/protection.html`, and its view
asks three things in this order: `form.is_caught` (answer as if it had been kept, keep
nothing), `form.is_valid()`, `allow(...)`.
"""

import datetime as dt
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import connection
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from learning_portal.foundation import clock
from learning_portal.foundation.visitor import network

YOUNGEST = dt.timedelta(seconds=2)
OLDEST = dt.timedelta(hours=24)
TOO_YOUNG = (
    "This arrived only a moment after the form was opened, as automatic senders do. "
    "Everything you typed is still here: please send it again."
)
TOO_OLD = (
    "This form had been open for too long, or did not arrive whole. "
    "Everything you typed is still here: please send it again."
)
TOO_MANY = (
    "Many people on your network have sent this form in the last few minutes. Everything you "
    "typed is still here: wait ten minutes, then send it again."
)

# One statement: forget some counters whose time is over, and count this one. Each call adds
# one row at most and removes up to fifty, so the table cannot grow past the windows in use.
COUNT = """
WITH over AS (
    DELETE FROM foundation_throttle WHERE key IN (
        SELECT key FROM foundation_throttle WHERE ends <= %(now)s
        ORDER BY ends LIMIT 50 FOR UPDATE SKIP LOCKED
    )
)
INSERT INTO foundation_throttle AS counted (key, ends, hits) VALUES (%(key)s, %(ends)s, 1)
ON CONFLICT (key) DO UPDATE SET hits = counted.hits + 1
RETURNING hits
"""


def allow(request: HttpRequest, *, purpose: str, limit: int, window: dt.timedelta) -> bool:
    """Count one use of `purpose` from the visitor's network; false past `limit` in a window.

    Windows follow each other at fixed times. What is kept is a keyed hash, never the address.
    """
    now = clock.now()
    number = int(now.timestamp() // window.total_seconds())
    ends = dt.datetime.fromtimestamp((number + 1) * window.total_seconds(), dt.UTC)
    counted = f"{purpose}|{window.total_seconds()}|{number}|{network(request)}"
    key = salted_hmac("portal.throttle", counted, algorithm="sha256").hexdigest()
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"now": now, "key": key, "ends": ends})
        hits: int = cursor.fetchone()[0]
    return hits <= limit


class ProtectedForm(forms.Form):
    """A form with a honeypot and a signed time; `purpose` keeps one form's time from another."""

    purpose = ""

    @property
    def is_caught(self) -> bool:
        """Whether the field that no person sees was filled in."""
        return bool(self.data.get("website"))

    @property
    def stamp(self) -> str:
        """The signed time the page carries: kept while it serves, else one that serves at once."""
        if not self.is_bound:
            return self._signed(clock.now())
        age = self._age()
        if age is None or age > OLDEST:
            return self._signed(clock.now() - YOUNGEST)
        return str(self.data["opened"])

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.errors:  # it has to be sent again in any case
            return self.cleaned_data
        age = self._age()
        if age is None or age > OLDEST:
            raise ValidationError(TOO_OLD, code="too-old")
        if age < YOUNGEST:
            raise ValidationError(TOO_YOUNG, code="too-young")
        return self.cleaned_data

    def _signed(self, at: dt.datetime) -> str:
        return self._signer().sign(str(int(at.timestamp() * 1000)))

    def _age(self) -> dt.timedelta | None:
        """How long ago the form was opened; None where it carries no time signed for it."""
        try:
            stated = int(self._signer().unsign(self.data.get("opened", "")))
        except (signing.BadSignature, ValueError):
            return None
        return clock.now() - dt.datetime.fromtimestamp(stated / 1000, dt.UTC)

    def _signer(self) -> signing.Signer:
        return signing.Signer(salt=f"portal.form.{self.purpose}")
