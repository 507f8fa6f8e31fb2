"""The rules of the check, in the order they are asked: the first that holds says the verdict."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from cltp.posting.alternatives import Way, way
from cltp.posting.headings import Sense
from cltp.posting.possibility import is_impossible
from cltp.posting.predicates import said
from cltp.posting.refusals import Turned, turned
from cltp.posting.sayings import Said
from cltp.posting.shapes import Shape
from cltp.posting.things import CREDENTIAL


class Verdict(StrEnum):
    """What is said of a clause; the values are part of the command's output."""

    CLOSED = "closed"
    IMPOSSIBLE = "impossible"
    NAMED_COURSE = "named-course"
    PREFERENCE = "preference"
    INCLUSIVE = "inclusive"
    REFUSAL = "refusal"
    READ_YOURSELF = "read-yourself"

    @property
    def words(self) -> str:
        return SAID[self]


SAID = {
    Verdict.CLOSED: "Required, with no alternative",
    Verdict.IMPOSSIBLE: "Impossible: the programme is closed",
    Verdict.NAMED_COURSE: "A course asked for by name",
    Verdict.PREFERENCE: "A preference only",
    Verdict.INCLUSIVE: "Passes: already inclusive",
    Verdict.REFUSAL: "A refusal",
    Verdict.READ_YOURSELF: "Please read this yourself",
}


ABOUT = re.compile(
    r"\b(?:knowledge|familiarity|familiar|understanding|awareness|aware|history|records|support|promot\w+"
    r"|administer\w*|coordinat\w+|teach\w*|instruct\w*|deliver\w*|develop\w*|supervis\w+|questions?"
    r"|information|interest|experience|exempt\w*)\s(?:\w+\s){0,2}?(?:of|with|about|on|in|for|from|the|to)\s(?:\w+\s){0,3}$"
    r"|\b(?:whether|if)\s(?:or\snot\s)?(?:you|they|applicants?|candidates?)\s(?:\w+\s)?"
    r"(?:have|has|hold|holds|possess|completed)\s(?:\w+\s){0,2}$"
)
TELLS = re.compile(
    r"^(?:(?:many|most|all|some|several|two|both|one)\s(?:of\s)?)?(?:our|we|staff|the\s(?:library|branch|program"
    r"|former)|they|he|she|since|when|until|before|in\s(?:19|20)\d\d)\b"
)
TELLS_AHEAD = re.compile(r"\b(?:must|shall|will|required?)\b")
VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|be|been|offer\w*|hold|held"
    r"|receiv\w*|complet(?:es?|ed)|support\w*|see|ask|call|contact|visit|if|est|sont|sera)\b"
)
FRAGMENT = re.compile(
    r"^(?:successful(?:ly)?\s)?(?:completion|completed|graduation|graduates?|possession|holds?|holder)\b"
)
STARTS_WITH_TAKING = re.compile(r"\b(?:completion|completed|graduat\w+|possession)\b")


def is_demanded(shape: Shape) -> bool:
    if turned(shape) is Turned.WHO_LACKS_IT:
        return True
    stated = said(shape)
    if stated is Said.NOTHING and not _tells(shape):
        return shape.sense is Sense.DEMAND or _is_an_item(shape)
    return stated is Said.DEMAND and not ABOUT.search(shape.before)


def _tells(shape: Shape) -> bool:
    """Whether it tells of the library and its people, and asks nothing of who applies."""
    return bool(TELLS.match(shape.words)) and not TELLS_AHEAD.search(shape.words)


def _is_an_item(shape: Shape) -> bool:
    """Whether it has no verb and is an item of a list: "Completion of §", "§ and Grade 12"."""
    if FRAGMENT.match(shape.words.lstrip("\"'(")):
        return True
    beside = CREDENTIAL.search(shape.words) and not ABOUT.search(shape.before)
    return bool(beside and not VERB.search(shape.words))


def is_wished(shape: Shape) -> bool:
    stated = said(shape)
    if stated is Said.NOTHING:
        return shape.sense is Sense.PREFER and not _tells(shape)
    return stated is Said.PREFER


def is_refused(shape: Shape) -> bool:
    return turned(shape) is Turned.AWAY


def is_unsure(shape: Shape) -> bool:
    return not shape.sure


def is_a_question(shape: Shape) -> bool:
    return shape.words.rstrip().endswith("?")


def is_left_open(shape: Shape) -> bool:
    return way(shape) is Way.OPEN


def is_waived(shape: Shape) -> bool:
    return turned(shape) is Turned.NOBODY or (
        turned(shape) is Turned.NOTHING and said(shape) is Said.WAIVE
    )


def may_be_open(shape: Shape) -> bool:
    return way(shape) is Way.UNSURE and not asks_the_impossible(shape)


def asks_the_impossible(shape: Shape) -> bool:
    return is_impossible(shape) and not _tells(shape)


def is_a_course(shape: Shape) -> bool:
    return bool(shape.course) and is_demanded(shape)


def always(shape: Shape) -> bool:
    return True


@dataclass(frozen=True)
class Rule:
    """`holds` is asked of one naming in its clause; `examples` fire it, `others` do not."""

    name: str
    verdict: Verdict
    title: str
    why: str
    holds: Callable[[Shape], bool]
    examples: tuple[str, ...]
    others: tuple[str, ...]
