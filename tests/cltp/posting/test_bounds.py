"""No text makes the check slow: what it takes grows with the length and no faster."""

import time

import pytest

from cltp.posting.checking import LONGEST, MOST_NAMINGS, TooMuch, check

SECONDS = 10  # far above what any takes, far below what a square of the length would
REPEATED = [
    *(
        " ",
        "\n",
        "\t",
        "(",
        "((((",
        '"',
        "*",
        "- ",
        "• ",
        "1. ",
        "a",
        "a-\n",
        "\u00ad\t",
        ".",
        ";",
        "!",
    ),
    *("not ", "no no ", "or equivalent ", "within two years ", "willing to be able to ", "word "),
    *("community library ", "combination of a, b, c, ", "introduction to ", "applicants without "),
    *("Required:\n", "Grade 12, ", "and ", "/", "e.g. ", "c.l.t.", "must have been "),
]


@pytest.mark.parametrize("unit", REPEATED, ids=repr)
def test_what_is_repeated_without_end_is_read_in_time(unit):
    text = f"CLTP {unit * (LONGEST // len(unit))}"[: LONGEST - 5] + " CLTP"
    begun = time.process_time()
    check(text)
    assert time.process_time() - begun < SECONDS


@pytest.mark.parametrize("unit", ["or a diploma and ", "not ", "willing to ", "(a, b) ", "within "])
def test_as_many_namings_as_may_be_are_read_in_time(unit):
    text = "".join(f"CLTP {unit * (300 // len(unit))}" for _ in range(MOST_NAMINGS))
    begun = time.process_time()
    assert check(text)
    assert time.process_time() - begun < SECONDS


def test_a_longer_text_is_refused_with_its_length():
    with pytest.raises(TooMuch, match=r"100,001 characters, and 100,000 are the most"):
        check("x" * (LONGEST + 1))


def test_more_namings_are_refused():
    with pytest.raises(TooMuch, match="more than 300 times"):
        check("CLTP required. " * (MOST_NAMINGS + 1))
