"""What came of a try to send: read from what the mail server answered, or did not."""

import datetime as dt
import re
import smtplib
from typing import Any, NamedTuple

from learning_portal.foundation.models import MessageState

# After the first try, the second, and so on; then it is given up: ten tries in three days.
RETRY_AFTER = [dt.timedelta(minutes=each) for each in (1, 5, 15, 60, 180, 360, 720, 1440, 1440)]
LONGEST_REASON = 500
LOST_TOUCH = (
    "The mail server did not say whether it had taken the message ({}). It may have arrived."
)
WORKER_DIED = (
    "The worker ended while it was sending this, before it could note what came of it. "
    "It may have arrived."
)


class Outcome(NamedTuple):
    state: MessageState
    why: str = ""


SENT = Outcome(MessageState.SENT)


def refused(why: str) -> Outcome:
    return Outcome(MessageState.DEAD, why)


def again(why: str) -> Outcome:
    return Outcome(MessageState.RETRYING, why)


def read(error: Exception, backend: Any) -> Outcome:
    """The outcome of a message whose sending raised `error`.

    In doubt only where the server may have it: a backend that cannot tell is not trusted.
    """
    match error:
        case smtplib.SMTPRecipientsRefused():
            code, words = next(iter(error.recipients.values()))
            judge = refused if code >= 500 else again
            return judge(f"The mail server refused the address: {_said(code, words)}")
        case smtplib.SMTPSenderRefused():  # ours to mend: the settings, and nobody's address
            return again(
                f"The mail server refused the sender: {_said(error.smtp_code, error.smtp_error)}"
            )
        case smtplib.SMTPDataError():
            judge = refused if error.smtp_code >= 500 else again
            return judge(
                f"The mail server refused the message: {_said(error.smtp_code, error.smtp_error)}"
            )
        case smtplib.SMTPNotSupportedError():
            return refused(f"The mail server cannot take it: {in_words(error)}")
        case smtplib.SMTPResponseException():
            return again(f"The mail server said: {_said(error.smtp_code, error.smtp_error)}")
    if getattr(backend, "handed_over", True):
        return Outcome(MessageState.IN_DOUBT, LOST_TOUCH.format(in_words(error)))
    return again(f"The mail server broke off: {in_words(error)}")


def retry_after(tries: int) -> dt.timedelta | None:
    """How long to wait after so many tries; None where it has been tried often enough."""
    return RETRY_AFTER[tries - 1] if tries <= len(RETRY_AFTER) else None


def in_words(error: Exception) -> str:
    return one_line(str(error) or type(error).__name__)


def _said(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {one_line(text)}"


def one_line(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\x7f]+", " ", text).strip()
