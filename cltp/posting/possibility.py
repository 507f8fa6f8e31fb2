"""Whether a clause asks somebody to take the programme from now on, which nobody can."""

import re

from cltp.posting.sayings import POST
from cltp.posting.shapes import Shape
from cltp.posting.things import ANOTHER_STUDY, EQUIVALENT, OTHER, TWIN

NUMBER = (
    r"(?:\d+(?:\s?(?:-|–|to)\s?\d+)?|an?|one|two|three|four|five|six|nine|twelve"
    r"|eighteen|twenty-?four|un|une|deux|trois|six|douze)"
)
UNIT = r"(?:months?|mos?|years?|yrs?|weeks?|days?|mois|ans?|annees?|semaines?|jours)"
PERIOD = (
    rf"(?:(?:the\s|your\s|their\s|his\s|her\s|les\s)?(?:first\s|next\s|last\s|past\s|initial\s|premiers\s)?"
    rf"(?:{NUMBER}\s?(?:\(\s?[\w-]+\s?\)\s?)?(?:calendar\s|full\s)?{UNIT}"
    rf"|(?:first|next|last|past)\s{UNIT})"
    r"|(?:the\s|a\s|your\s|their\s)?(?:\w+[\s-]){0,2}probation\w*|a\sreasonable\s(?:time|period)"
    r"|(?:the\s)?(?:time\s?frame|timeline|period))"
)
TIME = re.compile(
    rf"\b(?:within|in|during|over|inside(?:\sof)?|by\sthe\send\sof|before\sthe\send\sof|no\slater\sthan"
    rf"|not\slater\sthan|up\sto|after|under|dans|d'ici|au\scours\sde)\s{PERIOD}"
    rf"|\b{NUMBER}[\s-]?{UNIT}\s(?:\w+\s)?(?:of|after|from|following)\s(?:\w+\s)?(?:hir\w+|appoint\w+|employ\w+|start\w*)"
    r"|\b(?:after|following|upon|once|post)[\s-](?:being\s)?(?:hir\w+|appointment|employ\w+|start\w*)\b"
)
SINCE = re.compile(r"experience|full|every|each")
LEARN = (
    r"(?:complet(?:e|ing|ion)|obtain(?:ing)?|tak(?:e|ing)|enrol\w*|pursu(?:e|ing)|undertak(?:e|ing)"
    r"|participat(?:e|ing)|regist(?:er|ering)|finish(?:ing)?|acquir(?:e|ing)|earn(?:ing)?|get(?:ting)?"
    r"|gain(?:ing)?|begin(?:ning)?|start(?:ing)?|commenc(?:e|ing)|attend(?:ing)?|study(?:ing)?"
    r"|achiev(?:e|ing)|attain(?:ing)?|secur(?:e|ing)|do|qualify|join(?:ing)?|train|work\stoward\w*"
    r"|suivre|obtenir|completer|s'inscrire|terminer|reussir)"
)
WILLING = (
    r"(?:willing(?:ness)?|prepared|ready|readiness|agree[sd]?|agreement|commit\w*|abl[ey]|ability"
    r"|eligib\w+|expected|required|encouraged?|intend\w*|intention|interest(?:ed)?|plan\w*|undertakes?"
    r"|must|shall|will|should|need\w*|has|have|opportunity|supported|asked|disposee?|pret(?:e|s)?"
    r"|s'engage\w*|doit|doivent|devra)"
)
TO_TAKE = re.compile(
    rf"\b{WILLING}\s(?:(?:and|or|able|willing|also|be|successfully|then|either|to|in|a|of|immediately"
    rf"|required|expected|prepared|agree)\s){{0,5}}?{LEARN}\b"
    rf"|\b{WILLING}\s[^,;.§¤]{{0,60}}?\band\s(?:to\s)?(?:complete|obtain|take|pursue|enrol\w*)\b"
    r"|^(?:to\s)?(?:complete|obtain|undertake|pursue|enroll?|earn|attend|take)\b"
    rf"|\b{NUMBER}\s{UNIT}\s(?:in\swhich\s)?to\s{LEARN}\b"
    r"|\bwho\s(?:\w+\s)?(?:complete|obtain|take|finish|earn|pursue|enroll?)s?\b"
)
IN_PROGRESS = re.compile(
    r"\b(?:enrol\w*|regist(?:ered|ration)\s(?:in|for|with)|working\stoward\w*|work\stoward\w*|pursuing"
    r"|in\sthe\sprocess\sof|currently\s(?:taking|completing|studying|attending)|on\strack\sto"
    r"|progress(?:ing)?\stoward\w*|near(?:ing)?\scompletion|studying|inscrite?s?|en\svoie\s(?:d'obtention|d'obtenir|de))\b"
)
UNDER_WAY = re.compile(
    r"^[^;]{0,40}?\b(?:in\sprogress|under\s?way|currently\sbeing|to\sbe\s(?:complet|obtain|tak|earn|acquir)"
    r"\w+|en\scours)"
)
TO_BE = re.compile(
    r"\b(?:must|will|shall|should|can|may|has\sto|have\sto|needs?\sto)\s(?:\w+\s)?be\s(?:\w+\s)?"
    r"(?:complet|obtain|tak|earn|acquir|achiev|attain|finish)\w+"
)
# "Or willing"; but "or able", "or has", which may be of anything, only to take it.
READY = (
    r"(?:willing(?:ness)?|prepared|ready|readiness|agree[sd]?|agreement|commit\w*|eligib\w+|intend\w*"
    r"|intention|plan\w*|undertakes?|disposee?|pret(?:e|s)?|s'engage\w*)"
)
OR_WILLING = re.compile(
    rf"\b(?:or|ou)\s(?:(?:who|be|is|are|have|has|a|an|the|show\w*|demonstrat\w+|must|will|to)\s){{0,4}}"
    rf"(?:{READY}\b|{WILLING}\s(?:\w+\s){{0,4}}?(?!do\b(?!\s(?:so|it)\b)){LEARN}\b"
    r"|obtain|complete|enrol\w*|working\stoward)"
)
PROVIDED = re.compile(
    r"^[^;]{0,30}\b(?:will\sbe|is)\s(?:provided|offered|arranged|paid|funded|sponsored)"
)
HOLDS = re.compile(r"\b(?:have|has|hold|holds|possess\w*)\s")


