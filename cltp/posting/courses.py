"""A single course of the programme, named: by its code, its subject or its number."""

import re
from dataclasses import dataclass
from functools import lru_cache

Names = tuple[str, ...]  # folded codes, titles and former titles of the courses on record
COURSE = r"(?:courses?|modules?|units?|class(?:es)?|workshops?|cours|levels?)"
NUMBER = r"(?:\d{1,4}[a-z]?|one|two|three|four|five|six|seven|eight|[ivx]{1,4}|[a-h])"
SUBJECT = (
    r"(?:introduction\sto\s\w+(?:\s\w+){0,2}|reference(?:\sservices?)?|information\s(?:services?"
    r"|literacy)|collections?(?:\s(?:development|management))?|catalogu?ing|technical\sservices?"
    r"|acquisitions?|circulation|children'?s?(?:\s(?:services?|literature|programm?ing))?|youth"
    r"(?:\sservices?)?|story\s?times?|readers?'?s?\sadvisory|public\s(?:services?|libraries)"
    r"|administration|management|governance|(?:working\swith\s)?(?:library\s)?boards?|technology"
    r"|computers?|programm?ing|outreach|marketing|budgeting|classification|weeding|supervision"
    r"|catalogage|technologie|services?\sau\spublic)"
)
SUBJECTS = rf"{SUBJECT}(?:(?:\s?,\s|\s?,?\s(?:and|&|et)\s){SUBJECT}){{0,4}}"
# Said of courses in general: "the CLTP certificate course" names none.
GENERAL = (
    r"(?:training|certificat\w*|certification|program(?:me)?|online|core|required|complete[d]?"
    r"|distance|relevant|related|equivalent|diploma|or|and|of|in|any|all|full|entire|individual"
    r"|single|following|first|other|more|level|basic|approved|is|are|was|were|has|have|must|with"
    r"|the|a|an|to|for|from|by|at|as|on|preferred|mandatory|essential|desirable|asset|library"
    r"|libraries|staff|work|progress|addition|place|lieu|total|b\.?c\.?|british|offered|taken"
    r"|ou|et|en|comparable|some|several|two|three|four|five|six|through|holders?|graduates?|\d+|not)\b"
)
WORDS = rf"(?!{GENERAL})[a-z][\w'&-]*(?:\s(?!(?:courses?|modules?)\b|{GENERAL})[\w'&-]+){{0,3}}"
QUOTE = r"\"(?!\s?(?:or|ou|and|et)\b)[^\"]{2,60}\"|'[^'\n]{2,60}'(?!\w)"
GAP = r"[\s:(–-]{0,4}"
AFTER = re.compile(
    rf"-(?P<code>[a-z]|\d{{1,4}}[a-z]?)(?![\w-])|\s?-?\d{{3,4}}[a-z]?\b"
    rf"|{GAP}(?:certificate\s)?(?:training\s)?{COURSE}\s?{GAP}(?:in|on|about|covering|called|titled"
    rf"|entitled|named|en|de)?\s?(?:the\s)?[\"'(]?(?:{QUOTE}|{SUBJECTS}(?:\s{COURSE})?)[\"')]?"
    rf"|{GAP}(?:certificate\s)?{COURSE}\s(?:in|on|called|titled|entitled|named)\s(?:{WORDS})"
    rf"|{GAP}(?:courses?|modules?|units?|levels?|workshops?|cours|part|number|no\.?)\s#?(?:number\s|no\.?\s)?{NUMBER}(?![\w-])"
    rf"(?!\s(?:years?|months?|weeks?|hours?|days?|of\sthe\sfollowing)\b)"
    rf"|{GAP}['\"(]?(?:{SUBJECTS})['\")]?(?:\s{COURSE})?\b"
    rf"|\s(?:in|on|en)\s{SUBJECTS}"
    rf"|\s(?:{QUOTE})"
    rf"|\s['\"]?(?:{WORDS})['\"]?\s{COURSE}\b"
)
BEFORE = re.compile(
    rf"(?:{COURSE}\s#?{NUMBER}|['\"]?(?:{SUBJECTS})['\"]?(?:\s{COURSE})?|{COURSE}\s(?:in|on)\s"
    rf"{SUBJECTS}|(?:{QUOTE})(?:\s{COURSE})?)"
    rf"(?:\s?,)?\s?(?:\(|(?:from|of|in|offered\sby|offered\sthrough|through|by|within|under|du|de)\s)"
    rf"(?:the\s|le\s)?$"
)
REACH = 120


@dataclass(frozen=True)
class Named:
    start: int
    end: int
    words: str


def named(
    text: str, first: int, start: int, end: int, last: int, extra: Names = ()
) -> Named | None:
    """The course that a naming at `start:end` names, in its surroundings `first:last`."""
    limit = min(last, end + REACH)
    on_record = _on_record(extra).match(text, end, limit) if extra else None
    after = on_record or AFTER.match(text, end, limit)
    if after:
        return Named(start, after.end(), text[start : after.end()])
    near = text[max(first, start - REACH) : start]
    before = BEFORE.search(near)
    if before:
        begins = start - len(near) + before.start()
        return Named(begins, end, text[begins:end])
    return None


@lru_cache(maxsize=8)
def _on_record(extra: Names) -> re.Pattern[str]:
    titles = "|".join(re.escape(name) for name in sorted(extra, key=len, reverse=True))
    return re.compile(rf"{GAP}(?:{COURSE}{GAP})?(?:in\s|on\s)?['\"(]?(?:{titles})\b['\")]?")
