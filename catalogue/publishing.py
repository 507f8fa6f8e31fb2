"""How a listing moves from suggestion to page and off it again: the one way its status changes."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction

from catalogue.models import Opportunity
from catalogue.models.vocabulary import Origin, Status
from learning_portal.foundation import clock, folding

UNCHECKABLE = {Status.SUGGESTED, Status.ARCHIVED}


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


def stands(opportunity: Opportunity) -> str:
    """What a listing is, to read after “it is”: `a draft`, `in review`."""
    status = str(opportunity.get_status_display()).lower()
    return f"a {status}" if opportunity.status == Status.DRAFT else status


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
            f"“{locked.title}” is {stands(locked)}: “{named.label}” does not apply to it."
        )
    locked.status = named.leads_to
    if named.leads_to == Status.PUBLISHED:
        locked.published_at = clock.now()
        if by is not None and locked.origin == Origin.CURATED:
            locked.checked_on = clock.today()  # who publishes their own content has looked at it
    reason = folding.tidy(reason)
    return _record(locked, f"{named.done}{': ' + reason if reason else ''}", by)


@transaction.atomic
def mark_checked(*, opportunity: Opportunity, by: User) -> Opportunity:
    """Say that this person looked at the listing today (in BC) and it holds. Raises Refused."""
    if not by.has_perm("catalogue.change_opportunity"):
        raise Refused("You do not have permission to mark listings as checked.")
    locked = Opportunity.objects.select_for_update().get(pk=opportunity.pk)
    if locked.status in UNCHECKABLE:
        raise Refused(f"“{locked.title}” is {stands(locked)}: there is nothing to check.")
    locked.checked_on = clock.today()
    return _record(locked, "Checked", by)


def _record(locked: Opportunity, reason: str, by: User | None) -> Opportunity:
    locked._change_reason = reason[:100]
    if by is not None:
        locked._history_user = by
    locked.save()
    return locked
