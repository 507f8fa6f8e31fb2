"""Letters the portal vouches for: signed, dated, revocable, each at an address of its own.

An employer who is shown one opens that address and sees how it stands at that moment.
"""

import datetime as dt
import json
import secrets
from typing import Any

import segno
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils.safestring import SafeString, mark_safe

from learning_portal.foundation import clock, letter_kinds
from learning_portal.foundation.models import LetterState, SignedLetter, signed_letter

LONGEST_CONTENT = 20_000


class BadLetter(ValueError):
    """A letter that cannot be issued; the words say why."""


class Refused(Exception):
    """The words say why it cannot be revoked or replaced."""


@transaction.atomic
def issue(*, kind: str, about: str, content: dict[str, Any], expires_on: dt.date) -> SignedLetter:
    """Issue a letter of a registered kind, valid to the end of a BC day.

    `about` is the issuing app's own key for whom or what it is about; `content` is what the
    letter says, and stays as it is whatever happens to the rows it was taken from.
    Raises BadLetter.
    """
    if letter_kinds.known(kind) is None:
        raise BadLetter(f"No kind of letter is called {kind!r}: register it first.")
    if expires_on < clock.today():
        raise BadLetter("A letter is valid for a while: its last day is over already.")
    _check(content)
    letter = SignedLetter(
        token=secrets.token_urlsafe(24),
        kind=kind,
        about=about,
        content=content,
        expires_on=expires_on,
    )
    letter.sign()
    letter.save(force_insert=True)
    letter.refresh_from_db()
    if not letter.verifies:
        raise BadLetter("The database keeps this content in another form: write numbers as words.")
    return letter


def _check(content: dict[str, Any]) -> None:
    try:
        text = json.dumps(content, ensure_ascii=False, allow_nan=False)
        text.encode()
    except (TypeError, ValueError) as error:
        raise BadLetter(f"A letter's content is plain JSON: {error}") from error
    if "\\u0000" in text:
        raise BadLetter("A letter's content is text: it has a character that is none.")
    if len(text) > LONGEST_CONTENT:
        raise BadLetter(f"A letter's content has at most {LONGEST_CONTENT:,} characters.")


@transaction.atomic
def revoke(letter: SignedLetter, *, by: AbstractBaseUser, why: str) -> SignedLetter:
    """Take it back, for good. Whoever opens the letter reads `why`. Raises Refused."""
    kept = SignedLetter.objects.select_for_update(of=["self"]).get(pk=letter.pk)
    why = why.strip()
    if kept.revoked_at is not None:
        raise Refused("This letter was revoked already.")
    if not why or len(why) > signed_letter.LONGEST_REASON:
        raise Refused(
            "Say why it is revoked, in at most "
            f"{signed_letter.LONGEST_REASON} characters: whoever opens it reads that."
        )
    kept.revoked_at, kept.revoked_by_id, kept.revoked_reason = clock.now(), by.pk, why
    kept.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    return kept


@transaction.atomic
def replace(letter: SignedLetter, *, content: dict[str, Any], expires_on: dt.date) -> SignedLetter:
    """Issue a corrected one. The letter, and all it replaced, lead to it from then on.

    Raises Refused, and BadLetter.
    """
    kept = SignedLetter.objects.select_for_update(of=["self"]).get(pk=letter.pk)
    if kept.replaced_by_id is not None:
        raise Refused("A corrected one was issued already: look at that one.")
    if kept.revoked_at is not None:
        raise Refused("It was revoked: nothing can stand in its place.")
    newer = issue(kind=kept.kind, about=kept.about, content=content, expires_on=expires_on)
    kept.replaces.update(replaced_by=newer)
    kept.replaced_by = newer
    kept.save(update_fields=["replaced_by"])
    return newer


def qr_svg(url: str, title: str = "QR code of this page’s address") -> SafeString:
    """The QR code of an address as inline SVG: dark on light whatever the page's colours are."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(
        border=4, dark="#000", light="#fff", omitsize=True, svgclass="qr", lineclass=None,
        title=title,
    )  # fmt: skip
    return mark_safe(drawn.replace("<svg ", '<svg role="img" ', 1))  # noqa: S308 - segno's own


__all__ = [
    "BadLetter", "LetterState", "Refused", "SignedLetter", "issue", "qr_svg", "replace", "revoke",
]  # fmt: skip
