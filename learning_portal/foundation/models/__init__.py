from learning_portal.foundation.models.message import Message, MessageAttachment, MessageState
from learning_portal.foundation.models.periodic_run import PeriodicRun
from learning_portal.foundation.models.signed_letter import LetterState, SignedLetter

__all__ = [
    "LetterState",
    "Message",
    "MessageAttachment",
    "MessageState",
    "PeriodicRun",
    "SignedLetter",
]
