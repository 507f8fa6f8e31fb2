"""The rules of the check, in the order they are asked: the first that holds says the verdict."""

from cltp.posting import rules
from cltp.posting.rules import Rule, Verdict

RULES = (
    Rule(
        name="uncertain-name",
        verdict=Verdict.READ_YOURSELF,
        title="The name may mean something else",
        why=(
            "These words may name the Community Library Training Program or ordinary training in "
            "a library. Please read this yourself."
        ),
        holds=rules.is_unsure,
        examples=("Community library training is required.",),
        others=(
            "Community Library Training Program certificate required.",
            "The community library is open on Sundays. CLTP is required.",
        ),
    ),
    Rule(
        name="question",
        verdict=Verdict.READ_YOURSELF,
        title="A question about CLTP",
        why=(
            "A question about CLTP: what the posting asks stands in its answer. Please read "
            "this yourself."
        ),
        holds=rules.is_a_question,
        examples=("Is CLTP required? Yes.",),
        others=("CLTP required. Questions? Call us.",),
    ),
    Rule(
        name="refusal",
        verdict=Verdict.REFUSAL,
        title="Refuses CLTP, or what is equivalent to it",
        why=(
            "This turns away CLTP, or training equivalent to it. CLTP certificates and courses "
            "stay recognised, and nobody can take CLTP any more: check that the refusal is meant."
        ),
        holds=rules.is_refused,
        examples=(
            "CLTP or equivalent not accepted in place of an MLIS.",
            "No CLTP equivalents will be considered.",
            "We do not accept the CLTP certificate.",
            "CLTP certificate required, no substitutions.",
            "Any library certificate except CLTP.",
        ),
        others=(
            "Applicants without CLTP will not be considered.",
            "CLTP certificate required, and late applications will not be accepted.",
            "CLTP is not required.",
        ),
    ),
    Rule(
        name="alternative",
        verdict=Verdict.INCLUSIVE,
        title="Leaves another way in",
        why=(
            "Somebody who never took CLTP can qualify another way, so this can stay as it is. "
            "The other way is CLTP’s own, not that of something else in the clause."
        ),
        holds=rules.is_left_open,
        examples=(
            "CLTP certificate or equivalent required.",
            "CLTP certificate, technician diploma, or an equivalent combination of education and "
            "experience.",
            "Library technician diploma or CLTP.",
            "Training comparable to the CLTP is required.",
            "CLTP required; or equivalent training.",
            "CLTP will be accepted in lieu of a technician diploma.",
        ),
        others=(
            "Grade 12 or equivalent. CLTP certificate required.",
            "CLTP certificate and a Grade 12 diploma or equivalent.",
            "CLTP certificate or willingness to complete it.",
            "Grade 12 or equivalent, and CLTP, are required.",
            "CLTP is required for this or similar positions.",
            "CLTP required. Similar experience will be considered an asset.",
        ),
    ),
    Rule(
        name="not-required",
        verdict=Verdict.INCLUSIVE,
        title="Says CLTP is not required",
        why="This says that CLTP is not required. It shuts nobody out, so it can stay as it is.",
        holds=rules.is_waived,
        examples=(
            "CLTP is not required.",
            "Applicants without CLTP are welcome to apply.",
            "No CLTP certificate is required.",
        ),
        others=(
            "CLTP is required.",
            "CLTP is not required but would be an asset.",
            "Applicants without CLTP will not be considered.",
        ),
    ),
    Rule(
        name="uncertain-alternative",
        verdict=Verdict.READ_YOURSELF,
        title="An alternative that may belong to something else",
        why=(
            "There is another way in here, but it may belong to something other than CLTP. "
            "Please read this yourself, and put the alternative directly after CLTP."
        ),
        holds=rules.may_be_open,
        examples=(
            "CLTP certificate and two years of experience, or equivalent.",
            "CLTP or Foundations series required.",
        ),
        others=(
            "CLTP certificate or equivalent.",
            "CLTP certificate and a driver’s licence or equivalent required.",
        ),
    ),
    Rule(
        name="nobody-can",
        verdict=Verdict.IMPOSSIBLE,
        title="Asks someone to take CLTP from now on",
        why=(
            "The Community Library Training Program is closed: nobody can enrol in it, finish it "
            "or obtain it, now or after being hired. Ask for equivalent or comparable training."
        ),
        holds=rules.asks_the_impossible,
        examples=(
            "CLTP certificate required within two years of hire.",
            "Willing to complete the CLTP.",
            "Must be enrolled in CLTP.",
            "CLTP certificate, or willingness to obtain it.",
        ),
        others=(
            "Must have completed CLTP.",
            "CLTP certificate required; willing to travel.",
            "Must obtain CLTP or equivalent within a year.",
            "CLTP certificate required and first aid within three months of hire.",
        ),
    ),
    Rule(
        name="preferred",
        verdict=Verdict.PREFERENCE,
        title="Prefers CLTP",
        why=(
            "CLTP is only preferred here, so it shuts nobody out. But nobody can earn it any more, "
            "so the preference favours those who took it before it closed. Prefer equivalent or "
            "comparable training as well."
        ),
        holds=rules.is_wished,
        examples=(
            "CLTP certificate preferred.",
            "CLTP would be an asset.",
            "Assets:\n- CLTP",
            "CLTP is not required but would be an asset.",
        ),
        others=(
            "CLTP required, MLIS preferred.",
            "Required:\n- CLTP",
            "CLTP or equivalent preferred.",
        ),
    ),
    Rule(
        name="course",
        verdict=Verdict.NAMED_COURSE,
        title="Asks for one course of CLTP by name",
        why=(
            "This asks for one course of the Community Library Training Program, with no "
            "alternative. The programme is closed, and nobody can take its courses any more. "
            "Accept training with the same learning outcomes."
        ),
        holds=rules.is_a_course,
        examples=(
            "CLTP course in Reference required.",
            "Must have CLTP-A.",
            "Completion of Module 3 of the CLTP.",
            "The CLTP cataloguing course is mandatory.",
        ),
        others=(
            "CLTP courses required.",
            "CLTP-A or equivalent required.",
            "Our staff have completed CLTP-A.",
        ),
    ),
    Rule(
        name="required",
        verdict=Verdict.CLOSED,
        title="Requires CLTP, with no alternative",
        why=(
            "This requires CLTP and leaves no other way in. The programme is closed, so it shuts "
            "out everyone who did not take it in time. Accept equivalent or comparable training."
        ),
        holds=rules.is_demanded,
        examples=(
            "CLTP certificate required.",
            "Grade 12 or equivalent. CLTP certificate required.",
            "Must have completed the Community Library Training Program.",
            "CLTP is a condition of employment.",
            "Qualifications:\n- CLTP certificate",
            "Applicants without CLTP will not be considered.",
        ),
        others=(
            "CLTP or equivalent required.",
            "CLTP preferred.",
            "CLTP was required until 2012.",
            "Our staff have completed CLTP.",
        ),
    ),
    Rule(
        name="mentioned",
        verdict=Verdict.READ_YOURSELF,
        title="Names CLTP, and it cannot be told what is asked",
        why=(
            "This names CLTP, but not in a way that can be told to ask for it or not. Please read "
            "this yourself. If it asks for CLTP, accept equivalent or comparable training."
        ),
        holds=rules.always,
        examples=(
            "Our staff have completed CLTP.",
            "Knowledge of the CLTP program.",
            "CLTP was required until 2012.",
        ),
        others=("CLTP required.", "CLTP preferred.", "CLTP or equivalent."),
    ),
)
