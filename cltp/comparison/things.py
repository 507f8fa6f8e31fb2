"""The two sides of a comparison: what is asked for, and what somebody has."""

import datetime as dt
from dataclasses import dataclass

from cltp.models import Course, ProgrammeCertificate
from learning_portal.foundation import time_labels

UNKNOWN_DAY = (
    "Decisions hold for certain days: write the day on which it was completed. It is left out "
    "until then."
)


@dataclass(frozen=True)
class Asked:
    subject: Course | ProgrammeCertificate

    @property
    def course(self) -> int | None:
        return self.subject.pk if isinstance(self.subject, Course) else None

    @property
    def certificate(self) -> int | None:
        return self.subject.pk if isinstance(self.subject, ProgrammeCertificate) else None

    @property
    def token(self) -> str:
        if isinstance(self.subject, Course):
            return self.subject.code
        return f"certificate.{self.subject.pk}"

    @property
    def short(self) -> str:
        """The code alone, or that it is the whole certificate."""
        return self.subject.code if isinstance(self.subject, Course) else "Whole certificate"

    @property
    def is_sample(self) -> bool:
        return self.subject.is_sample

    def __str__(self) -> str:
        if isinstance(self.subject, Course):
            return str(self.subject)
        return f"The whole certificate: {self.subject}"


@dataclass(frozen=True)
class Held:
    number: int  # its place in the list
    token: str
    name: str
    typed: str  # as the day was typed
    day: dt.date | None = None
    error: str = ""
    course: int | None = None
    certificate: int | None = None
    training: int | None = None  # the registry's key; None where no decision ever named it
    url: str = ""
    is_sample: bool = False
    note: str = ""

    @property
    def is_cltp(self) -> bool:
        return self.course is not None or self.certificate is not None

    @property
    def is_ready(self) -> bool:
        """What the programme itself gave is recognised whatever the day."""
        return not self.error and (self.day is not None or self.is_cltp)

    @property
    def hint(self) -> str:
        return "" if self.typed or self.is_ready else UNKNOWN_DAY

    @property
    def completed(self) -> str:
        return f"completed on {time_labels.short_day(self.day)}" if self.day else "day not stated"

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"
