"""What is written to who asked for an assessment, in the transaction of what causes it."""

import datetime as dt
from contextlib import suppress

import pytest
from django.db import transaction

from cltp import decisions
from cltp.models import Decision, Request
from cltp.models.vocabulary import Covered, Finding
from learning_portal.foundation.models import Message
from tests.cltp.making import WHY, make_course, make_training, officer, registrar

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(november):
    """November 24, 2026."""


def asked(**fields):
    fields = {"email": "ann@example.ca", **fields}
    return decisions.request(training="A college course", **fields)


def publish(decision):
    decisions.begin(decision=decision, by=officer(), why=WHY)
    decision.refresh_from_db()
    decision.course_links.create(course=make_course())
    decision.training_links.create(training=make_training())
    decision.checks.update(covered=Covered.YES)
    decision.finding, decision.decided_on = Finding.EQUIVALENT, dt.date(2026, 11, 20)
    decision.decided_by, decision.capacity = "A panel", "Assessors"
    decision.save()
    decisions.propose(decision=decision, by=officer(), why=WHY)
    return decisions.publish(decision=decision, by=registrar(), why=WHY)


def test_it_says_that_the_request_was_received_and_when_the_address_goes():
    decision = asked()
    message = Message.objects.get()
    assert message.to == "ann@example.ca"
    assert message.subject.endswith(f"was received (number {decision.number})")
    assert "A college course" in message.text
    assert "deleted on Wednesday, May 24, 2028" in message.text


def test_it_says_what_was_decided_and_where(settings):
    settings.SITE_ADDRESS = "https://learning.example.ca"
    decision = publish(asked())
    message = Message.objects.order_by("pk").last()
    assert "was decided" in message.subject
    assert "The finding is: equivalent." in message.text
    assert f"https://learning.example.ca{decision.get_absolute_url()}" in message.text
    assert Message.objects.count() == 2


def test_it_says_when_a_request_is_closed_without_a_decision():
    decisions.withdraw(decision=asked(), by=registrar(), why="Sent twice.")
    last = Message.objects.order_by("pk").last()
    assert "closed without a decision" in last.text
    assert "Sent twice" not in last.text


def test_who_gave_no_address_and_whose_is_deleted_gets_nothing():
    publish(asked(email=""))
    decision = asked()
    Request.objects.all().delete()
    publish(decision)
    assert Message.objects.count() == 1


def test_where_the_step_is_undone_so_is_the_message():
    class Broken(Exception):
        pass

    with suppress(Broken), transaction.atomic():
        asked()
        assert Message.objects.exists()
        raise Broken
    assert not Message.objects.exists()
    assert not Decision.objects.exists()


def test_a_later_version_writes_to_nobody():
    first = publish(asked())
    new = decisions.new_version(decision=first, by=officer(), why=WHY)
    new.decided_on = dt.date(2026, 11, 24)
    new.save()
    decisions.propose(decision=new, by=officer(), why=WHY)
    decisions.publish(decision=new, by=registrar(), why=WHY)
    decisions.withdraw(decision=new, by=registrar(), why=WHY)
    assert Message.objects.count() == 2
