"""One decision beside what somebody has: whether it applies, and what is missing where not."""

from collections.abc import Sequence
from dataclasses import dataclass

from cltp import reading
from cltp.comparison.standing import Standing
from cltp.comparison.things import Asked, Held
from cltp.models import Decision, DecisionCourse, DecisionTraining, OutcomeCheck
from cltp.models.vocabulary import Finding, State

BY_FINDING = {
    Finding.EQUIVALENT: Standing.MET,
    Finding.IN_PART: Standing.IN_PART,
    Finding.NOT_COMPARABLE: Standing.NOT_MET,
}


@dataclass(frozen=True)
class Decided:
    decision: Decision
    asked: Asked
    applies: bool  # all it names was completed, each within its dates
    done: Sequence[Held]  # what it names and somebody completed within its dates
    outside: Sequence[Held]  # what it names and somebody completed on another day
    lacking: Sequence[DecisionTraining]  # what it names beside those

    @property
    def counts(self) -> bool:
        """Whether its finding is that the training counts, wholly or in part."""
        return self.decision.finding != Finding.NOT_COMPARABLE

    @property
    def standing(self) -> Standing | None:
        """None where it says nothing: one that has ended, or is of a training as it is not here."""
        if self.applies:
            return BY_FINDING[Finding(self.decision.finding)]
        return Standing.NOT_MET if self.decision.stands and self.counts else None

    @property
    def has_ended(self) -> bool:
        """It counted what was completed on those days, and stands no more."""
        whole = not self.lacking and not self.outside
        return not self.decision.stands and self.counts and whole

    @property
    def missing(self) -> list[OutcomeCheck]:
        """The outcomes of what is asked for that it does not cover."""
        lacking = self.decision.missing()
        if self.asked.course is None:
            return lacking
        return [check for check in lacking if check.outcome.course_id == self.asked.course]

    @property
    def beside(self) -> list[DecisionCourse]:
        """The courses it is about together with this one."""
        links = self.decision.course_links.all()
        return [link for link in links if link.course_id != self.asked.course]

    @property
    def training(self) -> str:
        return reading.training_side(self.decision)

    @property
    def others(self) -> str:
        """What must be completed as well."""
        return ", ".join(map(str, self.lacking))

    @property
    def dates(self) -> str:
        return reading.completed(self.decision)

    @property
    def warnings(self) -> list[str]:
        """What a reader should know before relying on it."""
        said = []
        if self.decision.state == State.UNDER_REVIEW:
            said.append("Under review.")
        if self.decision.changes():
            said.append("The training has changed since this decision; under review.")
        if self.decision.is_review_due():
            said.append("Past its review date.")
        return said


def decided(decision: Decision, asked: Asked, held: Sequence[Held], applies: bool) -> Decided:
    links = list(decision.training_links.all())
    named = {link.training_id for link in links}
    mine = [each for each in held if each.training in named and each.day is not None]
    have = {each.training for each in mine}
    done = [each for each in mine if each.day and decision.holds_for(each.day)]
    return Decided(
        decision,
        asked,
        applies,
        done,
        [each for each in mine if each not in done],
        [link for link in links if link.training_id not in have],
    )
