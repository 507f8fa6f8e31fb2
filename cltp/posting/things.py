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
COMBINATION = re.compile(
    r"\bcombin\w+\s(?:of\s)?(?:\w+[\s,]+){0,6}?(?:education|training|experience|skills|formation|etudes)"
)
AND = re.compile(
    r"\b(?:and|with|plus|as well as|along with|together with|et|avec|ainsi que)\b|&|\+"
)
# How a sentence begins that says more of what the one before it asked for.
FOLLOWS = re.compile(
    r"(?:but\s|however,?\s)?(?:(?:an?|any|other|all|no|the)\s)?"
    r"(?:equivalen|comparable|similar|alternat|substitut|exception)"
    r"|(?:this|it|these|they)\s(?:is|are|must|will|may|can|should|shall|requirement|certificat"
    r"|programm?e?|courses?|training)\b"
    r"|(?:must|to|may|can)\sbe\s|if\snot\b|no\sother\b|nothing\selse\b"
    r"|(?:applicants?|applications?|candidates?)\swith(?:out)?\s"
    r"(?:it|this|equivalen|comparable|similar|an\sequivalen)"
    r"|we\s(?:(?:will|do|may|also|not|cannot)\s){0,3}(?:accept|consider)"
)
