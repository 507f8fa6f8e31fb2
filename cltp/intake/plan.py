"""What a table of courses would do: worked out first, then shown, then written whole."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef

from catalogue.intake.problems import Problem, Wrong
from catalogue.intake.table import Line, Table
from cltp.intake.columns import READERS, listed
from cltp.models import Course, Outcome, OutcomeCheck

ANOTHER = "Rows of one course say the same, or leave it blank."


@dataclass
class Planned:
    line: int
    course: Course
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)  # name -> now, then
    outcomes: list[str] | None = None  # None: the table says nothing of them
    new_outcomes: list[str] = field(default_factory=list)
    gone: list[Outcome] = field(default_factory=list)
    kept: list[Outcome] = field(default_factory=list)  # a decision names them

    @property
    def is_new(self) -> bool:
        return self.course.pk is None

    @property
    def is_changed(self) -> bool:
        return not self.is_new and bool(self.changes or self.new_outcomes or self.gone)


@dataclass
class Plan:
    table: Table
    courses: list[Planned]
    problems: list[Problem]
    samples: int  # illustrative courses that go
    absent: list[Course]  # here already, and not in the table: they stay

    @property
    def new(self) -> list[Planned]:
        return [planned for planned in self.courses if planned.is_new]

    @property
    def changed(self) -> list[Planned]:
        return [planned for planned in self.courses if planned.is_changed]

    @property
    def writes(self) -> bool:
        return bool(self.new or self.changed)

    def digest(self) -> str:
        """Differs where what would be written differs."""
        said = [self.samples] + [
            [each.course.pk, each.course.code, each.outcomes, list(map(str, each.gone)),
             [[name, *map(str, both)] for name, both in each.changes.items()]]
            for each in self.courses
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def make(table: Table) -> Plan:
    problems: list[Problem] = []
    known = _known()
    planned = [_course(rows, known, problems) for rows in _groups(table.lines, problems)]
    named = {each.course.pk for each in planned}
    absent = [course for course in set(known.values()) if course.pk not in named]
    samples = Course.objects.sample().count()
    return Plan(table, planned, problems, samples, sorted(absent, key=lambda each: each.code))


def _known() -> dict[str, Course]:
    """Every real course, by each code it has or had."""
    courses = Course.objects.real().with_outcomes()
    found = {code: course for course in courses for code in course.former_codes}
    return found | {course.code.upper(): course for course in courses}


def _groups(lines: Iterable[Line], problems: list[Problem]) -> Iterator[list[Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        code = line.get("code")
        if code:
            groups.setdefault(code.upper(), []).append(line)
        else:
            problems.append(Problem(line.number, "code", "", "Every row needs the course's code."))
    yield from groups.values()


def _course(rows: list[Line], known: dict[str, Course], problems: list[Problem]) -> Planned:
    code = rows[0].get("code")
    course = known.get(code.upper()) or Course(code=code)
    planned = Planned(rows[0].number, course)
    stated = {name: _stated(rows, name, problems) for name in READERS}
    if not stated["title"] and planned.is_new:
        problems.append(Problem(rows[0].number, "title", "", "A new course needs its title."))
    for name, reader in READERS.items():
        cell = stated[name]
        if cell is None:
            continue
        try:
            _set(planned, name, reader(cell.get(name)))
        except Wrong as wrong:
            problems.append(Problem(cell.number, name, cell.get(name), wrong.right))
    _outcomes(planned, rows)
    _check(planned, problems)
    return planned


def _stated(rows: list[Line], name: str, problems: list[Problem]) -> Line | None:
    """The first row that says anything of it; another that says otherwise is a problem."""
    saying = [row for row in rows if row.get(name)]
    problems += [
        Problem(other.number, name, other.get(name), ANOTHER)
        for other in saying[1:]
        if other.get(name) != saying[0].get(name)
    ]
    return saying[0] if saying else None


def _set(planned: Planned, name: str, value: Any) -> None:
    before = getattr(planned.course, name)
    if before != value:
        planned.changes[name] = (before, value)
        setattr(planned.course, name, value)


def _outcomes(planned: Planned, rows: list[Line]) -> None:
    """All the table says of a course; what it does not name goes, unless a decision names it."""
    said = [text for row in rows for text in listed(row.get("outcomes"))]
    if not said:
        return
    planned.outcomes = list(dict.fromkeys(said))
    named = Exists(OutcomeCheck.objects.filter(outcome=OuterRef("pk")))
    there = [] if planned.is_new else planned.course.outcomes.annotate(is_named=named)
    planned.new_outcomes = [
        text for text in planned.outcomes if text not in {each.text for each in there}
    ]
    for each in there:
        if each.text not in planned.outcomes:
            (planned.kept if each.is_named else planned.gone).append(each)  # type: ignore[attr-defined]


def _check(planned: Planned, problems: list[Problem]) -> None:
    """What the models refuse. Codes are compared here: the illustrative set goes first."""
    try:
        planned.course.full_clean(validate_unique=False, validate_constraints=False)
        for constraint in Course._meta.constraints:
            if constraint.name != "course_code_unique":
                constraint.validate(Course, planned.course)
    except ValidationError as error:
        for name, sentences in _by_field(error):
            value = getattr(planned.course, name, "") if name else ""
            problems += [Problem(planned.line, name, str(value), said) for said in sentences]
    for text in planned.new_outcomes:
        longest = Outcome._meta.get_field("text").max_length or 0
        if len(text) > longest:
            right = f"An outcome has at most {longest} characters, and this has {len(text)}."
            problems.append(Problem(planned.line, "outcomes", text, right))


def _by_field(error: ValidationError) -> Iterator[tuple[str, list[str]]]:
    if hasattr(error, "error_dict"):
        for name, sentences in error.message_dict.items():
            yield ("" if name == "__all__" else name), sentences
    else:
        yield "", error.messages