def is_impossible(shape: Shape) -> bool:
    return _timed_after(shape) or _timed_before(shape) or _to_be_taken(shape) or _under_way(shape)


def _timed_after(shape: Shape) -> bool:
    after = shape.after
    for pattern in (TIME, TO_BE, OR_WILLING):
        found = pattern.search(after)
        if (
            found
            and _reaches(after[: found.start()])
            and not EQUIVALENT.search(after[: found.end()])
            and not (pattern is OR_WILLING and ANOTHER_STUDY.search(after, found.start()))
        ):
            return not SINCE.search(after[found.end() : found.end() + 12])
    return False


def _reaches(gap: str) -> bool:
    """Whether what follows a gap still speaks of this naming, and not of a thing in the gap."""
    stated = POST.search(gap)
    return not OTHER.search(gap) and not (stated and TWIN in gap[stated.end() :])


def _timed_before(shape: Shape) -> bool:
    found = TIME.search(shape.before)
    return bool(found and not OTHER.search(shape.before))


def _to_be_taken(shape: Shape) -> bool:
    before = shape.before
    for pattern in (TO_TAKE, IN_PROGRESS):
        for found in pattern.finditer(before):
            gap = before[found.end() :]
            if HOLDS.search(gap) or POST.search(gap):
                continue
            if OTHER.search(gap) and POST.match(shape.after.lstrip(" ,–(")):
                continue
            return True
    return False


def _under_way(shape: Shape) -> bool:
    found = UNDER_WAY.match(shape.after)
    if found and _reaches(found[0]):
        return True
    enrolled = IN_PROGRESS.search(shape.after)
    return bool(enrolled and _reaches(shape.after[: enrolled.start()]))
