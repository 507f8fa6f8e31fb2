"""Decisions at the desk: assessed by officers, published by registrars, seen by nobody else."""

import datetime as dt

import pytest
from django.urls import reverse

from cltp import decisions
from cltp.models import Decision
from tests.cltp.making import (
    WHY,
    make_course,
    make_decision,
    make_draft,
    make_proposed,
    make_training,
    officer,
    registrar,
)
from tests.factories import make_opportunity, make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
LIST = "/admin/cltp/decision/"
ADD = f"{LIST}add/"


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


@pytest.fixture
def hr(client):
    person = officer()
    client.force_login(person)
    return person


def change(decision):
    return reverse("admin:cltp_decision_change", args=[decision.pk])


def steps(decision):
    return reverse("admin:cltp_decision_steps", args=[decision.pk])


def rows(prefix, *typed, initial=0):
    """A formset of these rows, as a browser sends it."""
    sent = {f"{prefix}-TOTAL_FORMS": len(typed), f"{prefix}-INITIAL_FORMS": initial}
    for place, row in enumerate(typed):
        sent |= {f"{prefix}-{place}-{name}": value for name, value in row.items()}
    return sent


def page_as_sent(client, decision, **typed):
    """What the change page would send back, with what is typed over it."""
    response = client.get(change(decision))
    context = response.context
    sent = {}
    for name, field in context["adminform"].form.fields.items():
        value = context["adminform"].form.get_initial_for_field(field, name)
        sent[name] = "" if value is None else field.prepare_value(value)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        sent |= {f"{formset.prefix}-TOTAL_FORMS": len(formset.initial_forms),
                 f"{formset.prefix}-INITIAL_FORMS": len(formset.initial_forms)}  # fmt: skip
        for form in formset.initial_forms:
            for name, field in form.fields.items():
                value = form.get_initial_for_field(field, name)
                if value is not None:
                    sent[form.add_prefix(name)] = getattr(value, "pk", value)
    return sent | typed


@pytest.mark.parametrize(
    ("group", "status"),
    [("HR officers", 200), ("CLTP registrars", 200), ("Curators", 200),
     ("Events coordinators", 403), ("", 403)],
)  # fmt: skip
def test_who_sees_decisions(client, group, status):
    client.force_login(make_user(group))
    decision = make_draft()
    assert client.get(LIST).status_code == status
    assert client.get(change(decision)).status_code == status
    assert client.get(steps(decision)).status_code == status
    assert client.get(f"{LIST}?q=x&attention=cltp-changed").status_code == status
    writes = group in ("HR officers", "CLTP registrars")
    assert client.get(ADD).status_code == (200 if writes else 403)


def test_nobody_sees_them_without_signing_in(client):
    decision = make_draft()
    for address in (LIST, ADD, change(decision), steps(decision)):
        response = client.get(address)
        assert (response.status_code, response["Location"].split("?")[0]) == (302, "/admin/login/")


def test_an_officer_sees_nothing_else_at_the_desk(client, hr):
    shown = client.get("/admin/").context["app_list"]
    models = {model["object_name"] for app in shown for model in app["models"]}
    assert models == {"Decision", "Training"}


def test_an_officer_begins_an_assessment_and_its_outcomes_are_laid_out(client, hr):
    course, training = make_course(["Answer", "Refer"]), make_training()
    sent = {
        "why": "Asked at a meeting.", "finding": "", "conditions": "", "decided_by": "",
        "capacity": "", "certificate": "",
        **rows("training_links", {"training": training.pk}),
        **rows("course_links", {"course": course.pk}), **rows("evidence"),
    }  # fmt: skip
    response = client.post(ADD, sent)
    decision = Decision.objects.get()
    assert response["Location"] == change(decision)
    assert (decision.state, decision.checks.count()) == ("assessing", 2)
    step = decision.steps.get()
    assert (step.by, step.why, step.done) == (hr, "Asked at a meeting.", "Assessment begun")


def test_without_a_reason_nothing_is_begun(client, hr):
    sent = {"why": " ", **rows("training_links"), **rows("course_links"), **rows("evidence")}
    response = client.post(ADD, sent)
    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Decision.objects.exists()


