"""The steps a person may take with a decision as it stands, named for the desk."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.auth.models import User

from cltp import decisions
from cltp.models import Decision
from cltp.models.vocabulary import STANDING, UNDER_WAY, State

REPLACE = "replace"


@dataclass(frozen=True)
class Named:
    name: str
    label: str
    about: str
    starts_from: frozenset[str]
    permission: str
    take: Callable[..., Decision]


STEPS = {
    step.name: step
    for step in [
        Named("begin", "Begin the assessment", "Take the request up.",
              frozenset({State.REQUESTED}), decisions.ASSESS, decisions.begin),
        Named("propose", "Propose", "Nothing can be changed after this, until it is sent back.",
              frozenset({State.ASSESSING}), decisions.ASSESS, decisions.propose),
        Named("publish", "Publish", "It becomes public, and is never changed again.",
              frozenset({State.PROPOSED}), decisions.DECIDE, decisions.publish),
        Named("send-back", "Send back to assessment", "So that it can be put right.",
              frozenset({State.PROPOSED}), decisions.DECIDE, decisions.send_back),
        Named("review", "Put under review", "Readers are told; it stands until the review ends.",
              frozenset({State.PUBLISHED}), decisions.DECIDE, decisions.review),
        Named("new-version", "Begin a new version", "A copy to assess anew. It supersedes this "
              "one on the day it is published.",
              frozenset({*STANDING, State.WITHDRAWN}), decisions.ASSESS, decisions.new_version),
        Named(REPLACE, "Replace by another decision", "One of another number, which stands. Both "
              "pages stay; this one says what replaced it.",
              STANDING, decisions.DECIDE, decisions.replace),
        Named("withdraw", "Withdraw", "It ends here. What was published keeps its page, which "
              "says so.",
              STANDING | UNDER_WAY, decisions.DECIDE, decisions.withdraw),
    ]
}  # fmt: skip


def open_to(decision: Decision, person: User) -> list[Named]:
    return [
        step
        for step in STEPS.values()
        if decision.state in step.starts_from
        and person.has_perm(step.permission)
        and _makes_sense(step, decision, person)
    ]


def _makes_sense(step: Named, decision: Decision, person: User) -> bool:
    if step.name == "publish":
        return decision.proposed_by_id != person.pk
    return step.name != "new-version" or (decision.was_published and not decision.is_sample)
