"""The groups that work at the desk, made and kept after every migration."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command

from learning_portal import roles
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def held():
    return {
        group.name: sorted(group.permissions.values_list("content_type__app_label", "codename"))
        for group in Group.objects.all()
    }


def test_the_groups_are_there_after_migrating():
    assert set(held()) == {"Curators", "Events coordinators", "HR officers", "CLTP registrars"}


def test_every_permission_named_exists():
    """Those of apps that are built; the others' names wait for them."""
    for models in roles.GROUPS.values():
        for path, actions in models.items():
            app, model = path.split(".")
            assert apps.get_model(app, model)
            for action in actions:
                assert Permission.objects.filter(
                    content_type__app_label=app, codename=f"{action}_{model}"
                ).exists(), f"{action} {path}"


def test_keeping_them_twice_changes_nothing():
    before = held()
    roles.keep_groups()
    roles.keep_groups()
    assert held() == before


def test_migrating_again_takes_away_what_was_added_and_gives_back_what_was_taken():
    before = held()
    curators = Group.objects.get(name="Curators")
    curators.permissions.remove(Permission.objects.get(codename="publish_opportunity"))
    officers = Group.objects.get(name="HR officers")
    officers.permissions.add(Permission.objects.get(codename="delete_user"))
    call_command("migrate", verbosity=0)
    assert held() == before


def test_people_stay_in_their_groups():
    person = make_user("Curators")
    roles.keep_groups()
    assert [group.name for group in person.groups.all()] == ["Curators"]


@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        (
            "Curators",
            ["catalogue.publish_opportunity", "catalogue.archive_opportunity",
             "catalogue.review_opportunity", "catalogue.import_opportunity",
             "catalogue.change_session", "catalogue.delete_topic", "faq.view_letter",
             "faq.change_question", "faq.add_notice", "faq.change_contact",
             "catalogue.add_synonyms", "catalogue.delete_synonyms",
             "catalogue.view_missedsearch", "catalogue.delete_missedsearch",
             "foundation.view_message", "foundation.resend_message",
             "foundation.view_periodicrun", "foundation.view_signedletter",
             "foundation.revoke_signedletter",
             "cltp.import_course", "cltp.delete_course", "cltp.view_decision",
             "cltp.report_monthlycount"],
            ["cltp.propose_decision", "cltp.publish_decision", "cltp.view_request",
             "foundation.change_signedletter",
             "foundation.change_message", "foundation.delete_message",
             "cltp.view_certificaterecord", "cltp.view_letterrequest", "cltp.view_recordview",
             "auth.change_user", "auth.view_group", "faq.add_letter", "catalogue.add_heading"],
        ),
        (
            "Events coordinators",
            ["catalogue.view_opportunity", "catalogue.view_library",
             "events.change_edition", "events.view_registration", "events.change_registration",
             "events.view_needs", "events.change_travelsupport", "events.add_checkin",
             "events.add_announcement", "events.add_attendeeexport", "events.change_certificate"],
            ["events.delete_registration", "events.change_checkin", "events.delete_checkin",
             "events.change_attendeeexport", "events.delete_attendeeexport", "events.change_needs",
             "catalogue.change_opportunity", "catalogue.publish_opportunity", "faq.view_letter",
             "foundation.view_message", "catalogue.view_synonyms", "catalogue.view_missedsearch"],
        ),
        (
            "HR officers",
            ["cltp.propose_decision", "cltp.add_decision", "cltp.change_decision",
             "cltp.change_outcomecheck", "cltp.add_evidence", "cltp.add_training"],
            ["cltp.publish_decision", "cltp.view_request", "cltp.view_course",
             "cltp.view_certificaterecord", "cltp.report_monthlycount",
             "cltp.change_training", "catalogue.view_opportunity", "faq.view_letter"],
        ),
        (
            "CLTP registrars",
            ["cltp.publish_decision", "cltp.propose_decision", "cltp.view_request",
             "cltp.change_training", "cltp.view_certificaterecord",
             "cltp.import_certificaterecord", "cltp.withdraw_certificaterecord",
             "cltp.issue_letterrequest", "cltp.view_recordview", "cltp.view_certificatecheck",
             "cltp.report_monthlycount", "foundation.revoke_signedletter"],
            ["cltp.delete_certificaterecord", "cltp.change_recordview", "cltp.change_course",
             "cltp.delete_decision", "cltp.change_request",
             "catalogue.view_opportunity", "faq.view_letter"],
        ),
        ("", [], ["catalogue.view_opportunity"]),
    ],
)  # fmt: skip
def test_what_each_may_do(group, may, may_not):
    person = make_user(group)
    assert [name for name in may if not person.has_perm(name)] == []
    assert [name for name in may_not if person.has_perm(name)] == []


def test_someone_who_has_left_may_do_nothing():
    person = make_user("Curators", is_active=False)
    assert not person.has_perm("catalogue.publish_opportunity")
