"""For who was part way through: what the certificate asked for, rule by rule, and what is left."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cltp.comparison.matrix import Row
from cltp.comparison.programme import Programme
from cltp.comparison.standing import Standing
from cltp.models import CertificateRule, CourseSet, ProgrammeCertificate


@dataclass(frozen=True)
class SetLeft:
    """A part of a rule: all of these courses, or so many of them."""

    part: CourseSet
    rows: Sequence[Row]

    @property
    def needed(self) -> int:
        return self.part.how_many or len(self.rows)

    @property
    def done(self) -> list[Row]:
        return [row for row in self.rows if is_done(row)]

    @property
    def stood_for(self) -> list[Row]:
        """Not completed, but a decision says that what was completed is equivalent."""
        return [row for row in self.rows if row.is_met and not is_done(row)]

    @property
    def open(self) -> list[Row]:
        return [row for row in self.rows if not is_done(row)]

    @property
    def left(self) -> int:
        """Courses not completed; what stands for one is not taken off."""
        return max(self.needed - len(self.done), 0)

    @property
    def without_training(self) -> int:
        """Of those left, how many have nothing in their place yet."""
        return max(self.left - len(self.stood_for), 0)


@dataclass(frozen=True)
class RuleLeft:
    rule: CertificateRule
    sets: Sequence[SetLeft]

    @property
    def left(self) -> int:
        return sum(each.left for each in self.sets)


@dataclass(frozen=True)
class CertificateLeft:
    certificate: ProgrammeCertificate
    whole: Row
    rules: Sequence[RuleLeft]

    @property
    def is_held(self) -> bool:
        return is_done(self.whole)


def left(
    programme: Programme, rows: Iterable[Row], registered: dt.date | None
) -> list[CertificateLeft]:
    """Each certificate under each of its rules, or under the one that day falls under."""
    by_subject = {row.asked.subject: row for row in rows}
    courses = {key.pk: row for key, row in by_subject.items() if row.asked.course is not None}
    return [
        CertificateLeft(
            certificate,
            by_subject[certificate],
            [
                _rule(rule, courses)
                for rule in certificate.rules.all()
                if registered is None or _falls_under(rule, registered)
            ],
        )
        for certificate in programme.certificates
    ]


def is_done(row: Row) -> bool:
    """The course itself was completed, or the certificate that asked for it."""
    return any(each.standing == Standing.MET for each in row.by_programme)


def _rule(rule: CertificateRule, courses: Mapping[int, Row]) -> RuleLeft:
    return RuleLeft(
        rule,
        [
            SetLeft(part, [courses[each.pk] for each in part.courses.all() if each.pk in courses])
            for part in rule.sets.all()
        ],
    )


def _falls_under(rule: CertificateRule, day: dt.date) -> bool:
    """The same rule as `RuleQuerySet.registered`."""
    first, before = rule.registered_from, rule.registered_before
    return (first is None or first <= day) and (before is None or day < before)
