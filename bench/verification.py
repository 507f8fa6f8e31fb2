"""How long a check of a certificate takes: found, a wrong name, no such number, by turns."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from time import perf_counter

from django.test import Client
from django.urls import reverse

from bench import numbers
from bench.client import CannotMeasure
from cltp.certificate_forms import VerifyForm
from cltp.models import CertificateRecord, Completion
from learning_portal.foundation import clock, protection

SEED = 2026
FOUND, WRONG_NAME, NO_NUMBER = "found", "wrong name", "no number"
CASES = (FOUND, WRONG_NAME, NO_NUMBER)
TITLES = {FOUND: "<h1>Record found</h1>", WRONG_NAME: "<h1>No record", NO_NUMBER: "<h1>No record"}
AT_ONCE = 1000
WARMING = 20


@dataclass
class Timings:
    """Seconds of each case's whole answer, round by round."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: {case: [] for case in CASES})

    def lines(self) -> Iterator[str]:
        yield f"{'case':12} {'p50 ms':>8} {'p95 ms':>8} {'±':>6} {'of no number':>13}"
        for case, seconds in self.seconds.items():
            half, most = (numbers.percentile(seconds, part) * 1000 for part in (50, 95))
            share = numbers.ratio(seconds, self.seconds[NO_NUMBER])
            spread = numbers.spread(seconds)
            yield f"{case:12} {half:8.2f} {most:8.2f} {spread:6.0%} {share:13.3f}"


def load(records: int) -> None:
    """Made-up records up to this number, each of a number and a name of its own."""
    there = CertificateRecord.objects.count()
    for first in range(there, records, AT_ONCE):
        made = [_record(place) for place in range(first, min(first + AT_ONCE, records))]
        CertificateRecord.objects.bulk_create(made)
        Completion.objects.bulk_create(
            Completion(record=record, title=title) for record in made for title in ("One", "Two")
        )


def _record(place: int) -> CertificateRecord:
    record = CertificateRecord(
        number=f"BENCH-{place}",
        given_names="Made",
        family_name=_name(place),
        issued_on=dt.date(2009, 6, 1),
        source="Made up by the bench",
        retain_until=clock.months_later(clock.today(), 12),
        is_sample=True,
    )
    record.settle()
    return record


def _name(place: int) -> str:
    return f"Up-{place}"


def measure(records: int, rounds: int) -> Timings:
    """Each round asks once for each case, in another order. Raises CannotMeasure."""
    rng, timings, visitors = Random(SEED), Timings(), count(1)
    opened = str(VerifyForm(initial={})._signed(clock.now() - protection.YOUNGEST))
    for number in range(WARMING + rounds):
        place = rng.randrange(records)
        order = list(CASES)
        rng.shuffle(order)
        for case in order:
            seconds = _ask(case, place, records, opened, next(visitors))
            if number >= WARMING:
                timings.seconds[case].append(seconds)
    return timings


def _ask(case: str, place: int, records: int, opened: str, visitor: int) -> float:
    """One answer, as from a network of its own: the throttle counts each for the first time."""
    number = place + records if case == NO_NUMBER else place
    name = _name(place + 1) if case == WRONG_NAME else _name(place)
    network = f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}"
    sent = {"number": f"BENCH-{number}", "family_name": name, "opened": opened}
    client = Client(REMOTE_ADDR=network)
    begun = perf_counter()
    answer = client.post(reverse("cltp:verify"), sent)
    seconds = perf_counter() - begun
    if answer.status_code != 200 or TITLES[case] not in answer.content.decode():
        raise CannotMeasure(f"A check of {case} was answered otherwise: {answer.status_code}.")
    return seconds
