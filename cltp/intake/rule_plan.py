"""What a table of the certificate's rules would do: worked out, then shown, then written whole."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from catalogue.intake.problems import Problem, Wrong
from catalogue.intake.table import Line, Table
from cltp.intake import rule_columns
from cltp.intake.columns import listed
from cltp.models import CertificateRule, Course, ProgrammeCertificate

Days = tuple[dt.date | None, dt.date | None]  # of registration: from, and before


@dataclass
class PlannedSet:
    line: int
    how_many: int | None
    courses: list[Course]

    def __str__(self) -> str:
        return words(self.how_many, self.courses)


@dataclass
class PlannedRule:
    """`rule` has its days; stored already, or to be made."""

    line: int
    certificate: ProgrammeCertificate
    rule: CertificateRule
    sets: list[PlannedSet] = field(default_factory=list)
    note: str = ""  # empty: the table says nothing of it

    @property
    def is_new(self) -> bool:
        return self.rule.pk is None

    @property
    def now(self) -> list[str]:
        return [] if self.is_new else asked_for(self.rule)

    @property
    def then(self) -> list[str]:
        return [*map(str, self.sets), *_noted(self.note or self.rule.note)]

    @property
    def is_changed(self) -> bool:
        return not self.is_new and sorted(self.now) != sorted(self.then)


@dataclass
class PlannedCertificate:
    """All its rules stand in the table: those stored that do not are `gone`."""

    line: int
    certificate: ProgrammeCertificate
    rules: list[PlannedRule]
    gone: list[CertificateRule]

    @property
    def writes(self) -> bool:
        return bool(self.gone or any(each.is_new or each.is_changed for each in self.rules))


@dataclass
class Plan:
    table: Table
    certificates: list[PlannedCertificate]
    problems: list[Problem]
    absent: list[ProgrammeCertificate]  # here already, and not in the table: they stay

    @property
    def rules(self) -> list[PlannedRule]:
        return [rule for each in self.certificates for rule in each.rules]

    @property
    def gone(self) -> list[CertificateRule]:
        return [rule for each in self.certificates for rule in each.gone]

    @property
    def writes(self) -> bool:
        return any(each.writes for each in self.certificates)

    def digest(self) -> str:
        """Differs where what would be written differs."""
        said = [
            [each.certificate.pk, each.certificate.name,
             [[rule.rule.pk, str(rule.rule), rule.now, rule.then] for rule in each.rules],
             [[rule.pk, str(rule), asked_for(rule)] for rule in each.gone]]
            for each in self.certificates
        ]  # fmt: skip
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def words(how_many: int | None, courses: Iterable[Course]) -> str:
    return f"{how_many or 'all'} of {', '.join(sorted(course.code for course in courses))}"


def asked_for(rule: CertificateRule) -> list[str]:
    """What a stored rule asks for, in the words of a planned one."""
    sets = [words(part.how_many, part.courses.all()) for part in rule.sets.all()]
    return [*sets, *_noted(rule.note)]


def make(table: Table) -> Plan:
    problems: list[Problem] = []
    stored = ProgrammeCertificate.objects.filter(is_sample=False).with_rules()
    known = {certificate.name.casefold(): certificate for certificate in stored}
    courses = _courses()
    planned = [
        _certificate(rows, known, courses, problems) for rows in _groups(table.lines, problems)
    ]
    named = {each.certificate.pk for each in planned}
    absent = [certificate for certificate in stored if certificate.pk not in named]
    return Plan(table, planned, problems, absent)


def _courses() -> dict[str, Course]:
    """Every real course, by each code it has or had."""
    courses = list(Course.objects.real())
    found = {code: course for course in courses for code in course.former_codes}
    return found | {course.code.upper(): course for course in courses}


def _groups(lines: Iterable[Line], problems: list[Problem]) -> Iterator[list[Line]]:
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if name := line.get("certificate"):
            groups.setdefault(name.casefold(), []).append(line)
        else:
            right = "Every row needs the certificate's name."
            problems.append(Problem(line.number, "certificate", "", right))
    yield from groups.values()


def _certificate(
    rows: list[Line],
    known: Mapping[str, ProgrammeCertificate],
    courses: Mapping[str, Course],
    problems: list[Problem],
) -> PlannedCertificate:
    name, first = rows[0].get("certificate"), rows[0].number
    certificate = known.get(name.casefold()) or ProgrammeCertificate(name=name)
    is_new = certificate.pk is None
    if is_new:
        try:
            certificate.full_clean()
        except ValidationError as error:
            problems += [Problem(first, "certificate", name, said) for said in error.messages]
    stored = {} if is_new else {_days(rule): rule for rule in certificate.rules.all()}
    rules: dict[Days, PlannedRule] = {}
    for row in rows:
        read = _read(row, courses, problems)
        if read is None:
            continue
        days, part, note = read
        rule = stored.get(days) or CertificateRule(
            registered_from=days[0], registered_before=days[1]
        )
        planned = rules.setdefault(days, PlannedRule(row.number, certificate, rule))
        _add(planned, part, note, problems)
    _hold_apart(list(rules.values()), problems)
    gone = [rule for days, rule in stored.items() if days not in rules]
    return PlannedCertificate(first, certificate, list(rules.values()), gone)


def _days(rule: CertificateRule) -> Days:
    return rule.registered_from, rule.registered_before


def _noted(note: str) -> list[str]:
    return [f"known from: {note}"] if note else []


def _read(
    row: Line, courses: Mapping[str, Course], problems: list[Problem]
) -> tuple[Days, PlannedSet, str] | None:
    """What one row says; None where any cell of it is wrong, and each that is has its problem."""
    readers: dict[str, Callable[[str], Any]] = {
        "registered_from": rule_columns.day,
        "registered_before": rule_columns.day,
        "how_many": rule_columns.how_many,
        "courses": lambda text: _named(text, courses),
        "note": rule_columns.note,
    }
    said: dict[str, Any] = {}
    for column, reader in readers.items():
        try:
            said[column] = reader(row.get(column))
        except Wrong as wrong:
            problems.append(Problem(row.number, column, row.get(column), wrong.right))
    if len(said) < len(readers):
        return None
    how_many, named = said["how_many"], said["courses"]
    if how_many and how_many > len(named):
        right = f"It asks for {how_many} of {len(named)} courses: ask for fewer, or name more."
        problems.append(Problem(row.number, "how_many", str(how_many), right))
        return None
    days = said["registered_from"], said["registered_before"]
    return days, PlannedSet(row.number, how_many, named), said["note"]


def _named(text: str, courses: Mapping[str, Course]) -> list[Course]:
    codes = listed(text)
    if not codes:
        raise Wrong("Name one course at least, by its code.")
    unknown = [code for code in codes if code.upper() not in courses]
    if unknown:
        raise Wrong(
            f"There is no CLTP course {', '.join(unknown)}: correct the code, or add it first."
        )
    return list({courses[code.upper()] for code in codes})


def _add(planned: PlannedRule, part: PlannedSet, note: str, problems: list[Problem]) -> None:
    if note and planned.note and note != planned.note:
        right = "Rows of one rule say the same, or leave it blank."
        problems.append(Problem(part.line, "note", note, right))
    planned.note = planned.note or note
    same = [other for other in planned.sets if str(other) == str(part)]
    if same:
        right = f"Line {same[0].line} says the same of this rule: keep one."
        problems.append(Problem(part.line, "courses", str(part), right))
    planned.sets.append(part)


def _hold_apart(rules: list[PlannedRule], problems: list[Problem]) -> None:
    """A person registers under one rule: none ends before it begins, no two share a day."""
    ends: dt.date | None = dt.date.min
    for each in sorted(rules, key=lambda each: each.rule.registered_from or dt.date.min):
        first, before = _days(each.rule)
        if first and before and before <= first:
            right = "The rule ends before it begins: change one of the days."
            problems.append(Problem(each.line, "registered_before", str(before), right))
            continue
        if ends is None or (first or dt.date.min) < ends:
            right = (
                "Another rule of this certificate holds on some of these days: a person registers "
                "under one rule."
            )
            problems.append(Problem(each.line, "registered_from", str(first or ""), right))
        ends = before
