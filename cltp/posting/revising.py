"""The posting with its findings marked, and the whole of it revised."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cltp.posting.checking import Finding
from cltp.posting.edits import REPLACED, Edit
from cltp.posting.wording import Recognised, Wording, changes, wording


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
    """A stretch of a text: in the posting, of a finding or of none; revised, added or taken out."""

    text: str
    advice: Advice | None = None
    is_added: bool = False
    is_removed: bool = False


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
    """The text with what the short wordings add and take out, in pieces."""
    pieces, place = [], 0
    for edit in _edits(advice):
        pieces.append(Piece(text[place : edit.start]))
        pieces.append(Piece(text[edit.start : edit.end], is_removed=True))
        pieces.append(Piece(edit.added, is_added=True))
        place = edit.end
    pieces.append(Piece(text[place:]))
    return [piece for piece in pieces if piece.text]


def revised_text(text: str, advice: Sequence[Advice]) -> str:
    return "".join(piece.text for piece in revised(text, advice) if not piece.is_removed)


def _edits(advice: Sequence[Advice]) -> Iterator[Edit]:
    for each in advice:
        if each.is_replaced:
            start = each.finding.start
            for edit in changes(each.finding, each.wording.basis):
                yield Edit(start + edit.start, start + edit.end, edit.added)
