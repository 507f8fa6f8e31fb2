"""The e-mail that a kept message becomes."""

from email import encoders
from email.mime.base import MIMEBase

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from learning_portal.foundation.models import Message, MessageAttachment

# Sent by a machine: an absent reader's own machine is not to answer (RFC 3834; Exchange).
BY_A_MACHINE = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}


def compose(message: Message) -> EmailMultiAlternatives:
    """Raises what Python raises where a header cannot be written."""
    reply_to = message.reply_to or settings.MAIL_REPLY_TO
    email = EmailMultiAlternatives(
        subject=message.subject,
        body=message.text,
        to=[message.to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Message-ID": message.message_id, **BY_A_MACHINE},
    )
    if message.html:
        email.attach_alternative(message.html, "text/html")
    for attachment in message.attachments.all():
        email.attach(_part(attachment))
    email.message()
    return email


def _part(attachment: MessageAttachment) -> MIMEBase:
    """Its bytes as they are: a calendar keeps its own line ends."""
    kind, *said = attachment.media_type.split(";")
    part = MIMEBase(*kind.split("/", 1))
    for parameter in said:
        name, _, value = parameter.strip().partition("=")
        part.set_param(name, value)
    part.set_payload(bytes(attachment.content))
    encoders.encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attachment.name)
    return part
