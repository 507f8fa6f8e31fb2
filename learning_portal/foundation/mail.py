"""Mail that is not lost: a message is kept with what caused it, and a worker sends it.

`queue` writes the message in the caller's own transaction: both stand, or neither does.
`sending` sends it, and a person sees at the desk what became of it.
"""

import re
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from email.utils import parseaddr

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connection, transaction
from django.template.loader import render_to_string

from learning_portal.foundation import clock
from learning_portal.foundation.models import Message, MessageAttachment, message

LONGEST_BODY = 200_000
MOST_ATTACHED = 1024 * 1024  # bytes in all
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; ?[a-z0-9-]+=[A-Za-z0-9._-]+)*")
FILE_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")


class BadMessage(ValueError):
    """A message that cannot be sent; the words say what is wrong with it."""


@dataclass(frozen=True)
class Attachment:
    name: str
    content: bytes
    media_type: str  # `text/calendar; method=PUBLISH; charset=utf-8`


def queue(
    *,
    kind: str,
    to: str,
    subject: str,
    text: str,
    html: str = "",
    attachments: Sequence[Attachment] = (),
    once: str = "",
    reply_to: str = "",
) -> Message:
    """Keep one message to one address, to be sent when this transaction has been committed.

    `html` is the body's inside: the page around it and the footer are added here. `once`, where
    given, is this message's own name: whoever queues it again gets the one that is kept.
    Raises BadMessage, and TransactionManagementError outside a transaction.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError(
            "A message is queued in the transaction of what caused it: open one around both."
        )
    _check(to, reply_to, subject, text, html, attachments)
    fields = {
        "kind": kind,
        "to": to,
        "reply_to": reply_to,
        "subject": subject,
        "text": _with_footer(text),
        "html": html and _page(subject, html),
        "message_id": f"<{uuid.uuid4()}@{_domain()}>",
        "purge_after": clock.today() + message.DAYS_KEPT * clock.DAY,
    }
    if once:
        kept, is_new = Message.objects.get_or_create(once=once, defaults=fields)
    else:
        kept, is_new = Message.objects.create(**fields), True
    if is_new:
        MessageAttachment.objects.bulk_create(
            MessageAttachment(message=kept, position=position, **vars(each))
            for position, each in enumerate(attachments)
        )
    return kept


def _check(
    to: str,
    reply_to: str,
    subject: str,
    text: str,
    html: str,
    attachments: Sequence[Attachment],
) -> None:
    check_address(to)
    if reply_to:
        check_address(reply_to)
    if not subject.strip() or len(subject) > message.LONGEST_SUBJECT:
        raise BadMessage(
            f"A message needs a subject of at most {message.LONGEST_SUBJECT} characters."
        )
    if CONTROL.search(subject) or NOT_TEXT.search(subject):
        raise BadMessage("A subject is one line: it has a line break or another control character.")
    if not text.strip():
        raise BadMessage("A message says something in plain text: its text is empty.")
    for body in (text, html):
        if len(body) > LONGEST_BODY:
            raise BadMessage(f"A message has at most {LONGEST_BODY:,} characters.")
        if NOT_TEXT.search(body):
            raise BadMessage("A message is text: it has a character that is none.")
    if sum(len(each.content) for each in attachments) > MOST_ATTACHED:
        raise BadMessage(f"A message carries at most {MOST_ATTACHED:,} bytes in all.")
    for each in attachments:
        if not FILE_NAME.fullmatch(each.name):
            raise BadMessage("An attachment's name has letters a to z, digits, and . _ - only.")
        if not MEDIA_TYPE.fullmatch(each.media_type):
            raise BadMessage("An attachment needs a media type, such as text/calendar.")


def check_address(address: str) -> None:
    """Raises BadMessage unless it is one e-mail address and nothing else."""
    if CONTROL.search(address):
        raise BadMessage(
            "An e-mail address is one line: it has a line break or another control character."
        )
    try:
        validate_email(address)
    except ValidationError:
        raise BadMessage("A message goes to one e-mail address, such as name@example.ca.") from None
    if len(address) > message.LONGEST_ADDRESS or not re.match(message.ONE_ADDRESS, address):
        raise BadMessage("A message goes to one e-mail address, such as name@example.ca.")


def _with_footer(text: str) -> str:
    footer = settings.MAIL_FOOTER
    return f"{text.rstrip()}\n\n-- \n{footer}\n" if footer else f"{text.rstrip()}\n"


def _page(subject: str, html: str) -> str:
    context = {"subject": subject, "html": html, "footer": settings.MAIL_FOOTER}
    return render_to_string("mail/page.html", context)


def _domain() -> str:
    """The sender's domain, which names the message for good, whatever machine sends it."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
