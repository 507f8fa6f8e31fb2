"""What importing a table of records would do: worked out in full before anything is written."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from catalogue.intake.problems import Problem
from catalogue.intake.table import Line, Table
from cltp import holder_names
from cltp.certificates.intake.reading import Group, Otherwise, Planned, read
from cltp.models import CertificateRecord, Course
from learning_portal.foundation import folding

Holder = tuple[str, str, object]


@dataclass
class Plan:
    """`new` are in memory only. `here` are left as they are: an import overwrites nothing."""

    table: Table
    new: list[Planned] = field(default_factory=list)
    here: list[Planned] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def courses(self) -> int:
        return sum(len(each.completions) for each in self.new)

    def digest(self) -> str:
        """Stands for everything that would be written: equal digests, equal writes."""
        return hashlib.sha256("\n".join(self._said()).encode()).hexdigest()

    def _said(self) -> Iterator[str]:
        for each in self.new:
            row = each.record
            yield repr((row.number, row.names, row.given_names, row.earned, row.issued_on))
            yield repr((row.withdrawn_on, row.withdrawn_why, row.source, row.retain_until))
            yield repr([(one.title, one.course_id, one.completed_on) for one in each.completions])


def make(table: Table, otherwise: Otherwise) -> Plan:
    """Four queries at most, however long the table is."""
    plan = Plan(table, remarks=[Problem(0, "", "", note) for note in table.notes])
    courses = _courses()
    planned = []
    for group in _groups(table.lines):
        each = read(group, otherwise, courses)
        plan.problems += group.problems
        if group.problems:
            continue
        planned.append(each)
        for completion in each.completions:
            if courses and completion.course is None:
                right = "No course of the list is called so: kept as it is written."
                plan.remarks.append(Problem(each.line, "courses", completion.title, right))
    _set_apart(plan, planned)
    _note_alike(plan)
    return plan


def _groups(lines: Iterable[Line]) -> Iterator[Group]:
    """The rows of a number are one record; a row without a number stands alone, to be refused."""
    rows: dict[str, list[Line]] = {}
    for line in lines:
        key = holder_names.number_key(line.get("number")) or f"line {line.number}"
        rows.setdefault(key, []).append(line)
    return map(Group, rows.values())


def _courses() -> dict[str, Course]:
    """Each course of the programme's own list by every name it has; none by a name of two."""
    named: dict[str, set[Course]] = {}
    for course in Course.objects.real():
        both = (f"{course.code} {course.title}", f"{course.code}: {course.title}")
        for name in (course.code, course.title, *course.aliases, *course.former_codes, *both):
            named.setdefault(folding.fold(name), set()).add(course)
    return {name: courses.pop() for name, courses in named.items() if len(courses) == 1}


def _set_apart(plan: Plan, planned: list[Planned]) -> None:
    """Those whose number is here already from those that are new."""
    keys = [each.record.number_key for each in planned]
    here = {
        row.number_key: row
        for row in CertificateRecord.objects.filter(number_key__in=keys).prefetch_related(
            "completions"
        )
    }
    for each in planned:
        known = here.get(each.record.number_key)
        if known is None:
            plan.new.append(each)
            continue
        plan.here.append(each)
        if not set(each.record.lookups) & set(known.lookups):
            right = "This number is here already, with another holder's name: look it up."
            plan.problems.append(Problem(each.line, "number", each.record.number, right))
        elif differing := _differing(each, known):
            right = (
                f"It is here already, and differs in: {', '.join(differing)}. It stays as it "
                "is; change it by hand if the table is right."
            )
            plan.remarks.append(Problem(each.line, "number", each.record.number, right))


def _differing(each: Planned, known: CertificateRecord) -> list[str]:
    names = (
        "family_name", "given_names", "former_names", "earned", "issued_on", "withdrawn_on",
        "withdrawn_why",
    )  # fmt: skip
    found = [name for name in names if getattr(each.record, name) != getattr(known, name)]
    stored = {(one.title, one.completed_on) for one in known.completions.all()}
    said = {(one.title, one.completed_on) for one in each.completions}
    return [*found, "courses"] if said != stored else found


def _note_alike(plan: Plan) -> None:
    """A holder of the same names and day under two numbers may be one person, entered twice."""
    families = {each.record.family_name for each in plan.new}
    alike = CertificateRecord.objects.filter(family_name__in=families)
    seen: dict[Holder, str] = {}
    for row in alike.only("number", "given_names", "family_name", "issued_on"):
        seen[_holder(row)] = row.number
    for each in plan.new:
        other = seen.setdefault(_holder(each.record), each.record.number)
        if each.record.issued_on and other != each.record.number:
            right = f"Number {other} has the same names and day: is it the same certificate?"
            plan.remarks.append(Problem(each.line, "number", each.record.number, right))


def _holder(row: CertificateRecord) -> Holder:
    names = (holder_names.name_key(row.given_names), holder_names.name_key(row.family_name))
    return *names, row.issued_on
