"""What a person decides on a message that no worker will touch again."""

from django.db import transaction

from learning_portal.foundation import clock
from learning_portal.foundation.models import Message, MessageState


class Refused(Exception):
    """The words say why it cannot be done."""


@transaction.atomic
def send_again(*, message: Message) -> Message:
    """Queue it anew, under the Message-ID it had: some mail programs show such a pair as one."""
    kept = _locked(message)
    if not kept.may_be_sent_again:
        raise Refused(_refusal(kept, "be sent again"))
    kept.state, kept.why, kept.tries = MessageState.QUEUED, "", 0
    kept.due_at, kept.worker, kept.settled_at = clock.now(), None, None
    kept.save(update_fields=["state", "why", "tries", "due_at", "worker", "settled_at"])
    return kept


@transaction.atomic
def leave(*, message: Message) -> Message:
    """Leave it as it is: the desk asks no more about it."""
    kept = _locked(message)
    if not kept.is_unsettled:
        raise Refused(_refusal(kept, "be left"))
    kept.settled_at = clock.now()
    kept.save(update_fields=["settled_at"])
    return kept


def _locked(message: Message) -> Message:
    return Message.objects.select_for_update().get(pk=message.pk)


def _refusal(message: Message, what: str) -> str:
    if message.is_purged:
        return f"“{message}” cannot {what}: its words and its address are deleted."
    if message.settled_at:
        return f"“{message}” cannot {what}: it was dealt with already."
    return (
        f"“{message}” cannot {what}: it is neither given up nor in doubt. "
        f"It stands at “{message.get_state_display()}”."
    )
