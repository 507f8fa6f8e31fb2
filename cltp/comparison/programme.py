"""The closed programme as a comparison needs it: its courses, and what its certificate took."""

from dataclasses import dataclass
from functools import cached_property

from cltp.models import CertificateRule, Course, ProgrammeCertificate

MOST_COURSES, MOST_CERTIFICATES = 300, 5


@dataclass(frozen=True)
class Programme:
    courses: list[Course]
    certificates: list[ProgrammeCertificate]  # with their rules, sets and courses

    @cached_property
    def _by_code(self) -> dict[str, Course]:
        former = {code: each for each in self.courses for code in each.former_codes}
        return former | {each.code.upper(): each for each in self.courses}

    def course(self, code: str) -> Course | None:
        """By its code or a former one, whatever its capitals."""
        return self._by_code.get(code.upper())

    def certificate(self, key: str) -> ProgrammeCertificate | None:
        return next((each for each in self.certificates if str(each.pk) == key), None)

    def required(self, certificate: int) -> set[int]:
        """The courses that every rule of it asked of everybody."""
        rules = [_asked_of_all(rule) for rule in self._rules(certificate)]
        return set.intersection(*rules) if rules else set()

    def made_of(self, certificate: int) -> set[int]:
        """The courses that any rule of it names."""
        return {
            course.pk
            for rule in self._rules(certificate)
            for part in rule.sets.all()
            for course in part.courses.all()
        }

    def _rules(self, certificate: int) -> list[CertificateRule]:
        return [
            rule
            for each in self.certificates
            if each.pk == certificate
            for rule in each.rules.all()
        ]


def load() -> Programme:
    """Five queries, whatever is compared."""
    certificates = ProgrammeCertificate.objects.prefetch_related("rules__sets__courses")
    return Programme(
        list(Course.objects.by_code()[:MOST_COURSES]),
        list(certificates.order_by("is_sample", "name", "pk")[:MOST_CERTIFICATES]),
    )


def _asked_of_all(rule: CertificateRule) -> set[int]:
    return {
        course.pk
        for part in rule.sets.all()
        if part.how_many is None
        for course in part.courses.all()
    }
