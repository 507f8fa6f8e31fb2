"""What must hold of every posting: exact offsets, and verdicts that its looks do not change."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cltp.posting.checking import check
from tests.cltp.posting.judged import judged

JUDGED = judged()
ONE_LINE = [each for each in JUDGED if not set("\n\t|:") & set(each[0])]


def verdicts(text):
    return [str(each.verdict) for each in check(text)]


def wide(text):
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isalnum() else c for c in text)


def hyphenated(text):
    """Soft hyphens inside words, where a typesetter may cut them."""
    pairs = zip(text, f"{text[1:]} ", strict=True)
    return "".join(f"{c}\u00ad" if c.isalpha() and after.isalpha() else c for c, after in pairs)


LOOKS = {
    "capitals": str.upper,
    "small letters": str.lower,
    "a bullet": lambda text: f"• {text}",
    "a dash": lambda text: f"- {text}",
    "a number": lambda text: f"3. {text}",
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "spaces twice": lambda text: text.replace(" ", "  "),
    "invisible characters": "\u200b".join,
    "soft hyphens": hyphenated,
    "accents apart": lambda text: unicodedata.normalize("NFD", text),
    "full width": wide,
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "bold": lambda text: text.replace("CLTP ", "**CLTP** "),
    "curly quotes": lambda text: text.replace("CLTP ", "“CLTP” "),
    "guillemets": lambda text: text.replace("CLTP ", "« CLTP » "),
    "dots": lambda text: text.replace("CLTP ", "C.L.T.P. "),
    "the long name": lambda text: text.replace("CLTP ", "Community Library Training Programme "),
    "both names": lambda text: text.replace("CLTP ", "Community Library Training Program (CLTP) "),
    "words around": lambda text: f"Branch Head, Vernon\n\n{text}\n\nApply by Friday.",
    "no full stop": lambda text: text.rstrip("."),
}


@pytest.mark.parametrize("look", LOOKS)
def test_looks_change_no_verdict(look):
    change = LOOKS[look]
    changed = {text: verdicts(change(text)) for text, _ in JUDGED}
    if "name" in look:  # a text that has both names already would have them three times
        changed = {text: got for text, got in changed.items() if "ommunity" not in text}
    assert {text: got for text, got in changed.items() if got != dict(JUDGED)[text]} == {}


def test_a_line_break_between_any_two_words_changes_no_verdict():
    broken = {
        f"{text[:place]}\n{text[place + 1 :]}": expected
        for text, expected in ONE_LINE
        for place, letter in enumerate(text)
        if letter == " " and text[place + 1] not in "–-(" and text[place - 1] not in "–-("
    }
    assert len(broken) > 1500
    wrong = {text: verdicts(text) for text in broken if verdicts(text) != broken[text]}
    assert wrong == {}


def test_a_word_cut_by_a_hyphen_at_the_end_of_a_line_is_whole():
    for text, expected in ONE_LINE:
        for word in ("certificate", "Training", "equivalent", "required", "willing"):
            cut = text.replace(word, f"{word[:4]}-\n{word[4:]}")
            assert verdicts(cut) == expected, cut


WORDS = st.sampled_from(
    [
        *("CLTP", "C.L.T.P.", "Community Library Training Program", "certificate", "required"),
        *("or equivalent", "Grade 12", "and", "must have", "within two years of hire", "preferred"),
        *(",", ".", ";", ":", "\n", "\n\n", "\r\n", "\t", "|", " ", "•", "-", "–", "not", "no"),
        *("Community Librarian", "Train-\ning", "course in Reference", "“", "”", "«", "\u00ad"),
        *("\u200b", "e\u0301", "ﬁ", "Ⅻ", "½", "İ", "ß", "\x00", "😀"),
    ]
)


@settings(max_examples=400, deadline=None)
@example(".‘CLTP‘")  # the quotation mark is the name's, and not the end of a sentence
@given(st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=40).map("".join)))
def test_offsets_are_exact_in_order_and_apart(text):
    last = 0
    for each in check(text):
        assert text[each.start : each.end] == each.text != ""
        assert last <= each.start
        last = each.start
        for asked in each.asked:
            assert last <= each.start + asked.start < each.start + asked.end <= each.end
            last = each.start + asked.end
        assert each.asked
        last = each.end


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_a_name_is_never_passed_over_in_silence(text):
    if " CLTP " in f" {text} ":
        assert check(text)
