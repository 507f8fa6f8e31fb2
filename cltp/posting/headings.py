"""What a heading says of the lines beneath it."""

import re
from enum import StrEnum


class Sense(StrEnum):
    """What stands under a heading is asked for, wished for, refused, or none of these."""

    NONE = "none"
    DEMAND = "demand"
    PREFER = "prefer"
    REFUSE = "refuse"


ANY_OF = re.compile(
    r"\b(?:(?:any|some) combination of\b"
    r"|(?:any|one|either)(?: or more)?(?: of)?(?: the| these)?(?: following)?$|(?:any|one"
    r"|either)"
    r"(?: or more)? of\b|(?:l'un|l'une|un|une) des\b)"
)
REFUSED = re.compile(r"\b(?:not|cannot|no|pas)\b.{0,30}\b(?:accept|consider|recogni[sz])")
WISHED = re.compile(
    r"\b(?:prefer\w*|assets?|desir\w+|nice to have\w*|bonus|advantage\w*|ideal\w*|optional"
    r"|atouts?|souhait\w+)\b"
)
STRICT = re.compile(
    r"\b(?:requir\w+|must\w*|mandatory|essential\w*|minimum|need\w*|necessary|compulsory"
    r"|prerequisites?|non-?negotiable|conditions? of|exig\w+|requis\w*|obligatoires?)\b"
)
ASKED = re.compile(
    r"\b(?:qualifi\w+|education\w*|credentials?|certifications?|training|skills|experience"
    r"|compet\w+|you(?:'ll)? (?:have|bring|are|hold|offer)|looking for|seeking|about you"
    r"|who you are"
    r"|(?:candidate|applicant)s?|formation|profil)\b"
)
ELSEWHERE = re.compile(
    r"\b(?:about (?!you)|benefits?|salary|wages?|pay|hours|duties|responsib\w+|how to apply"
    r"|to apply|summary|we offer|who we are|our \w+|closing|deadline|location|background|history"
    r"|notes?)\b"
)
# A line with no colon is a heading where all its words are of these.
WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    required preferred qualifications qualification education educational experience training
    skills requirements requirement assets asset desirable desired essential essentials minimum
    mandatory nice to have must haves must-haves what you bring need you'll will about us your
    our the library benefits duties responsibilities how apply key other additional knowledge
    abilities competencies job position role summary who we are we're looking for bonus ideal
    candidate candidates applicant salary wage wages hours and & credentials preferences
    exigences atouts formation of one following is a offer
    """,
    )
)
STATUS = re.compile(r"(?:required|preferred|mandatory|essential|desirable|desired)\.?")
MOST_WORDS = 6


def sense(heading: str) -> Sense:
    if REFUSED.search(heading):
        return Sense.REFUSE
    wished, strict = WISHED.search(heading), STRICT.search(heading)
    if wished:
        return Sense.NONE if strict else Sense.PREFER
    if strict:
        return Sense.DEMAND
    if ELSEWHERE.search(heading):
        return Sense.NONE
    return Sense.DEMAND if ASKED.search(heading) or ANY_OF.search(heading) else Sense.NONE


def is_known(heading: str) -> bool:
    """Whether the words are those of a heading, and not of any sentence with a colon."""
    kinds = (REFUSED, WISHED, STRICT, ASKED, ELSEWHERE, ANY_OF)
    return any(kind.search(heading) for kind in kinds)


def is_bare(line: str) -> bool:
    """Whether a line without a colon is a heading by its words."""
    words = line.split()
    return 0 < len(words) <= MOST_WORDS and set(words) <= WORDS and is_known(line)
