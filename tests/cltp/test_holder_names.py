"""How a number and a name are compared: what is forgiven, and what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cltp.holder_names import initials, lookup, name_key, number_key

SAME = [
    ("O’Neil", "o'neil"),
    ("O’Neil", "ONEIL"),
    ("Smith-Jones", "smith jones"),
    ("Smith–Jones", "SmithJones"),
    ("Côté", "COTE"),
    ("Côté", "Co\u0302te\u0301"),
    ("van der Berg", "Van Der Berg"),
    ("Sḵwx̱wú7mesh", "Skwxwu7mesh"),
    ("hən̓q̓əmin̓əm̓", "HENQEMINEM"),
    ("hən̓q̓əmin̓əm̓", "hənʼqʼəminʼəmʼ"),
    ("səl̓ílwətaɬ", "selilwetal"),
    ("ƛ̓éxətəm", "tl'exetem"),
    ("ʔəy̓əlxʷ", "ʔəyəlxw"),
    ("ᓄᓇᕗᑦ", "ᓄᓇᕗᑦ"),
    ("Nguyễn", "nguyen"),
]
OTHERS = [
    ("Smith", "Smyth"),
    ("Smith", "Smit"),
    ("Smith", "Smithe"),
    ("Ann", "Anne"),
    ("MacDonald", "McDonald"),
    ("St. John", "Saint John"),
    ("Sḵwx̱wú7mesh", "Squamish"),
    ("ᓄᓇᕗᑦ", "ᓄᓇᕗ"),
    ("Smith", "Smith_"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_these_are_one_name(one, other):
    assert name_key(one) == name_key(other) != ""


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_these_are_two_names(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("nothing", ["", " ", "-", "’ʼ'", "\u00ad\u200b", "́"])
def test_what_has_no_letter_is_no_name(nothing):
    assert name_key(nothing) == ""


def test_numbers_are_told_apart_by_letters_and_digits_only():
    assert number_key(" C-0123/a ") == number_key("c 0123 A") == "c0123a"
    assert number_key("C-0123") != number_key("C-123")
    assert number_key("№ ٣") != ""
    assert number_key("--/") == ""


def test_a_number_cannot_lend_its_end_to_the_name():
    assert lookup("C-12", "3Smith") != lookup("C-123", "Smith")
    assert lookup("", "C|x") != lookup("C", "x")


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("Mary Ann", "Smith-Jones"), "M. A. S. J."),
        (("Élise", "O’Neil"), "É. O."),
        (("", "ʔəy̓əlxʷ"), "ʔ."),
        (("x̱way", "k̓wa"), "x̱. k̓."),
        (("", "ʼNamgis"), "N."),
        (("J. (Jo)", "Lee"), "J. L."),
        (("", ""), ""),
    ],
)
def test_initials(names, shown):
    assert initials(*names) == shown


@given(st.text(), st.text())
def test_any_text_has_keys_and_initials_without_a_failure(one, other):
    assert len(lookup(one, other)) == 64
    assert isinstance(initials(one, other), str)
    assert name_key(name_key(one)) == name_key(one)


@given(st.text())
def test_capitals_never_make_another_name(name):
    assert name_key(name.upper()) == name_key(name.upper().lower())
