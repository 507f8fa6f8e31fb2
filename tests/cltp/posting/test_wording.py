"""What to write instead, and the posting revised by it."""

import pytest

from cltp.posting import wording as words
from cltp.posting.checking import check
from cltp.posting.revising import advise, marked, revised, revised_text
from cltp.posting.rules import Verdict
from cltp.posting.wording import REPLACED, Recognised, wording
from tests.cltp.posting.judged import judged

WHOLE = Recognised((), "Sea to Sky Library Diploma", "decision 4, version 2")
REFERENCE = Recognised(
    (("CLTP-C", "Reference and information"),), "Answering Questions", "decision 7, version 1"
)
IN_PART = Recognised(
    (("CLTP-C", "Reference and information"),), "Desk Days", "decision 9, version 3",
    missing=("local history",), conditions="with a mark of B",
)  # fmt: skip
CLUSTER = Recognised((("CLTP-C",), ("CLTP-D",)), "Both at Once", "decision 8, version 1")
ALL = (WHOLE, REFERENCE, IN_PART, CLUSTER)


def short(text, decisions=()):
    [found] = check(text)
    return wording(found, decisions).short


@pytest.mark.parametrize(
    ("posting", "expected"),
    [
        (
            "CLTP certificate required.",
            "CLTP certificate, or equivalent or comparable training, required.",
        ),
        (
            "Must have completed the Community Library Training Program (CLTP).",
            "Must have completed the Community Library Training Program (CLTP), or equivalent or "
            "comparable training.",
        ),
        (
            "Must obtain CLTP within two years of hire",
            "Must obtain CLTP, or equivalent or comparable training, within two years of hire",
        ),
        (
            "CLTP-A and CLTP-B are required",
            "CLTP-A and CLTP-B, or equivalent or comparable training, are required",
        ),
        (
            "Certificat CLTP exigé.",
            "Certificat CLTP, ou une formation équivalente ou comparable, exigé.",
        ),
        (
            "“CLTP” certificate, required",
            "“CLTP” certificate, or equivalent or comparable training, required",
        ),
    ],
)
def test_the_short_wording_takes_the_place_of_the_clause(posting, expected):
    assert short(posting) == expected


@pytest.mark.parametrize(
    "posting", [text for text, expected in judged() if REPLACED & set(expected)]
)
def test_a_revised_posting_passes_its_own_check(posting):
    advice = advise(check(posting))
    after = check(revised_text(posting, advice))
    assert len(after) == len(advice)
    for before, now in zip(advice, after, strict=True):
        expected = Verdict.INCLUSIVE if before.is_replaced else before.finding.verdict
        assert now.verdict is expected, now.text


def test_with_no_decision_it_rests_on_the_branchs_recommendation():
    [found] = check("CLTP-C required")
    built = wording(found)
    assert built.rests_on == words.RECOMMENDED
    assert built.basis == ()
    assert built.long.startswith("CLTP-C, or equivalent or comparable training, required. The ")


def test_a_decision_on_the_certificate_serves_what_asks_for_the_whole():
    [found] = check("CLTP certificate required")
    built = wording(found, ALL)
    assert "(for example Sea to Sky Library Diploma), required" in built.short
    assert built.rests_on == "decision 4, version 2"
    assert "Sea to Sky Library Diploma counts as equivalent (decision 4, version 2)." in built.long


def test_a_decision_on_a_course_serves_that_course_and_says_what_is_missing():
    [found] = check("CLTP-C required")
    built = wording(found, ALL)
    assert built.basis == (REFERENCE, IN_PART)
    assert (
        "Desk Days counts as comparable in part, without local history, with a mark" in built.long
    )
    assert "Desk Days" not in built.short
    [by_title] = check(
        "CLTP course in Reference and Information required", ["Reference and information"]
    )
    assert wording(by_title, ALL).basis == (REFERENCE, IN_PART)


def test_a_decision_on_courses_together_serves_only_what_asks_for_all_of_them():
    [both] = check("CLTP-C and CLTP-D are required")
    assert CLUSTER in wording(both, ALL).basis
    [other] = check("CLTP-B required")
    assert wording(other, ALL).rests_on == words.RECOMMENDED


def test_what_passes_stays_as_it_is():
    assert short("CLTP or equivalent required.") == "CLTP or equivalent required."


@pytest.mark.parametrize("posting", ["CLTP is not accepted.", "Our staff have completed CLTP."])
def test_what_is_refused_or_uncertain_is_not_rewritten_but_has_wording_beside_it(posting):
    advice = advise(check(posting))
    assert revised_text(posting, advice) == posting
    assert advice[0].wording.short == f"{words.ASIDE}."
    [found] = check(advice[0].wording.short)
    assert found.verdict is Verdict.INCLUSIVE


@pytest.mark.parametrize("posting", [text for text, _ in judged()])
def test_nothing_of_the_posting_is_lost(posting):
    text = f"Branch Head\r\n\r\n{posting}\r\n\r\nApply soon."
    advice = advise(check(text), ALL)
    assert "".join(piece.text for piece in marked(text, advice)) == text
    assert "".join(piece.text for piece in revised(text, advice) if not piece.is_added) == text
