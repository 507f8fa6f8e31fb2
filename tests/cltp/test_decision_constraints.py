"""What the database itself refuses of decisions, each by name."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from cltp import decisions
from cltp.models import Decision, DecisionCourse, Evidence, OutcomeCheck, Step, Training
from cltp.models.vocabulary import Finding, State
from cltp.refusals import TRIGGERS, Refused
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
from tests.factories import make_opportunity

pytestmark = pytest.mark.django_db
DAY = dt.date(2020, 1, 1)


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def refuses(constraint, write):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    assert refused.value.__cause__.diag.constraint_name == constraint


def update(decision, **fields):
    return lambda: Decision.objects.filter(pk=decision.pk).update(**fields)


def to_published(decision):
    return update(
        decision, state="published", published_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        published_by=registrar(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"completed_from": DAY, "completed_to": DAY - dt.timedelta(1)},
         "decision_dates_in_order"),
        ({"review_by": dt.date(2026, 1, 15)}, "decision_review_after_deciding"),
        ({"finding": "perhaps"}, "decision_finding_known"),
        ({"state": "done"}, "decision_step_follows"),
        ({"state": "published"}, "decision_step_follows"),
        ({"is_sample": True}, "decision_kept"),
    ],
)  # fmt: skip
def test_a_draft(fields, constraint):
    refuses(constraint, update(make_draft(), **fields))


def test_a_day_that_is_first_and_last_is_in_order():
    update(make_draft(), completed_from=DAY, completed_to=DAY)()


def test_a_decision_begins_with_a_request_or_an_assessment():
    for state in set(State.values) - {State.REQUESTED, State.ASSESSING}:
        refuses("decision_begins", lambda state=state: Decision.objects.create(state=state))


def test_a_version_stands_once():
    old = make_decision()
    new = decisions.new_version(decision=old, by=officer(), why=WHY)
    again = Decision(number=old.number, version=2, state=State.ASSESSING)
    refuses("decision_version_unique", again.save)
    again.version = 3
    refuses("decision_one_version_under_way", again.save)
    new.decided_on = DAY
    new.save()
    proposed = decisions.propose(decision=new, by=officer(), why=WHY)
    refuses("decision_one_version_stands", to_published(proposed))


def test_a_cluster_names_a_course_once():
    course, draft = make_course(), make_draft()
    draft.course_links.create(course=course)
    refuses("decision_course_once", lambda: draft.course_links.create(course=course))
    with pytest.raises(Refused, match="names each course once"):
        decisions.draft(by=officer(), why=WHY, courses=[course, course])


def test_it_names_each_training_once():
    training, draft = make_training(), make_draft()
    draft.training_links.create(training=training)
    refuses("decision_training_once", lambda: draft.training_links.create(training=training))


def test_nobody_publishes_their_own_proposal():
    proposed = make_proposed()
    refuses(
        "decision_published_by_another",
        update(
            proposed, state="published", published_by=proposed.proposed_by,
            published_at=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        ),
    )  # fmt: skip


def test_two_people_publish():
    proposed = make_proposed()
    at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    refuses(
        "decision_published_by_two_people", update(proposed, state="published", published_at=at)
    )


@pytest.mark.parametrize(
    "fields",
    [{"finding": ""}, {"decided_by": ""}, {"capacity": ""}, {"decided_on": None},
     {"review_by": None}, {"subject": ""}],
)  # fmt: skip
def test_nothing_is_published_in_part(fields):
    proposed = make_proposed()
    update(proposed, **fields)()
    refuses("decision_published_whole", to_published(proposed))


def test_what_is_under_way_has_no_day_of_publication():
    at = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
    refuses("decision_published_whole", update(make_draft(is_sample=True), published_at=at))


def test_it_names_courses_or_the_whole_certificate():
    proposed = make_proposed()
    proposed.course_links.get().delete()
    refuses("decision_names_courses", to_published(proposed))


def test_it_names_training():
    proposed = make_proposed()
    proposed.training_links.get().delete()
    refuses("decision_names_training", to_published(proposed))


def test_comparable_in_part_names_what_is_missing():
    proposed = make_proposed(courses=[make_course(["One"])], missing=["One"])
    proposed.checks.update(covered="yes")
    refuses("decision_names_what_is_missing", to_published(proposed))


def test_equivalent_lacks_nothing():
    proposed = make_proposed(courses=[make_course(["One"])])
    proposed.checks.update(covered="no")
    refuses("decision_equivalent_lacks_nothing", to_published(proposed))


def test_samples_and_what_is_real_stay_apart():
    proposed = make_proposed()
    proposed.training_links.create(training=make_training(is_sample=True))
    refuses("decision_samples_apart", to_published(proposed))


def test_a_sample_training_is_never_a_listing():
    listing = make_opportunity()
    refuses(
        "training_sample_is_invented",
        lambda: Training.objects.create(opportunity=listing, is_sample=True),
    )


def test_training_is_a_listing_or_described():
    listing = make_opportunity()
    for fields in ({}, {"opportunity": listing, "title": "Both"}):
        refuses(
            "training_is_listed_or_described",
            lambda fields=fields: Training.objects.create(**fields),
        )
    refuses("training_hours_positive", lambda: make_training(hours=0))
    refuses("training_url_is_web", lambda: make_training(url="javascript:alert(1)"))


def test_dates_of_the_same_two_sides_do_not_overlap():
    sides = {"courses": [make_course()], "trainings": [make_training()]}
    make_decision(**sides, completed_to=DAY)
    for dates in (
        {"completed_to": DAY}, {"completed_from": DAY}, {},
        {"completed_from": DAY - dt.timedelta(9), "completed_to": DAY + dt.timedelta(9)},
    ):  # fmt: skip
        proposed = make_proposed(**sides, **dates)
        refuses("decision_dates_apart", to_published(proposed))
        with pytest.raises(Refused, match="for some of the same days"):
            decisions.publish(decision=proposed, by=registrar(), why=WHY)
    assert make_decision(**sides, completed_from=DAY + dt.timedelta(1)).stands


def test_other_sides_may_have_the_same_dates():
    course, training = make_course(), make_training()
    make_decision(courses=[course], trainings=[training])
    assert make_decision(courses=[course], trainings=[make_training(), training]).stands
    assert make_decision(courses=[make_course(), course], trainings=[training]).stands


def test_a_published_decision_stays_as_it_is():
    published = make_decision(courses=[make_course(["One"])])
    for fields in (
        {"conditions": "None"}, {"finding": Finding.NOT_COMPARABLE}, {"completed_to": DAY},
        {"decided_by": "Another"}, {"number": 999}, {"published_at": None},
        {"review_by": dt.date(2040, 1, 1)},
    ):  # fmt: skip
        refuses("decision_kept", update(published, **fields))
    refuses(
        "decision_kept", lambda: Decision.objects.filter(pk=published.pk)._raw_delete("default")
    )


def test_so_do_its_parts():
    published = make_decision(courses=[make_course(["One"])])
    other = make_draft()
    link = published.training_links.get()
    for write in (
        lambda: published.checks.update(covered="no"),
        lambda: published.training_links.update(title="Another"),
        lambda: published.course_links.update(code="Another"),
        lambda: published.course_links.all()._raw_delete("default"),
        lambda: DecisionCourse.objects.bulk_create(
            [DecisionCourse(decision=published, course=make_course())]
        ),
        lambda: Evidence.objects.bulk_create([Evidence(decision=published, text="Later")]),
        lambda: published.training_links.filter(pk=link.pk).update(decision=other),
        lambda: other.training_links.update(decision=published),
        lambda: OutcomeCheck.objects.all()._raw_delete("default"),
    ):
        refuses("decision_kept", write)


def test_no_step_is_skipped_or_taken_back():
    published = make_decision()
    for state in ("requested", "assessing", "proposed"):
        refuses("decision_step_follows", update(published, state=state))
    withdrawn = decisions.withdraw(decision=published, by=registrar(), why=WHY)
    for state in ("published", "under-review"):
        refuses("decision_step_follows", update(withdrawn, state=state))


def test_nothing_supersedes_itself_or_in_a_circle():
    one, two, three = make_decision(), make_decision(), make_decision()
    refuses("decision_not_superseded_by_itself", update(one, state="superseded", superseded_by=one))
    refuses("decision_superseded_by_something", update(one, state="superseded"))
    refuses("decision_superseded_by_something", update(one, superseded_by=two))
    for old, new in ((one, two), (two, three)):
        decisions.replace(decision=old, by_decision=new, by=registrar(), why=WHY)
    for new in (one, two):
        refuses(
            "decision_superseded_by_a_standing_one",
            update(three, state="superseded", superseded_by=new),
        )
    refuses("decision_superseded_once", update(one, superseded_by=three))


def test_the_history_is_only_added_to():
    published = make_decision()
    refuses("step_kept", lambda: published.steps.update(why="Another reason"))
    refuses("step_kept", lambda: published.steps.all()._raw_delete("default"))
    refuses("step_led_to_known", lambda: Step.objects.create(decision=published, led_to="x"))


def test_a_sample_can_be_taken_away_whole():
    sample = make_decision(is_sample=True, courses=[make_course(["One"], is_sample=True)])
    sample.delete()
    assert not Decision.objects.exists()


def test_every_refusal_of_a_trigger_has_its_sentence():
    with connection.cursor() as cursor:
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname LIKE 'cltp_decision%'")
        sources = " ".join(source for (source,) in cursor.fetchall())
    named = {name for name in TRIGGERS if f"'{name}'" in sources}
    assert named == set(TRIGGERS)
    assert sources.count("cltp_refuse(") >= len(TRIGGERS)


def test_a_number_is_never_given_twice():
    first = make_draft()
    number = first.number
    Step.objects.filter(decision=first).delete()
    first.delete()
    assert make_draft().number > number
