"""What to write instead: built from published decisions, or from what the Branch recommends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cltp.posting.checking import Finding
from cltp.posting.edits import REPLACED, Edit, applied, edits
from cltp.posting.rules import Verdict

RECOMMENDED = (
    "The Libraries Branch recommends that job descriptions accept equivalent or comparable "
    "training. No published decision names training for this yet."
)
CLOSED = (
    "The Community Library Training Program is closed. Certificates and courses completed in it "
    "stay recognised."
)
ASIDE = (
    "CLTP certificates and completed CLTP courses, or equivalent or comparable training, "
    "are accepted"
)
MOST_NAMED = 10


@dataclass(frozen=True)
class Recognised:
    """What a published decision on real training says, as wording needs it.

    `courses`: for each course it is about, its code, title and other names; none for the whole
    certificate. `missing`: the outcomes its training does not cover. `version` cites it.
    """

    courses: tuple[tuple[str, ...], ...]
    training: str
    version: str
    address: str = ""
    missing: tuple[str, ...] = ()
    conditions: str = ""


@dataclass(frozen=True)
class Wording:
    """`short` takes the place of the finding's text; `long` says more; `rests_on` says of what."""

    short: str
    long: str
    rests_on: str
    basis: tuple[Recognised, ...] = ()


def wording(finding: Finding, decisions: Iterable[Recognised] = ()) -> Wording:
    if finding.verdict is Verdict.INCLUSIVE:
        return Wording(finding.text, finding.text, "It can stay as it is.")
    basis = tuple(each for each in decisions if _is_about(each, finding.courses))[:MOST_NAMED]
    if finding.verdict in REPLACED:
        short = applied(finding.text, changes(finding, basis))
    else:
        example = _example(basis)
        short = f"{ASIDE} (for example {example})." if example else f"{ASIDE}."
    return Wording(short, _at_length(short, basis), _rests_on(basis), basis)


def changes(finding: Finding, basis: Sequence[Recognised]) -> list[Edit]:
    """What the short wording changes in the finding's text."""
    return edits(finding, _example(basis))


def _example(basis: Sequence[Recognised]) -> str:
    return next((each.training for each in basis if not each.missing), "")


def _at_length(short: str, basis: Sequence[Recognised]) -> str:
    lines = [short if short.rstrip().endswith((".", "!", "?")) else f"{short.rstrip()}.", CLOSED]
    for each in basis:
        extent = f"comparable in part, without {'; '.join(each.missing)}" if each.missing else ""
        condition = f", {each.conditions}" if each.conditions else ""
        lines.append(
            f"{each.training} counts as {extent or 'equivalent'}{condition} ({each.version})."
        )
    return " ".join(lines)


def _rests_on(basis: Sequence[Recognised]) -> str:
    return "; ".join(each.version for each in basis) if basis else RECOMMENDED


def _is_about(decision: Recognised, asked: Sequence[str]) -> bool:
    """One-way and whole: every course of the decision is asked for, or it is on the certificate."""
    if not asked:
        return not decision.courses
    return bool(decision.courses) and all(
        any(_names(words, names) for words in asked) for names in decision.courses
    )


def _names(words: str, names: Iterable[str]) -> bool:
    return any(
        re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", words) for name in names if name
    )