def test_what_an_assessment_finds_is_kept_with_the_outcomes(client, hr):
    decision = make_draft(courses=[make_course(["Answer", "Refer"])], missing=["Refer"])
    sent = page_as_sent(
        client, decision, finding="comparable-in-part", conditions="A mark of B",
        completed_from="2010-01-01", **{"checks-1-note": "No part on referral"},
    )  # fmt: skip
    assert client.post(change(decision), sent).status_code == 302
    decision.refresh_from_db()
    assert (decision.conditions, decision.completed_from) == ("A mark of B", dt.date(2010, 1, 1))
    assert [check.note for check in decision.checks.all()] == ["", "No part on referral"]


def test_another_course_brings_its_outcomes_and_takes_the_others_away(client, hr):
    decision = make_draft(courses=[make_course(["Old"])])
    other = make_course(["New"])
    link = decision.course_links.get()
    sent = page_as_sent(client, decision, **{"course_links-0-course": other.pk})
    assert client.post(change(decision), sent).status_code == 302
    link.refresh_from_db()
    assert link.course == other
    assert [check.outcome.text for check in decision.checks.all()] == ["New"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"completed_from": "2020-01-02", "completed_to": "2020-01-01"},
         "The last day of completion is before the first"),
        ({"decided_on": "2026-11-25"}, "That day is still to come"),
        ({"decided_on": "yesterday"}, "Write the day as 2026-12-31."),
        ({"decided_on": "2026-11-20", "review_by": "2026-11-20"},
         "It is to be reviewed after it was decided"),
        ({"finding": "perhaps"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_bad_input_is_said_and_nothing_is_written(client, hr, typed, words):
    decision = make_draft(conditions="As it was")
    response = client.post(
        change(decision), page_as_sent(client, decision, **{"conditions": "New", **typed})
    )
    assert response.status_code == 200
    assert words in response.content.decode()
    decision.refresh_from_db()
    assert decision.conditions == "As it was"


def test_a_course_named_twice_is_said(client, hr):
    course = make_course()
    decision = make_draft(courses=[course])
    twice = rows(
        "course_links", {"course": course.pk, "id": decision.course_links.get().pk,
                         "decision": decision.pk}, {"course": course.pk}, initial=1,
    )  # fmt: skip
    response = client.post(change(decision), page_as_sent(client, decision, **twice))
    assert response.status_code == 200
    assert "correct the duplicate" in response.content.decode()


def test_sample_courses_are_not_offered(client, hr):
    sample, real = make_course(is_sample=True), make_course()
    html = client.get(ADD).content.decode()
    assert str(real) in html
    assert str(sample) not in html


@pytest.mark.parametrize("make", [make_proposed, make_decision])
def test_what_is_proposed_or_published_cannot_be_edited(client, hr, make):
    decision = make(conditions="As it was")
    assert 'name="conditions"' not in client.get(change(decision)).content.decode()
    assert client.post(change(decision), {"conditions": "New"}).status_code == 403
    decision.refresh_from_db()
    assert decision.conditions == "As it was"


def test_a_step_taken_meanwhile_is_not_undone(client, hr):
    decision = make_draft()
    sent = page_as_sent(client, decision, conditions="Too late")
    decisions.propose(decision=decision, by=officer(), why=WHY)
    assert client.post(change(decision), sent).status_code == 403
    decision.refresh_from_db()
    assert (decision.state, decision.conditions) == ("proposed", "")


def test_nobody_but_registrars_sees_who_asked(client):
    decision = decisions.request(training="X", name="Ann Other", email="ann@example.ca")
    for group, sees in (("HR officers", False), ("Curators", False), ("CLTP registrars", True)):
        client.force_login(make_user(group))
        html = client.get(change(decision)).content.decode()
        assert ("Ann Other" in html) == sees
        assert "X" in html


def test_private_evidence_is_the_desks(client, hr):
    decision = make_draft()
    decision.evidence.create(text="By telephone")
    assert "By telephone" in client.get(change(decision)).content.decode()


def test_the_history_is_shown_with_who_and_why(client, hr):
    text = client.get(change(make_decision())).content.decode()
    for words in ("Assessment begun", "Proposed", "Published", WHY, "10:00 am BC time"):
        assert words in text


def test_the_whole_life_by_the_desks_own_pages(client):
    draft, hr, judge = make_draft(), officer(), registrar()
    client.force_login(hr)
    response = client.post(steps(draft), {"step": "propose", "why": "All is covered."})
    assert response["Location"] == change(draft)
    assert "There is no step for you to take" in client.get(steps(draft)).content.decode()
    client.force_login(judge)
    client.post(steps(draft), {"step": "publish", "why": "Agreed."})
    client.post(steps(draft), {"step": "review", "why": "It was renamed."})
    response = client.post(steps(draft), {"step": "new-version", "why": "Anew."})
    new = Decision.objects.get(number=draft.number, version=2)
    assert response["Location"] == change(new)
    client.post(steps(draft), {"step": "withdraw", "why": "Ended."})
    draft.refresh_from_db()
    assert draft.state == "withdrawn"
    assert [step.by for step in draft.steps.all()][1:] == [hr, judge, judge, judge]


def test_one_decision_is_replaced_by_another(client):
    one, other = make_decision(), make_decision()
    client.force_login(registrar())
    for number in ("", "0", "x", "999999", "9" * 30):
        sent = {"step": "replace", "why": WHY, "other": number}
        html = client.post(steps(one), sent).content.decode()
        assert "Nothing was done yet" in html, number
    client.post(steps(one), {"step": "replace", "why": WHY, "other": other.number})
    one.refresh_from_db()
    assert (one.state, one.superseded_by) == ("superseded", other)


def test_a_proposal_that_lacks_something_is_refused_with_all_of_it(client, hr):
    draft = decisions.draft(by=hr, why=WHY)
    shown = client.get(steps(draft)).content.decode()
    sent = client.post(steps(draft), {"step": "propose", "why": "Try."}).content.decode()
    for page in (shown, sent):
        assert "Name the training." in page
        assert "Choose a finding." in page
    assert "Nothing was done yet" in sent
    assert ">Try.</textarea>" in sent.replace("\r\n", "").replace("\n", "")


def test_who_proposed_is_told_why_they_cannot_publish(client):
    person = registrar()
    client.force_login(person)
    proposed = make_proposed(by=person)
    html = client.get(steps(proposed)).content.decode()
    assert decisions.OWN_PROPOSAL in html
    assert 'value="publish"' not in html
    client.post(steps(proposed), {"step": "publish", "why": WHY})
    proposed.refresh_from_db()
    assert proposed.state == "proposed"


@pytest.mark.parametrize("sent", [{}, {"step": "publish"}, {"step": "withdraw", "why": WHY}])
def test_a_step_that_is_not_offered_does_nothing(client, hr, sent):
    draft = make_draft()
    response = client.post(steps(draft), sent)
    assert response.status_code == 200
    assert "Choose a step." in response.content.decode()
    draft.refresh_from_db()
    assert draft.state == "assessing"


def test_a_curator_takes_no_step(client):
    client.force_login(make_user("Curators"))
    draft = make_draft()
    assert client.post(steps(draft), {"step": "propose", "why": WHY}).status_code == 403


@pytest.mark.parametrize("query", ["attention=cltp-proposed", "q=9999999999999", "q=%F0%9F%98%80"])
def test_the_list_takes_what_is_asked(client, hr, query):
    make_proposed()
    assert client.get(f"{LIST}?{query}").status_code == 200


def test_it_is_found_by_number_and_by_what_was_asked(client, hr):
    one = decisions.request(training="Storytime at Selkirk")
    make_draft()
    for words in (str(one.number), "selkirk"):
        result = client.get(LIST, {"q": words}).context["cl"].result_list
        assert [row.pk for row in result] == [one.pk]


def test_training_that_changed_is_flagged_in_the_list(client, hr):
    listing = make_opportunity()
    make_decision(trainings=[make_training(listing)])
    listing.title = "Another name"
    listing.save()
    assert "Training has changed" in client.get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_for_three(
    client, hr, django_assert_num_queries, number
):
    for _ in range(number):
        make_decision(courses=[make_course(["One"])], trainings=[make_training(make_opportunity())])
    client.get(LIST)
    with django_assert_num_queries(9):
        client.get(LIST)


def test_the_public_page_is_offered_once_there_is_one(client, hr):
    published, draft = make_decision(), make_draft()
    links = {href for _, href in read(client.get(change(published))).links}
    assert published.get_absolute_url() in links
    assert draft.get_absolute_url() not in client.get(change(draft)).content.decode()
