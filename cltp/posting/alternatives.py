"""Whether a clause leaves another way in beside the programme, and whose alternative it is."""

import re
from enum import Enum
from functools import lru_cache

from cltp.posting.sayings import POST
from cltp.posting.shapes import Shape
from cltp.posting.things import (
    AND,
    ANOTHER_STUDY,
    COMBINATION,
    EQUIVALENT,
    HIGHER,
    LIKENS_A_THING,
    OF_LIBRARIES,
    OTHER,
    SCHOOL,
    TWIN,
)


class Way(Enum):
    """Another way in: there is one, there is none, or a person has to say."""

    OPEN = "open"
    NONE = "none"
    UNSURE = "unsure"


OR = re.compile(r"(?:\band/or\b|\bor\b|\bou\b|/)\s*(?=\S)")
NOT_ANOTHER = re.compile(
    r"(?:(?:be|is|are|has|have|show\w*|demonstrat\w+|an?|the|currently|actively|must|will"
    r"|evidence of"
    r"|proof of)\s){0,4}"
    r"(?:willing\w*|prepared|agree\w*|commit\w*|abilit\w+|able|eligib\w+|work(?:ing)?\stoward|enrol\w*|current\w*"
    r"|in\s(?:progress|the\sprocess)|obtain\w*|complet\w+|pursu\w+|regist\w+|within|both|more|less"
    r"|not|successor|its\ssuccessor|upon|before|after|by|prior|part|portion|some|any\spart|be\s)"
)
ENDS = re.compile(r"[,;|\t]|\b(?:or|ou|but|mais)\b")
BESIDE = re.compile(
    r"^(?:[\s,(–-]|\bor\b){0,4}(?:an?\s|the\s|any\s|its\s)?(?:equivalen\w*|equiv\b|comparable)"
    r"(?!\w*\s(?:is|are|was)\s(?:not|asset))"
)
# "Considered", and not "considered an asset", or "considered when pay is set".
CONSIDERED = (
    r"consider(?:ed|s|ing|ation)?\b(?=\s*(?:[.,;:)\"]|$)|\s(?:in\s(?:lieu|place)|instead|too|also|as\swell"
    r"|as\s(?:an?\s)?(?:equivalen|alternat|substitut)|acceptable|equivalent|on\s|case\s|at\sthe\s|by\s"
    r"|where\s|if\s|for\s(?:the|this)\s(?:position|role|job)))"
)
ACCEPTED = re.compile(
    r"\b(?:equivalen\w*|comparable|similar|alternat\w+|substitut\w+|combination\sof|other\s(?:relevant"
    r"|related|library|training|education|qualifications)|(?:relevant|related)\s(?:training|education"
    rf"|experience|qualifications))\b.{{0,80}}?\b(?:accept\w*|{CONSIDERED}"
    r"|welcom\w*|recogni[sz]\w*|eligible|qualif(?:y|ies)|suffic\w+|encouraged|allowed"
    r"|permitted|count)\b"
    r"|\bequivalen(?:ts?|c(?:y|ies|es?))\b.{0,40}?\b(?:approv|assess|evaluat|determin)\w+"
)
FOR_PAY = re.compile(
    r"\s(?:on|for|with|in|by|toward\w*)\s(?:\w+\s){0,2}?(?:salary|pay|wages?|grid|placement|advancement"
    r"|promotion|vacation|seniority|premium|bonus)\b"
)
ACCEPTS = re.compile(
    r"\b(?:accept|consider|recogni[sz]e|welcome)s?\b.{0,40}?\b(?:equivalen\w*|comparable|similar"
    r"|alternat\w+|substitut\w+)\b"
)
LIKENED_NOUN = re.compile(
    r"(?<!\w)(?:formations?|training|education|courses?)\s(?:that\s(?:is|are)\s)?$"
)
UNLESS = re.compile(
    r"\bunless\b[^;]{0,40}?\b(?:has|have|holds?|with|bring\w*|shows?|can)\b[^;]{0,40}?"
    r"\b(?:equivalen\w*|comparable|similar|other\s(?:library|relevant|related))\b"
)
LIKENED = re.compile(
    r"(?:\b(?:equivalen\w*|comparable|similar|equal|alternat\w+)\s(?:(?:in|level|value|standing|scope"
    r"|education|training|experience|qualifications?|program(?:me)?s?|courses?|certificates?)\s){0,3}?"
    r"(?:to|of|au|a)"
    r"|\b(?:such\sas|e\.?g\.?,?|for\s(?:example|instance),?|like|comme|including\sbut\snot\slimited\sto))"
    r"[\s(]{1,2}(?:(?:the|an?|le|la|that\sof|those\sof|courses?\sin|any|all|some|both|this|that|every"
    r"|full|entire|valid|required|remaining|core|one|two|three|four|five|six|\d{1,2}|certificat|cours"
    r"|programme|l'attestation)\s){0,3}$"
)
OR_THIS = re.compile(
    r"(?:\band/or|\bor|\bou|/)\s*(?:(?:an?|the|completed?|completion|of|holds?|have|hold|has|having"
    r"|valid|with|through|from|possess\w*|graduates?|courses?|le|la|un|du|successful|full|\d|two|three)"
    r"[\s]){0,6}[\"'(]?$"
)
BARE = re.compile(
    r"(?:^|\b(?:an?|the|have|has|holds?|with|of|requires?)\s)(?:diploma|certificate)s?$"
)
CHOICE = re.compile(
    r"\b(?:(?:any|one|either|some)\s(?:or\smore\s)?of|(?:any|some)\scombination\sof|either|l'un\sdes)\b"
)
QUANTITY = re.compile(r"(?:more|less|fewer|longer|over)\b")
IN_LIEU = re.compile(r"\b(?:in\slieu\sof|in\splace\sof|instead\sof|as\san\salternative\sto)\b")
TAKEN = re.compile(
    r"^(?:(?!\bor\b)[^,;.§¤]){0,40}?\b(?:is|are|est|sont|will\sbe|may\sbe|can\sbe)\s(?:also\s)?(?:accept\w+|welcome"
    r"|consider\w+|recogni[sz]ed)(?:\s(?:in\s(?:lieu|place)|as\s(?:an?\s)?(?:alternative|substitute"
    r"|equivalent)|for|too|as\swell|instead)|\s?[.);]|$)"
)


