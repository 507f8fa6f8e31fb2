"""An answer sheet as a table: records in, bytes out. Every row says when, and if it is a sample."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from cltp.answers import NOT_ASSESSED, Answer, Sheet, keeps
from cltp.coming_up import Coming
from cltp.models import Evidence
from learning_portal.foundation import tables, time_labels

HEAD = (
    "Part", "CLTP", "Together with", "Training", "Finding", "Not covered", "Conditions",
    "Completed on or after", "Completed on or before", "Decided by", "Capacity", "Decided on",
    "Review by", "Take note", "Evidence", "Decision", "Version", "Address", "As of",
    "Illustrative sample",
)  # fmt: skip
SAMPLE, REAL = "Yes: made up, use nothing here as an answer", "No"
CAPPED = "There are more decisions than this table holds: search the decisions on the portal."
Row = dict[str, Any]


def written(
    sheet: Sheet, coming: Iterable[Coming], at: dt.datetime, site: str, *, is_capped: bool = False
) -> bytes:
    """`site` is the site's address, without a slash at its end."""
    rows: list[Row] = [
        {"Part": "What a holder keeps", "Finding": keeps(sheet.subject)},
        *(_answer("Counts today", each, site) for each in sheet.counting),
        *(_coming(each, site) for each in coming),
        *(_answer("Does not count", each, site) for each in sheet.not_comparable),
        {"Part": "Not assessed yet", "Training": "Any other", "Finding": NOT_ASSESSED},
    ]
    if is_capped:
        rows.insert(0, {"Part": "Take note", "Finding": CAPPED})
    all_say = {
        "CLTP": sheet.subject,
        "As of": time_labels.moment(at),
        "Illustrative sample": SAMPLE if sheet.subject.is_sample else REAL,
    }
    table = [[_cell((row | all_say).get(name)) for name in HEAD] for row in rows]
    return tables.as_csv(HEAD, table)


def _cell(value: Any) -> tables.Cell:
    return value if isinstance(value, int | dt.date) or value is None else str(value)


def _answer(part: str, answer: Answer, site: str) -> Row:
    decision = answer.decision
    return {
        "Part": part,
        "Together with": "; ".join(map(str, answer.beside)),
        "Training": answer.training,
        "Finding": decision.get_finding_display(),
        "Not covered": "; ".join(map(str, answer.missing)),
        "Conditions": decision.conditions,
        "Completed on or after": decision.completed_from,
        "Completed on or before": decision.completed_to,
        "Decided by": decision.decided_by,
        "Capacity": decision.capacity,
        "Decided on": decision.decided_on,
        "Review by": decision.review_by,
        "Take note": " ".join(answer.cautions),
        "Evidence": "; ".join(map(_evidence, answer.evidence)),
        "Decision": decision.number,
        "Version": decision.version,
        "Address": f"{site}{decision.get_absolute_url()}",
    }


def _evidence(evidence: Evidence) -> str:
    return f"{evidence.text} ({evidence.url})" if evidence.url else evidence.text


def _coming(coming: Coming, site: str) -> Row:
    when = coming.row.times.main if coming.row.times else coming.row.undated
    return _answer("Coming up", coming.answer, site) | {
        "Training": coming.row.opportunity.title,
        "Take note": " ".join(filter(None, [f"{when}.", coming.together, coming.condition])),
        "Evidence": "",
    }
