"""What else a posting may ask for, and the words of equivalence; all in folded text."""

import re

SELF, TWIN = "§", "¤"  # in a clause: the naming looked at, another naming of the programme

_CREDENTIALS = (
    r"grade\s(?:1\d|\d|ten|eleven|twelve)|gr\.?\s?1\d|(?:high|secondary)\sschool|graduation|g\.?e\.?d"
    r"|dogwood|diplom\w+|degrees?|m\.?l\.?i\.?s|mls|master'?s?|bachelor'?s?|technicians?|licen[cs]\w*"
    r"|first\said|whmis|food\s?safe|cpr|(?:record|background|reference)\schecks?|french|english"
    r"|bilingual\w*|driver'?s?|class\s[45]|vehicle|typing|univers\w+|college|secondaires?"
    r"|baccalaureat|maitrise|permis|francais|anglais"
)
_SCHOOLING = (
    r"experience|education|training|courses?|coursework|certificat\w+|certified|credentials?"
    r"|qualifications?|skills?|abilit\w+|knowledge|post-?secondary|studies|etudes|formation"
    r"|competenc\w+|workshops?|background"
)
CREDENTIAL = re.compile(rf"\b(?:{_CREDENTIALS})\b")
OTHER = re.compile(rf"\b(?:{_CREDENTIALS}|{_SCHOOLING})\b")
# Asked for beside any training: an "or equivalent" next to these is theirs.
SCHOOL = re.compile(
    r"\b(?:grade\s(?:1\d|\d|ten|eleven|twelve)|gr\.?\s?1\d|(?:high|secondary)\sschool|g\.?e\.?d"
    r"|dogwood|licen[cs]\w*|first\said|driver'?s?|class\s[45]|checks?|secondaires?|permis)\b"
)
OF_LIBRARIES = re.compile(
    r"\b(?:librar\w+|technicians?|diplom\w+|degrees?|m\.?l\.?i\.?s|mls|master'?s?|bachelor'?s?"
    r"|certificat\w+|training|education|courses?|coursework|credentials?|post-?secondary|formation)\b"
)
EQUIVALENT = re.compile(
    r"\b(?:equivalen\w*|equiv\b|comparable\w*|similar|alternat(?:iv)?es?|acceptable substitutes?"
    r"|semblables?|related|relevant|suitable|the like|higher|greater|above|better)\b"
)
# What is likened here is no learning: "similar software", "a related setting".
_NOT_LEARNING = (
    r"software|devices?|systems?|tools?|equipment|technolog\w+|applications?|platforms?|ils|settings?"
    r"|environments?|positions?|postings?|roles?|jobs?|duties|fields?|areas?|branch(?:es)?"
    r"|organi[sz]ations?|institutions?|librar(?:y|ies)|classifications?|hours|shifts?|schedules?"
    r"|weekends?|saturdays?|sundays?|evenings?|days?|availability|identification|documents?|wages?"
    r"|benefits?|perks|communit(?:y|ies)|reasons?"
)
LIKENS_A_THING = re.compile(
    rf"(?:\w+\s){{0,2}}?(?:equivalent|comparable|similar|alternate|related|relevant|suitable)\s"
    rf"(?:\w+\s)?(?:{_NOT_LEARNING})\b(?!\s(?:\w+\s)?(?:training|education|courses?|certificat\w*|credentials?"
    r"|diplomas?|degrees?|qualifications?|program(?:me)?s?|experience|studies))"
)
HIGHER = re.compile(r"(?:\w+\s)?(?:higher|greater|above|better)\b")
# Another course of study, after "willing to complete": not the programme, "it" or "the course".
ANOTHER_STUDY = re.compile(
    r"(?:complet\w+|tak(?:e|ing)|obtain\w*|pursu\w+|undertak\w+|attend\w*|enrol\w*\sin)\s"
    r"(?:(?:an?|some|any|another|other)\s(?!such|same)[\w-]+\s(?:[\w-]+\s){0,2}?"
    r"|the\s(?!full|whole|entire|required|remaining|said|same|necessary|missing|two|three|next|rest"
    r"|cltp|community)[\w-]+\s(?:[\w-]+\s)?"
    r"|(?!the\b|an?\b|it\b|this\b|that\b|such\b|same\b|all\b|any\b|these\b|those\b|its\b|their\b"
    r"|remaining\b|required\b|full\b|within\b|by\b|in\b)[\w-]+\s(?:[\w-]+\s)?)"
    r"(?:training|courses?|coursework|series|certificat\w*|diplomas?|degrees?|studies|program(?:me)?s?)\b"
)
COMBINATION = re.compile(
    r"\bcombin\w+\s(?:of\s)?(?:\w+[\s,]+){0,6}?(?:education|training|experience|skills|formation|etudes)"
)
AND = re.compile(
    r"\b(?:and|with|plus|as well as|along with|together with|et|avec|ainsi que)\b|&|\+"
)
# How a sentence begins that says more of what the one before it asked for.
FOLLOWS = re.compile(
    r"(?:(?:but|although|though)\s|however,?\s)?(?:(?:an?|any|other|all|no|the)\s)?"
    r"(?:equivalen|comparable|similar|alternat|substitut|exception)"
    r"|(?:this|it|these|they)\s(?:is|are|must|will|may|can|should|shall|requirement|certificat"
    r"|programm?e?|courses?|training)\b"
    r"|(?:must|to|may|can)\sbe\s|if\snot\b|no\sother\b|nothing\selse\b"
    r"|(?:applicants?|applications?|candidates?)\swith(?:out)?\s"
    r"(?:it|this|equivalen|comparable|similar|an\sequivalen)"
    r"|(?:but\s|however,?\s)?(?:an?\s|other\s|relevant\s|related\s){1,2}(?:\w+\s){0,3}?(?:combination|training|education"
    r"|experience|credentials?|certificat\w+|qualifications?)\b[^.;]{0,60}?\b"
    r"(?:accept|consider(?!ed\s(?:as\s)?an?\s)|recogni[sz]|suffic|lieu|instead)"
    r"|(?:une\s|toute\s|aucune\s|les\s|des\s|l')(?:formations?\s)?(?:equivalen|comparable)"
    r"|we\s(?:(?:will|do|may|also|not|cannot)\s){0,3}(?:accept|consider)"
)
