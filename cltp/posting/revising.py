"""The posting with its findings marked, and the whole of it revised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cltp.posting.checking import Finding
from cltp.posting.wording import REPLACED, Recognised, Wording, insertions, wording


@dataclass(frozen=True)
class Advice:
    """One finding with its number on the page and what to write instead."""

    number: int
    finding: Finding
    wording: Wording

    @property
    def is_replaced(self) -> bool:
        """Whether the revised posting changes it; what is uncertain is left to a person."""
        return self.finding.verdict in REPLACED


@dataclass(frozen=True)
class Piece:
    """A stretch of a text: in the posting, of a finding or of none; revised, added or not."""

    text: str
    advice: Advice | None = None
    is_added: bool = False


def advise(findings: Sequence[Finding], decisions: Sequence[Recognised] = ()) -> list[Advice]:
    return [
        Advice(number, finding, wording(finding, decisions))
        for number, finding in enumerate(findings, 1)
    ]


def marked(text: str, advice: Sequence[Advice]) -> list[Piece]:
    """The text as given, whole, in pieces."""
    pieces, place = [], 0
    for each in advice:
        pieces.append(Piece(text[place : each.finding.start]))
        pieces.append(Piece(each.finding.text, each))
        place = each.finding.end
    pieces.append(Piece(text[place:]))
    return [piece for piece in pieces if piece.text]


def revised(text: str, advice: Sequence[Advice]) -> list[Piece]:
    """The text with what the short wordings add, in pieces."""
    pieces, place = [], 0
    for at, added in _added(advice):
        pieces += [Piece(text[place:at]), Piece(added, is_added=True)]
        place = at
    pieces.append(Piece(text[place:]))
    return [piece for piece in pieces if piece.text]


def revised_text(text: str, advice: Sequence[Advice]) -> str:
    return "".join(piece.text for piece in revised(text, advice))


def _added(advice: Sequence[Advice]) -> Iterator[tuple[int, str]]:
    for each in advice:
        if each.is_replaced:
            for place, added in insertions(each.finding, each.wording.basis):
                yield each.finding.start + place, added
