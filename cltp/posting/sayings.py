"""The words that require, wish for, or do without; all in folded text."""

import re
from enum import StrEnum

from cltp.posting.things import SELF


class Said(StrEnum):
    DEMAND = "demand"
    PREFER = "prefer"
    WAIVE = "waive"
    PAST = "past"  # "was once required", "may be required": for a person to judge
    NOTHING = "nothing"


_STATES = (
    r"required|a\srequirement|requirements?|mandatory|essential|necessary|compulsory|obligatory"
    r"|needed|a\smust(?:[\s-]have)?|a\s(?:pre-?)?condition|prerequisites?|non-?negotiable|expected"
    r"|exigee?s?|requise?s?|obligatoires?|necessaires?|essentiel\w*|indispensables?"
)
# After what they speak of; also before it, where nothing else stands there ("Required: ...").
_POST = {
    "past": rf"(?:was|were|used\sto\sbe|formerly|previously|once|had\sbeen|may\sbe|might\sbe"
    rf"|could\sbe)"
    rf"\s(?:\w+\s)?(?:{_STATES})|(?:{_STATES})?\s?(?:may|might|can|could)\sbe\swaived|used\sto\srequire|if\s(?=[^,]{{0,60}}\brequired)",
    "firm": r"(?:not|never)\s(?:optional|negotiable)|cannot\sbe\swaived|will\snot\sbe\swaived",
    "waive": rf"(?:not|never|no\slonger|isn't|aren't|nor|non|pas|n'est\spas)\s(?:\w+\s){{0,2}}?"
    rf"(?:{_STATES})|(?:do|does|need)(?:\snot|n't)\s(?:require|need|have|hold)|no\s{SELF}\s(?:is\s|are\s)?"
    rf"(?:{_STATES})|no\slonger\s(?:require|ask)s?|no\srequirement|optional|facultati\w+|no\sneed\s(?:for|of|to)",
    "prefer": r"prefer(?:red|ence|ences|able|ably|s)?|assets?|desir(?:able|ed)"
    r"|(?:an?\s)?(?:strong\s)?"
    r"advantages?|advantageous|nice[\s-]to[\s-]haves?|bonus|(?:a|definite|big|strong)\splus|beneficial"
    r"|helpful|useful|valued|valuable|favou?red|priority|ideally?|welcomed?|atouts?|souhaite?e?s?"
    r"|souhaitables?|un\splus|(?:de\s)?preference|preferables?|avantage\w*",
    "demand": rf"{_STATES}|conditions?\sof\s(?:employment|hire|hiring|appointment)|insisted\son"
    rf"|condition\sd'emploi|must|shall|doit|doivent|no\sexceptions|(?:\w+\s)?only(?=[\s.)\"]*$|\sneed\sapply)",
}
# Before what they speak of.
_PRE = {
    "wish": r"preference\s(?:will|is|may|shall)|prefer(?:s|red)?\b(?=.{0,60}\bwith\b)|ideally"
    r"|ideal\s(?:candidate|applicant)|(?:would|we'd)\s(?:like|love)(?:\sit\sif\syou\s(?:have|had|hold))?|preferably"
    r"|nice\sif\syou\s(?:have|had|hold)|priority\s(?:will|is)",
    "ask": r"requires?|requiring|needs?|require[d]?\s?:|required\s(?:to|qualifications?|education)"
    r"|must|shall|should|(?:has|have|having)\sto|minimum|at\sleast|only|insists?\son|demands?"
    r"|(?:librarian|assistant|employee|clerk|technician|staff|hire)s?\swill\s(?:have|hold|possess)"
    r"|(?:candidate|applicant|person|individual|incumbent|you)s?(?:'ll|\sidentified)?\s(?:already\s|also\s)?(?:will\s|are\s|is\s)?(?:already\s|also\s)?(?:have|has|hold|holds|possess(?:es)?|be)\b"
    r"|you(?:'ve|'ll)|proof\sof|conditions?\sof\s(?:employment|hire|hiring|appointment)|exige\w*|doit"
    r"|doivent|il\sfaut|avoir|detenir|posseder",
}


def _either(patterns: dict[str, str]) -> re.Pattern[str]:
    named = "|".join(f"(?P<{name}>{words})" for name, words in patterns.items())
    return re.compile(rf"(?<![\w])(?:{named})(?![\w])")


POST, PRE = _either(_POST), _either(_PRE)
MEANS = {
    "past": Said.PAST,
    "firm": Said.DEMAND,
    "waive": Said.WAIVE,
    "prefer": Said.PREFER,
    "demand": Said.DEMAND,
    "wish": Said.PREFER,
    "ask": Said.DEMAND,
}
