"""How a decision reads on the page of a listing that it names."""

import datetime as dt
from dataclasses import dataclass

from catalogue.reading import AnyListing
from cltp.answers import cautions
from cltp.coming_up import can_be_completed, condition
from cltp.models import Course, Decision, DecisionTraining, ProgrammeCertificate
from cltp.models.vocabulary import Finding
from cltp.reading import completed
from learning_portal.foundation import clock


@dataclass(frozen=True)
class Counts:
    decision: Decision
    subjects: list[Course | ProgrammeCertificate]
    together_with: list[DecisionTraining]
    dates: str
    cautions: list[str]

    @property
    def is_comparable(self) -> bool:
        return self.decision.finding != Finding.NOT_COMPARABLE


def counts_today(decision: Decision, listing: AnyListing, at: dt.datetime) -> Counts:
    """`decision` is a row of `for_reading()`, `listing` one with its sessions."""
    today = clock.bc_day(at)
    links = decision.training_links.all()
    subjects: list[Course | ProgrammeCertificate] = [
        link.course for link in decision.course_links.all()
    ]
    if decision.certificate is not None:
        subjects.append(decision.certificate)
    return Counts(
        decision=decision,
        subjects=subjects,
        together_with=[each for each in links if each.training.opportunity_id != listing.pk],
        dates=_dates(decision, listing, at),
        cautions=cautions(decision, today),
    )


def _dates(decision: Decision, listing: AnyListing, at: dt.datetime) -> str:
    """What the effective dates mean to who takes it now, and to who took it."""
    if listing.is_over(at) or not can_be_completed(decision, listing, at):
        return completed(decision)
    return condition(decision, clock.bc_day(at))
