"""The address in a confirmation's QR code: it opens one person to the people at the door.

It is not the private address: who photographs the code cannot change or cancel anything.
"""

import io

import segno
from django.core import signing
from django.urls import reverse

from events.models import Registration

SIGNER = signing.Signer(salt="events.door")


def path(registration: Registration) -> str:
    return reverse("events:at_the_door", args=[SIGNER.sign(str(registration.pk))])


def picture(address: str) -> bytes:
    """The address as a QR code, a PNG that a mail program shows."""
    drawn = io.BytesIO()
    segno.make(address, error="m", micro=False).save(drawn, kind="png", scale=6, border=4)
    return drawn.getvalue()


def read(code: str) -> int | None:
    """The registration's key; nothing where the code is not one of ours."""
    try:
        return int(SIGNER.unsign(code))
    except (signing.BadSignature, ValueError):
        return None