@lru_cache(maxsize=16)  # several rules ask it of one naming
def way(shape: Shape) -> Way:
    if LIKENED.search(shape.before) or _chosen(shape):
        return Way.OPEN
    joined = _or_this(shape.before)
    if joined is Way.OPEN:
        return joined
    after = shape.after
    if BESIDE.match(after) or _is_taken(shape):
        return Way.OPEN
    for pattern in (ACCEPTED, ACCEPTS):
        for accepted in pattern.finditer(after):
            of_things = LIKENS_A_THING.match(after, accepted.start())
            of_pay = FOR_PAY.match(after, accepted.end())
            if not (of_things or of_pay or _own_subject(after[: accepted.start()])):
                return Way.OPEN
    if UNLESS.search(after):
        return Way.OPEN
    following = _after(after, bool(SCHOOL.search(shape.before)))
    return joined if following is Way.NONE else following


def _or_this(before: str) -> Way:
    """ "Technician diploma or §", and not "¤ or §", which is the programme twice."""
    joined = OR_THIS.search(before)
    if not joined:
        return Way.NONE
    last = ENDS.split(before[: joined.start()].rstrip(" ,"))[-1].strip()
    if BARE.search(last):
        return Way.UNSURE  # "diploma or certificate from §" may be two things of the programme's
    return Way.OPEN if OTHER.search(last) or EQUIVALENT.search(last) else Way.NONE


def _chosen(shape: Shape) -> bool:
    if CHOICE.search(shape.heading) and (shape.others or OTHER.search(shape.words)):
        return True
    if CHOICE.search(shape.before) and OTHER.search(shape.words) and OR.search(shape.words):
        return True
    return bool(CHOICE.search(shape.before) and shape.after.startswith((",", ":")))


def _is_taken(shape: Shape) -> bool:
    """The programme is what may stand for something else: "§ is accepted in lieu of a diploma"."""
    if re.search(r"\bonly\b", shape.words):
        return False
    return bool(TAKEN.match(shape.after) or IN_LIEU.search(shape.after[:60]))


def _own_subject(gap: str) -> bool:
    """Whether something else stands between, which an equivalent would be of."""
    return bool(OTHER.search(LIKENED_NOUN.sub("", gap)))


def _after(after: str, beside_school: bool) -> Way:
    unsure = False
    for joined in OR.finditer(after):
        gap, rest = after[: joined.start()], after[joined.end() :]
        option = ENDS.split(rest)[0]
        is_equivalent = bool(EQUIVALENT.search(option))
        if QUANTITY.match(rest) or LIKENS_A_THING.match(rest):
            continue
        if not is_equivalent and NOT_ANOTHER.match(rest):
            unsure = unsure or _studies_another(gap, option)
            continue
        other = OTHER.search(option)
        if COMBINATION.search(rest[:120]) and is_equivalent:
            return Way.OPEN
        belongs = _belongs(gap)
        is_schools = beside_school and not is_equivalent and SCHOOL.match(option)
        is_rank = HIGHER.match(option) and re.search(r"\bfor\b", gap)
        if belongs is Way.OPEN and (is_equivalent or other) and not (is_schools or is_rank):
            return Way.OPEN
        if belongs is not Way.NONE and "¤" not in rest[:20] and not _repeats(rest):
            unsure = True
        if belongs is Way.NONE:
            break
    return Way.UNSURE if unsure else Way.NONE


def _studies_another(gap: str, option: str) -> bool:
    """ "§ or willing to complete library training", "§, a diploma, or working toward either"."""
    either = OTHER.search(gap) and re.search(r"\b(?:either|one|any)\b", option)
    return bool(either or ANOTHER_STUDY.search(option))


def _repeats(rest: str) -> bool:
    return bool(re.match(r"(?:its|the|their)\s(?:predecessor|former)", rest))


def _belongs(gap: str) -> Way:
    """Whose alternative it is that follows this gap: the programme's, or the last thing's."""
    things = list(OTHER.finditer(gap))
    if not things:
        return Way.UNSURE if AND.search(gap) and TWIN not in gap else Way.OPEN
    governed = POST.search(gap)
    if "|" in gap or "\t" in gap or (governed and governed.end() <= things[-1].start()):
        return Way.NONE
    ends_with_comma = gap.rstrip().endswith(",")
    if AND.search(gap):
        return Way.UNSURE if ends_with_comma else Way.NONE
    if "," not in gap and not OR.search(gap):
        return Way.NONE
    last = re.split(r",|\bor\b|\bou\b", gap.rstrip(" ,"))[-1]
    if SCHOOL.search(last) and not ends_with_comma:
        return Way.NONE
    if ends_with_comma or OR.search(gap) or OF_LIBRARIES.search(last):
        return Way.OPEN
    return Way.UNSURE
