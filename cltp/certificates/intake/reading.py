"""One number's rows as a record and its courses. Every wrong cell becomes a problem."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from catalogue.intake.problems import Problem, Wrong
from catalogue.intake.table import Line
from cltp.certificates.intake.columns import COLUMNS, OF_A_COURSE
from cltp.models import CertificateRecord, Completion, Course, Earned
from cltp.models.record import LONGEST_TITLE
from learning_portal.foundation import clock, folding, time_labels

SEPARATOR = "|"
FIRST_YEAR = 1950
DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
COURSE_AND_DAY = re.compile(r"(.+?)[\s,;:(=–—-]+(\d{4}-\d{1,2}-\d{1,2})\)?", re.ASCII)
EARNED = {
    "": Earned.CERTIFICATE,
    "certificate": Earned.CERTIFICATE,
    "courses": Earned.COURSES,
    "course": Earned.COURSES,
    "single courses": Earned.COURSES,
}


@dataclass
class Planned:
    line: int
    record: CertificateRecord
    completions: list[Completion] = field(default_factory=list)


@dataclass
class Group:
    """The rows of one number. What they say of the record must be the same, or blank."""

    lines: list[Line]
    problems: list[Problem] = field(default_factory=list)
    said: dict[str, tuple[str, Line]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for line in self.lines:
            for name, text in line.cells.items():
                if name in (*OF_A_COURSE, "number"):
                    continue
                known, first = self.said.setdefault(name, (text, line))
                if known != text:
                    right = f"Line {first.number} has the same number and says “{known}”."
                    self.problems.append(Problem(line.number, name, text, right))

    def get(self, name: str) -> str:
        return self.lines[0].get(name) or self.said.get(name, ("",))[0]

    def refuse(self, name: str, right: str, line: Line | None = None) -> None:
        at = line or self.said.get(name, ("", self.lines[0]))[1]
        self.problems.append(Problem(at.number, name, at.get(name), right))

    def read(
        self, name: str, reader: Callable[[str], dt.date], line: Line | None = None
    ) -> dt.date | None:
        text = line.get(name) if line else self.get(name)
        try:
            return reader(text) if text else None
        except Wrong as wrong:
            self.refuse(name, wrong.right, line)
            return None


@dataclass(frozen=True)
class Otherwise:
    """What holds for rows that do not say it themselves."""

    source: str
    retain_until: dt.date


def read(group: Group, otherwise: Otherwise, courses: Mapping[str, Course]) -> Planned:
    """The record is checked as far as it can be without the database."""
    record = CertificateRecord(
        number=group.get("number"),
        family_name=group.get("family_name"),
        given_names=group.get("given_names"),
        former_names=_listed(group.get("former_names")),
        issued_on=group.read("issued_on", day),
        withdrawn_on=group.read("withdrawn_on", past_day),
        withdrawn_why=group.get("withdrawn_why"),
        source=group.get("source") or otherwise.source,
        retain_until=group.read("retain_until", day) or otherwise.retain_until,
    )
    earned = EARNED.get(folding.fold(group.get("earned")))
    if earned is None:
        group.refuse("earned", "Use one of: certificate, courses.")
    record.earned = earned or Earned.CERTIFICATE
    _check(group, record)
    planned = Planned(group.lines[0].number, record)
    for title, completed_on in _courses(group):
        course = courses.get(folding.fold(title))
        completion = Completion(
            record=record, course=course, title=title, completed_on=completed_on
        )
        planned.completions.append(completion)
    return planned


def _check(group: Group, record: CertificateRecord) -> None:
    try:
        record.clean_fields()
        record.clean()
    except ValidationError as error:
        for name, said in error.message_dict.items():
            if name in COLUMNS:
                needed = f"Every record needs a {name.replace('_', ' ')}."
                group.refuse(name, " ".join(said) if getattr(record, name) else needed)
    if bool(record.withdrawn_on) != bool(record.withdrawn_why):
        group.refuse("withdrawn_on", "Say both when it was withdrawn and why, or neither.")
    if record.issued_on:
        if record.withdrawn_on and record.withdrawn_on < record.issued_on:
            group.refuse("withdrawn_on", "It was withdrawn before it was issued.")
        if record.retain_until <= record.issued_on:
            group.refuse("retain_until", "It would be deleted before it was issued.")
    if record.retain_until <= clock.today():
        group.refuse("retain_until", "It would be deleted at once: this day has come.")


def _courses(group: Group) -> Iterator[tuple[str, dt.date | None]]:
    """Each course once, with its day where one is stated."""
    found: dict[str, tuple[str, dt.date | None]] = {}
    for title, completed_on, line, column in [*_in_one_cell(group), *_row_by_row(group)]:
        key = folding.fold(title)
        if len(title) > LONGEST_TITLE:
            group.refuse(column, f"A course has at most {LONGEST_TITLE} characters.", line)
        elif key not in found:
            found[key] = title, completed_on
        elif found[key][1] != completed_on:
            group.refuse(column, f"“{title}” stands here twice, on two days.", line)
    yield from found.values()


def _in_one_cell(group: Group) -> Iterator[tuple[str, dt.date | None, Line, str]]:
    line = group.said.get("courses", ("", group.lines[0]))[1]
    for part in _listed(group.get("courses")):
        dated = COURSE_AND_DAY.fullmatch(part)
        if dated is None:
            yield part, None, line, "courses"
            continue
        try:
            yield dated[1], past_day(dated[2]), line, "courses"
        except Wrong as wrong:
            group.refuse("courses", f"{dated[2]}: {wrong.right}", line)


def _row_by_row(group: Group) -> Iterator[tuple[str, dt.date | None, Line, str]]:
    for line in group.lines:
        if line.get("course"):
            yield line.get("course"), group.read("completed_on", past_day, line), line, "course"
        elif line.get("completed_on"):
            group.refuse("completed_on", "A day needs a course: write `course` too.", line)


def _listed(text: str) -> list[str]:
    parts = (" ".join(part.split()) for part in text.split(SEPARATOR))
    return list(dict.fromkeys(part for part in parts if part))


def day(text: str) -> dt.date:
    """Raises Wrong."""
    found = DAY.fullmatch(text)
    if found is None:
        raise Wrong("Write the day as 2009-06-01, or leave it blank where it is not recorded.")
    try:
        read = dt.date(*map(int, found.groups()))
    except ValueError:
        raise Wrong("There is no such day in the calendar.") from None
    if read.year < FIRST_YEAR:
        raise Wrong(f"This is before {FIRST_YEAR}: check the year.")
    return read


def past_day(text: str) -> dt.date:
    """Raises Wrong."""
    read = day(text)
    if read > clock.today():
        raise Wrong(f"{time_labels.day(read)} is still to come: check the year.")
    return read
