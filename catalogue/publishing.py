"""How a listing moves from suggestion to page and off it again: the one way its status changes."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from catalogue.models import Opportunity
from catalogue.models.vocabulary import Status
from learning_portal.foundation import clock


class Refused(Exception):
    """The move is not allowed; the message says why, to a curator."""


@dataclass(frozen=True)
class Transition:
    name: str
    label: str
    done: str
    starts_from: frozenset[str]
    leads_to: str
    permission: str


def _transition(
    name: str, label: str, done: str, starts_from: set[str], leads_to: str, permission: str
) -> Transition:
    return Transition(
        name, label, done, frozenset(starts_from), leads_to, f"catalogue.{permission}_opportunity"
    )


TRANSITIONS = {
    transition.name: transition
    for transition in [
        _transition(
            "accept", "Accept the suggestion", "Accepted",
            {Status.SUGGESTED}, Status.DRAFT, "review",
        ),
        _transition(
            "submit", "Send to review", "Sent to review",
            {Status.DRAFT}, Status.IN_REVIEW, "review",
        ),
        _transition(
            "return", "Return to draft", "Returned to draft",
            {Status.IN_REVIEW, Status.PUBLISHED}, Status.DRAFT, "review",
        ),
        _transition(
            "publish", "Publish", "Published",
            {Status.DRAFT, Status.IN_REVIEW}, Status.PUBLISHED, "publish",
        ),
        _transition(
            "archive", "Archive", "Archived",
            {Status.SUGGESTED, Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED},
            Status.ARCHIVED, "archive",
        ),
        _transition(
            "restore", "Restore as a draft", "Restored as a draft",
            {Status.ARCHIVED}, Status.DRAFT, "archive",
        ),
    ]
}  # fmt: skip


def open_to(opportunity: Opportunity, person: User) -> list[Transition]:
    """The moves this person may make with the listing as it stands."""
    return [
        transition
        for transition in TRANSITIONS.values()
        if opportunity.status in transition.starts_from and person.has_perm(transition.permission)
    ]


@transaction.atomic
def move(
    *, opportunity: Opportunity, transition: str, by: User | None, reason: str = ""
) -> Opportunity:
    """Make one move, locked and recorded in the listing's history.

    `by` is None only where no person acts (a command on the server). Raises Refused.
    """
    named = TRANSITIONS[transition]
    if by is not None and not by.has_perm(named.permission):
        raise Refused(f"You do not have permission to do this: {named.label.lower()}.")
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if locked.status not in named.starts_from:
        raise Refused(
            f"“{locked.title}” is {locked.get_status_display().lower()}: "
            f"“{named.label}” does not apply to it."
        )
    locked.status = named.leads_to
    if named.leads_to == Status.PUBLISHED:
        locked.published_at = clock.now()
    locked._change_reason = f"{named.done}{': ' + reason if reason else ''}"[:100]
    if by is not None:
        locked._history_user = by
    locked.save()
    return locked
