"""Whether a clause turns something away: the programme, what stands in for it, or who lacks it."""

import re
from enum import Enum
from functools import lru_cache

from cltp.posting.headings import Sense
from cltp.posting.shapes import Shape


class Turned(Enum):
    NOTHING = "nothing"
    AWAY = "away"  # the programme, or an equivalent to it
    WHO_LACKS_IT = "who lacks it"  # which is to require it
    NOBODY = "nobody"  # those without it are invited


NOT = r"(?:not|never|no\slonger|cannot|can't|won't|isn't|aren't|doesn't|don't|n't|nor|pas)"
TAKE = (
    r"(?:accept\w*|consider(?!ed\san?\s(?:asset|advantage|plus))\w*|recogni[sz]\w*|substitut\w*"
    r"|honou?r\w*|allow\w*|permit\w*|eligible|count\w*|qualif(?:y|ies)|suffic\w+|adequate|replac\w+"
    r"|satisf\w+|meets?|credit\w*|entertain\w*|equivalent(?=\sto\b|[\s.)]*$)|an?\s(?:substitute|replacement"
    r"|equivalent|alternative)|(?:in\s(?:lieu|place)\sof)|grant\w*|accepte\w*|reconnu\w*|remplac\w+)"
)
ELSE = r"(?:late|incomplete|applications?|applicants?|resumes?|phone|calls?|agenc\w+|candidates?)"
AFTER = re.compile(rf"\b{NOT}\s(?:\w+\s){{0,4}}?{TAKE}\b|\bneed\snot\sapply\b|\bne\s\w+\spas\b")
ACTIVE = re.compile(
    rf"\b{NOT}\s(?:\w+\s){{0,2}}?(?:accept|consider|recogni[sz]e|count|honou?r|take|credit)\w*\s"
    rf"(?:[\w'/-]+\s){{0,3}}?(?:\(|\")?$"
)
FOR_IT = re.compile(
    rf"\b{NOT}\s(?:\w+\s){{0,3}}?{TAKE}\s(?:\w+\s){{0,3}}?"
    rf"(?:in\s(?:lieu|place)\sof|instead\sof|as|for|to|of)\s(?:(?:an?|the)\s)?$"
)
NONE_OTHER = re.compile(
    r"\b(?:no|without|aucune?|sans)\s(?:(?:such|other|§|¤|cltp|exceptions\sor)\s){0,2}"
    r"(?:equivalen\w*|substitut\w*|alternativ\w*)"
    r"|\bno\sother\s(?:\w+\s){1,3}?(?:will\sbe\s|is\s|are\s)?(?:accept|consider|recogni[sz])\w*"
    r"|\bnothing\selse\b|\bpas\sd'equivalen\w+"
    r"|\bequivalen\w*\s(?:\w+\s){0,3}?(?:is|are|will|be|can)?\s?(?:not|never)\b(?!\s\w*\s?(?:required|needed))"
)
EXCEPT = re.compile(
    r"\b(?:except|excluding|other\sthan|but\snot|not(?:\sincluding)?|no)\s(?:(?:a|an|the)\s)?$"
)
LACKS = (
    r"(?:without|lacking|unless|absent|not\s(?:having|holding|possessing)|(?:do|does)(?:\snot|n't)\s"
    r"(?:have|hold|possess)|(?:has|have|had)(?:\snot|n't)\s(?:complet|obtain|finish|earn|tak)\w*|sans)"
)
OUT = (
    r"(?:(?:not|cannot|never|no\sone|nobody|no\s\w+)\s(?:\w+\s){0,3}?(?:be\s)?(?:consider\w*|accept\w*"
    r"|eligible|hired?|interview\w*|apply|short\s?list\w*|employ\w*|proceed|appoint\w*|retenu\w*)"
    r"|need\snot\sapply|ineligible|rejected|disqualified|screened\sout|excluded|not\sapply)"
)
LACKING_OUT = re.compile(
    rf"\b{LACKS}\b[^;]{{0,60}}§[^;]{{0,80}}\b{OUT}|\b{OUT}\b[^;§]{{0,60}}\b{LACKS}\b[^;]{{0,40}}§"
)
LACKING_IN = re.compile(
    rf"\b(?:will|we)\s(?:also\s|still\s|gladly\s){{0,2}}(?:accept|consider|welcome)\s(?:\w+\s){{1,3}}?"
    rf"{LACKS}\s[^;]{{0,30}}§|"
    rf"\b{LACKS}\b[^;]{{0,40}}§[^;]{{0,60}}\b(?:welcom\w*|encourag\w*|(?:may|can)\s(?:also\s|still\s)?apply"
    r"|will\s(?:also\s)?be\sconsidered|eligible|invited)"
)


@lru_cache(maxsize=16)  # several rules ask it of one naming
def turned(shape: Shape) -> Turned:
    words, before, after = shape.words, shape.before[-120:], shape.after[:160]
    if LACKING_OUT.search(words):
        return Turned.WHO_LACKS_IT
    if LACKING_IN.search(words):
        return Turned.NOBODY
    if shape.sense is Sense.REFUSE:
        return Turned.AWAY
    refused = AFTER.search(after)
    if refused and not re.search(rf"\b{ELSE}\b", after[: refused.start()]):
        return Turned.AWAY
    if ACTIVE.search(before) or FOR_IT.search(before) or EXCEPT.search(before):
        return Turned.NOBODY if _asks_nothing(before, after) else Turned.AWAY
    return Turned.AWAY if NONE_OTHER.search(words) else Turned.NOTHING


def _asks_nothing(before: str, after: str) -> bool:
    """ "No CLTP certificate is required", "not a CLTP requirement"."""
    is_no = re.search(r"\b(?:no|not)\s(?:(?:a|an|the)\s)?$", before)
    return bool(is_no and re.match(r".{0,30}\b(?:required|requirement|necessary|needed)\b", after))
