"""What somebody has, set beside what is asked for: read from decisions already loaded.

Nothing is said beyond the decisions. Which of them apply is `recognised`'s to say; none is read
in reverse or by way of another, one about the whole certificate says nothing of a course, and two
that are comparable in part are not added together, whatever each leaves out. Beside the decisions
stands only what the programme itself gave: a completed course, and its certificate.

Where several things speak to one course, the best holds. A training that no standing decision
names for it is *not assessed*. One that a decision would count, were the rest of it there or the
day another, is *not met*, and so is what was assessed as not comparable.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from cltp.comparison.decided import Decided, decided
from cltp.comparison.programme import Programme
from cltp.comparison.standing import Standing
from cltp.comparison.things import Asked, Held
from cltp.models import Decision
from cltp.recognition import recognised

# The best first: of one thing beside one course, and of all of them together.
IN_A_CELL = (Standing.MET, Standing.IN_PART, Standing.NOT_MET, Standing.NOT_ASSESSED)
IN_ALL = (Standing.MET, Standing.IN_PART, Standing.NOT_ASSESSED, Standing.NOT_MET)


class ByProgramme(TextChoices):
    """What the programme itself gave, without any decision."""

    ITSELF = "itself", "Completed itself: that stays recognised."
    REQUIRED = "required", "The certificate asked for it, under every rule kept here."
    ONE_OF_ITS = "one-of-its", "One of the courses that the certificate was made of."
    ANOTHER = "another", "Something else that the programme gave: it stands for itself."


PROGRAMME_STANDS = {
    ByProgramme.ITSELF: Standing.MET,
    ByProgramme.REQUIRED: Standing.MET,
    ByProgramme.ONE_OF_ITS: Standing.IN_PART,
    ByProgramme.ANOTHER: Standing.NOT_MET,
}


@dataclass(frozen=True)
class Cell:
    """One thing that somebody has, beside one thing that is asked for."""

    asked: Asked
    held: Held
    programme: ByProgramme | None
    decided: Sequence[Decided]

    @property
    def standing(self) -> Standing:
        if self.programme is not None:
            return PROGRAMME_STANDS[self.programme]
        return _best([each.standing for each in self.decided], IN_A_CELL, Standing.NOT_ASSESSED)

    @property
    def telling(self) -> list[Decided]:
        """The decisions that make it stand so."""
        return [each for each in self.decided if each.standing == self.standing]


@dataclass(frozen=True)
class Row:
    """One thing that is asked for, beside all that somebody has."""

    asked: Asked
    cells: Sequence[Cell]
    decided: Sequence[Decided]

    @property
    def standing(self) -> Standing:
        return _best([each.standing for each in self.cells], IN_ALL, Standing.NOT_MET)

    @property
    def is_met(self) -> bool:
        return self.standing == Standing.MET

    @property
    def by_programme(self) -> list[Cell]:
        """What the programme itself gave of it."""
        return [each for each in self.cells if each.programme not in (None, ByProgramme.ANOTHER)]

    @property
    def applying(self) -> list[Decided]:
        return [each for each in self.decided if each.applies]

    @property
    def falling_short(self) -> list[Decided]:
        """What would count, were the rest of it there or the day another."""
        return [each for each in self.decided if each.standing and not each.applies]

    @property
    def ended(self) -> list[Decided]:
        """Superseded and withdrawn ones that held for those days; where none counts instead."""
        counted = {each.decision.number for each in self.applying if each.counts}
        return [
            each for each in self.decided if each.has_ended and each.decision.number not in counted
        ]

    @property
    def in_part(self) -> list[Decided]:
        return [each for each in self.applying if each.standing == Standing.IN_PART]

    @property
    def not_assessed(self) -> list[Held]:
        return [each.held for each in self.cells if each.standing == Standing.NOT_ASSESSED]


def compare(
    asked: Iterable[Asked],
    held: Sequence[Held],
    decisions: Sequence[Decision],
    programme: Programme,
    today: dt.date,
) -> list[Row]:
    """`held` are those that are ready; `decisions` are rows of `for_reading()`, ended ones too."""
    completed = {
        each.training: each.day
        for each in held
        if each.training is not None and each.day is not None
    }
    applying = {each.decision.pk for each in recognised(decisions, completed, today)}
    return [_row(each, held, decisions, programme, applying) for each in asked]


def _row(
    asked: Asked,
    held: Sequence[Held],
    decisions: Iterable[Decision],
    programme: Programme,
    applying: set[int],
) -> Row:
    found = [
        decided(decision, asked, held, decision.pk in applying)
        for decision in decisions
        if is_about(decision, asked)
    ]
    found = [each for each in found if each.done or each.outside]
    cells = [
        Cell(asked, each, _by_programme(asked, each, programme), _of(each, found)) for each in held
    ]
    return Row(asked, cells, found)


def _of(held: Held, found: Iterable[Decided]) -> list[Decided]:
    return [each for each in found if held in each.done or held in each.outside]


def is_about(decision: Decision, asked: Asked) -> bool:
    """It names the course itself, or is about the certificate as a whole."""
    if asked.certificate is not None:
        return decision.certificate_id == asked.certificate
    return any(link.course_id == asked.course for link in decision.course_links.all())


def _by_programme(asked: Asked, held: Held, programme: Programme) -> ByProgramme | None:
    if not held.is_cltp:
        return None
    if held.course == asked.course and held.certificate == asked.certificate:
        return ByProgramme.ITSELF
    if held.certificate and asked.course in programme.required(held.certificate):
        return ByProgramme.REQUIRED
    if asked.certificate and held.course in programme.made_of(asked.certificate):
        return ByProgramme.ONE_OF_ITS
    return ByProgramme.ANOTHER


def _best(
    standings: Sequence[Standing | None], order: Iterable[Standing], otherwise: Standing
) -> Standing:
    return next((each for each in order if each in standings), otherwise)
