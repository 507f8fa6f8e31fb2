"""A comparison as a table: a line for each result, and one for each thing beside it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from cltp.comparison.decided import Decided
from cltp.comparison.entered import Entered
from cltp.comparison.left import CertificateLeft, is_done
from cltp.comparison.matrix import Cell, Row
from cltp.comparison.outcome import Gap, Outcome
from learning_portal.foundation import tables

HEAD = (
    "Part", "Asked for", "Standing", "What the person has", "Completed on", "Finding",
    "Outcomes missing", "Completed as well", "To be completed", "Effective dates", "Conditions",
    "Take note", "Decision", "Version", "Address", "As of", "Illustrative sample",
)  # fmt: skip
LEFT_HEAD = (
    "Certificate", "Rule", "Part", "Course", "Completed", "Standing", "Stood for by",
    "Outcomes missing", "As of", "Illustrative sample",
)  # fmt: skip
SAMPLE, REAL = "Yes: made up, use nothing here as an answer", "No"
Line = dict[str, Any]


def compared(outcome: Outcome, entered: Entered, as_of: str, site: str) -> bytes:
    """`site` is the site's address, without a slash at its end."""
    lines = [
        *(line for gap in outcome.gaps for line in _gap(gap, site)),
        *({"Part": "Left out", "What the person has": each.name, "Completed on": each.typed,
           "Take note": each.error or each.hint} for each in entered.left_out),
    ]  # fmt: skip
    return _written(HEAD, lines, as_of, outcome.has_sample)


def left(certificates: Iterable[CertificateLeft], as_of: str, is_sample: bool) -> bytes:
    lines = [line for each in certificates for line in _left(each)]
    return _written(LEFT_HEAD, lines, as_of, is_sample)


def _written(head: Sequence[str], lines: Iterable[Line], as_of: str, is_sample: bool) -> bytes:
    all_say = {"As of": as_of, "Illustrative sample": SAMPLE if is_sample else REAL}
    return tables.as_csv(head, [[(line | all_say).get(name) for name in head] for line in lines])


def _gap(gap: Gap, site: str) -> Iterator[Line]:
    row = gap.row
    asked = {"Asked for": str(row.asked)}
    yield {"Part": "Result", "Standing": row.standing.label} | asked
    for cell in row.cells:
        yield from (line | asked for line in _cell(cell, site))
    for each in row.ended:
        yield {"Part": "No longer counts"} | asked | _decided(each, site)
    for closing in gap.closing:
        names = [each.title for each in closing.on_now] + list(map(str, closing.elsewhere))
        part = "Would close it" if closing.closes else "Would cover part"
        yield (
            {"Part": part, "To be completed": "; ".join(names)}
            | asked
            | _decided(closing.decided, site)
        )


def _cell(cell: Cell, site: str) -> Iterator[Line]:
    line = {
        "Part": "One thing beside it",
        "Standing": cell.standing.label,
        "What the person has": cell.held.name,
        "Completed on": cell.held.day,
        "Take note": cell.programme.label if cell.programme else "",
    }
    if not cell.telling:
        yield line
    for each in cell.telling:
        others = [other.name for other in each.done if other != cell.held]
        lacking = [*map(str, each.lacking), *(f"{other.name} (on another day)"
                   for other in each.outside)] if not each.applies else []  # fmt: skip
        yield (
            line
            | _decided(each, site)
            | {
                "Completed as well": "; ".join(others),
                "To be completed": "; ".join(lacking),
            }
        )


def _decided(each: Decided, site: str) -> Line:
    decision = each.decision
    return {
        "Finding": decision.get_finding_display(),
        "Outcomes missing": "; ".join(map(str, each.missing)),
        "Effective dates": each.dates,
        "Conditions": decision.conditions,
        "Take note": " ".join(each.warnings),
        "Decision": decision.number,
        "Version": decision.version,
        "Address": f"{site}{decision.get_absolute_url()}",
    }


def _left(each: CertificateLeft) -> Iterator[Line]:
    for rule in each.rules:
        for part in rule.sets:
            for row in part.rows:
                yield _course(row) | {
                    "Certificate": each.certificate.name,
                    "Rule": str(rule.rule),
                    "Part": str(part.part),
                }


def _course(row: Row) -> Line:
    return {
        "Course": str(row.asked),
        "Completed": "Yes" if is_done(row) else "No",
        "Standing": row.standing.label,
        "Stood for by": "; ".join(
            f"{each.training} (decision {each.decision.number}, version {each.decision.version}: "
            f"{each.decision.get_finding_display().lower()})"
            for each in row.applying
            if each.counts
        ),
        "Outcomes missing": "; ".join(str(check) for each in row.in_part for check in each.missing),
    }
