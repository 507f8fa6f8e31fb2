"""What to write instead: built from published decisions, or from what the Branch recommends."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cltp.posting.checking import Finding
from cltp.posting.rules import Verdict

GENERIC = "or equivalent or comparable training"
GENERIC_FRENCH = "ou une formation équivalente ou comparable"
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
REPLACED = {Verdict.CLOSED, Verdict.IMPOSSIBLE, Verdict.NAMED_COURSE, Verdict.PREFERENCE}
FRENCH = re.compile(
    r"\b(?:le|la|les|du|des|et|ou|est|sont|exig\w+|requise?s?|obligatoires?|atouts?|souhait\w+"
    r"|certificat|cours|programme cltp)\b",
    re.IGNORECASE,
)
ENGLISH = re.compile(r"\b(?:the|and|or|is|are|required|must|preferred|certificate)\b", re.I)
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
    whole = [each for each in basis if not each.missing]
    if finding.verdict in REPLACED:
        short = _with_alternative(finding, whole)
    else:
        short = f"{ASIDE}{_examples(whole)}."
    return Wording(short, _at_length(short, basis), _rests_on(basis), basis)


def insertions(finding: Finding, decisions: Sequence[Recognised] = ()) -> list[tuple[int, str]]:
    """What the short wording adds to the finding's text, and where in it."""
    whole = [each for each in decisions if not each.missing]
    found = []
    for end in finding.ends:
        place = end - finding.start
        rest = finding.text[place:].lstrip()
        closes = "" if not rest or rest[0] in ",.;:)!?|]–" else ","
        found.append((place, f", {_alternative(finding.text)}{_examples(whole)}{closes}"))
    return found


def _with_alternative(finding: Finding, whole: Sequence[Recognised]) -> str:
    text = finding.text
    for place, added in reversed(insertions(finding, whole)):
        text = f"{text[:place]}{added}{text[place:]}"
    return text


def _alternative(text: str) -> str:
    french = len(FRENCH.findall(text)) > len(ENGLISH.findall(text))
    return GENERIC_FRENCH if french else GENERIC


def _examples(whole: Sequence[Recognised]) -> str:
    return f" (for example {whole[0].training})" if whole else ""


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
