"""How a decision reads on a page: pure words, from rows already loaded."""

import datetime as dt
from dataclasses import dataclass

from cltp.models import Decision, Step
from cltp.models.vocabulary import STANDING, State
from learning_portal.foundation import clock, time_labels

PUBLIC_STEPS = {*STANDING, State.SUPERSEDED, State.WITHDRAWN}
# What each finding means to somebody who holds the training.
MEANING = {
    "equivalent": "The training covers what the CLTP side taught.",
    "comparable-in-part": "The training covers part of it. What it does not cover is named below.",
    "not-comparable": "The training was looked at, and does not stand for it.",
}


def day(date: dt.date | None) -> str:
    return time_labels.day(date) if date else "not stated"


def completed(decision: Decision) -> str:
    """The effective dates, as a sentence about the day of completion; both days count."""
    first, last = decision.completed_from, decision.completed_to
    if first and last:
        return (
            f"Holds for who completed the training from {time_labels.day(first)} to "
            f"{time_labels.day(last)}, both days included."
        )
    if first:
        return (
            f"Holds for who completed the training on {time_labels.day(first)} or later, "
            "with no last day."
        )
    if last:
        return f"Holds for who completed the training on {time_labels.day(last)} or earlier."
    return "Holds whenever the training was completed."


def courses_side(decision: Decision) -> str:
    """`CLTP-A: Reference, together with CLTP-B: Service`, or the whole certificate."""
    if decision.certificate is not None:
        return f"the whole certificate: {decision.certificate}"
    return ", together with ".join(str(link) for link in decision.course_links.all())


def training_side(decision: Decision) -> str:
    return ", together with ".join(str(link) for link in decision.training_links.all())


@dataclass(frozen=True)
class Happened:
    day: str
    done: str
    why: str


def happened(decision: Decision) -> list[Happened]:
    """The steps from publication on: those before it are the desk's."""
    return [_happened(step) for step in decision.steps.all() if step.led_to in PUBLIC_STEPS]


def _happened(step: Step) -> Happened:
    return Happened(time_labels.day(clock.bc_day(step.at)), step.done, step.why)
