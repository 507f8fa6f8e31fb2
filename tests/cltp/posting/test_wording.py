"""What to write instead, and the posting revised by it."""

import pytest

from cltp.posting import wording as words
from cltp.posting.checking import check
from cltp.posting.edits import REPLACED
from cltp.posting.revising import advise, marked, revised, revised_text
from cltp.posting.rules import Verdict
from cltp.posting.wording import Recognised, wording
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


NOBODY_CAN = [
    (
        "CLTP certificate required within two years of hire.",
        "Training equivalent or comparable to the CLTP certificate (completed CLTP training is "
        "accepted) required within two years of hire.",
    ),
    (
        "Must obtain CLTP within two years of hire",
        "Must obtain training equivalent or comparable to CLTP (completed CLTP training is "
        "accepted) within two years of hire",
    ),
    (
        "Grade 12 or equivalent and willingness to complete your CLTP certificate.",
        "Grade 12 or equivalent and willingness to complete training equivalent or comparable to "
        "the CLTP certificate (completed CLTP training is accepted).",
    ),
    (
        "A CLTP certificate (or in progress).",
        "Training equivalent or comparable to a CLTP certificate (completed CLTP training is "
        "accepted; or in progress).",
    ),
    (
        "CLTP certificate or enrolment in the program.",
        "Training equivalent or comparable to the CLTP certificate (completed CLTP training is "
        "accepted) or enrolment in such training.",
    ),
    (
        "Must become CLTP-certified within two years.",
        "Must become certified in training equivalent or comparable to CLTP (completed CLTP "
        "training is accepted) within two years.",
    ),
    (
        "CLTP completion within two years of hire.",
        "Completion of training equivalent or comparable to CLTP (completed CLTP training is "
        "accepted) within two years of hire.",
    ),
    (
        "Must complete CLTP-A and CLTP-B within a year.",
        "Must complete training equivalent or comparable to CLTP-A and CLTP-B (completed CLTP "
        "training is accepted) within a year.",
    ),
    (
        "CLTP-A is required, and CLTP-B must be completed within a year.",
        "CLTP-A, or equivalent or comparable training, is required, and training equivalent or "
        "comparable to CLTP-B (completed CLTP training is accepted) must be completed within a "
        "year.",
    ),
    (
        "CLTP completed, or willing to complete your CLTP certificate within a year.",
        "Training equivalent or comparable to CLTP completed, or willing to complete training "
        "equivalent or comparable to the CLTP certificate (completed CLTP training is accepted) "
        "within a year.",
    ),
    (
        "En voie d’obtention du certificat CLTP.",
        "En voie d’obtention d’une formation équivalente ou comparable au certificat CLTP (la "
        "formation CLTP déjà terminée est acceptée).",
    ),
    (
        "Certificat CLTP exigé dans les deux ans.",
        "Formation équivalente ou comparable au certificat CLTP (la formation CLTP déjà terminée "
        "est acceptée) exigée dans les deux ans.",
    ),
]


@pytest.mark.parametrize(("posting", "expected"), NOBODY_CAN)
def test_what_nobody_can_do_is_not_asked_any_more(posting, expected):
    text = f"Branch Head\n\n{posting}\n\nApply soon."
    advice = advise(check(text))
    assert advice[0].finding.verdict is Verdict.IMPOSSIBLE
    assert advice[0].wording.short == expected
    assert advice[0].wording.long.startswith(f"{expected.removesuffix('.')}. The Community")
    assert revised_text(text, advice) == f"Branch Head\n\n{expected}\n\nApply soon."


def test_what_nobody_can_do_is_replaced_with_training_that_counts():
    [found] = check("Willing to complete CLTP.")
    assert wording(found, ALL).short == (
        "Willing to complete training equivalent or comparable to CLTP (for example Sea to Sky "
        "Library Diploma; completed CLTP training is accepted)."
    )


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
    kept = "".join(piece.text for piece in revised(text, advice) if not piece.is_removed)
    assert revised_text(text, advice) == kept
