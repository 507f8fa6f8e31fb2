"""Every page of the closed programme, tried by everybody. A page without a row here fails."""

import pytest
from django.contrib import admin
from django.urls import reverse

from cltp import urls
from cltp.admin import course_import, record_imports, rule_import
from cltp.certificates import letters
from cltp.models import (
    CertificateCheck,
    CertificateRecord,
    CertificateRule,
    Course,
    Decision,
    LetterRequest,
    ProgrammeCertificate,
    RecordView,
    Training,
)
from cltp.reports import REPORTS
from learning_portal.foundation.models import SignedLetter
from tests.cltp.making import make_course, make_decision, make_draft, make_training, registrar
from tests.cltp.records import make_record
from tests.cltp.roles import ADMINISTRATOR, ANONYMOUS, EVERYBODY, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]

CURATORS, OFFICERS, REGISTRARS = "Curators", "HR officers", "CLTP registrars"
NOBODY: set[str] = set()
ADMIN = {ADMINISTRATOR}
C, R = ADMIN | {CURATORS}, ADMIN | {REGISTRARS}
CR, HR, CHR = C | R, R | {OFFICERS}, C | R | {OFFICERS}

# A public page: what GET answers everybody.
PUBLIC = {
    "home": 200,
    "courses": 200,
    "course": 200,
    "course_table": 200,
    "the_certificate": 200,
    "the_certificate_table": 200,
    "certificate": 200,
    "certificate_table": 200,
    "decisions": 200,
    "decision": 302,  # to its version of now
    "decision_version": 200,
    "posting": 200,
    "posting_rules": 200,
    "posting_revised": 405,  # what a form sends, alone
    "compare": 200,
    "compare_table": 200,
    "learner": 200,
    "learner_table": 200,
    "ask": 200,
    "asked": 200,
    "verify": 200,
    "ask_for_letter": 302,  # back to the check, from which alone it is reached
    "letter_asked": 200,
}
# A page of the desk: who may open it, and who may send to it.
DESK = {
    "cltp_course_changelist": (C, C),
    "cltp_course_add": (C, C),
    "cltp_course_change": (C, C),
    "cltp_course_history": (C, C),
    "cltp_course_simple_history": (C, C),
    "cltp_course_delete": (C, C),
    course_import.page.name: (C, C),
    "cltp_programmecertificate_changelist": (C, C),
    "cltp_programmecertificate_add": (C, C),
    "cltp_programmecertificate_change": (C, C),
    "cltp_programmecertificate_history": (C, C),
    "cltp_programmecertificate_simple_history": (C, C),
    "cltp_programmecertificate_delete": (C, C),
    rule_import.page.name: (C, C),
    "cltp_certificaterule_changelist": (C, C),
    "cltp_certificaterule_add": (C, C),
    "cltp_certificaterule_change": (C, C),
    "cltp_certificaterule_history": (C, C),
    "cltp_certificaterule_delete": (C, C),
    "cltp_decision_changelist": (CHR, CHR),
    "cltp_decision_add": (HR, HR),
    "cltp_decision_change": (CHR, HR),
    "cltp_decision_steps": (CHR, HR),
    "cltp_decision_history": (CHR, CHR),
    "cltp_decision_delete": (ADMIN, ADMIN),
    "cltp_training_changelist": (HR, HR),
    "cltp_training_add": (HR, HR),
    "cltp_training_change": (HR, R),
    "cltp_training_history": (HR, HR),
    "cltp_training_delete": (ADMIN, ADMIN),
    "cltp_certificaterecord_changelist": (R, R),
    "cltp_certificaterecord_add": (R, R),
    "cltp_certificaterecord_change": (R, R),
    "cltp_certificaterecord_history": (R, R),
    "cltp_certificaterecord_delete": (ADMIN, ADMIN),
    "cltp_certificaterecord_withdraw": (R, R),
    "cltp_certificaterecord_reinstate": (R, R),
    record_imports.page.name: (R, R),
    "cltp_letterrequest_changelist": (R, R),
    "cltp_letterrequest_add": (NOBODY, NOBODY),
    "cltp_letterrequest_change": (R, NOBODY),
    "cltp_letterrequest_history": (R, R),
    "cltp_letterrequest_delete": (ADMIN, ADMIN),
    "cltp_letterrequest_decide": (R, R),
    "cltp_certificatecheck_changelist": (R, R),
    "cltp_certificatecheck_add": (NOBODY, NOBODY),
    "cltp_certificatecheck_change": (R, NOBODY),
    "cltp_certificatecheck_history": (R, R),
    "cltp_certificatecheck_delete": (NOBODY, NOBODY),
    "cltp_recordview_changelist": (R, R),
    "cltp_recordview_add": (NOBODY, NOBODY),
    "cltp_recordview_change": (R, NOBODY),
    "cltp_recordview_history": (R, R),
    "cltp_recordview_delete": (NOBODY, NOBODY),
    "cltp_monthlycount_changelist": (CR, NOBODY),
    "cltp_report_file": (CR, NOBODY),
    "foundation_signedletter_changelist": (CR, CR),
    "foundation_signedletter_add": (NOBODY, NOBODY),
    "foundation_signedletter_change": (R, NOBODY),
    "foundation_signedletter_history": (R, R),
    "foundation_signedletter_delete": (NOBODY, NOBODY),
    "foundation_signedletter_revoke": (R, R),
}
ONLY_READ = ("cltp_monthlycount_changelist", "cltp_report_file")
# To who may see letters of other kinds, a letter about a certificate is not there.
NOT_THERE = {
    "foundation_signedletter_change": 302,
    "foundation_signedletter_history": 302,
    "foundation_signedletter_revoke": 404,
}
THE_LETTERS = SignedLetter  # the foundation keeps them; the registrars issue and revoke them


def desk_models():
    of_cltp = {model for model in admin.site._registry if model._meta.app_label == "cltp"}
    return of_cltp | {THE_LETTERS}


def desk_views():
    """The names of every page of the desk. The one without a name leads old addresses on."""
    views = [view for model in desk_models() for view in admin.site._registry[model].get_urls()]
    unnamed = [str(view.pattern) for view in views if view.name is None]
    assert set(unnamed) <= {"<path:object_id>/"}
    return {view.name for view in views} - {None}


@pytest.fixture
def rows():
    """One row of each, none of it sample."""
    course = make_course(code="K-1", outcomes=["Answer"])
    certificate = ProgrammeCertificate.objects.create(name="The certificate")
    CertificateRule.objects.create(certificate=certificate)
    record = make_record(number="C-1", family_name="Secretive")
    decision = make_draft(courses=[course], trainings=[make_training()])
    published = make_decision(courses=[course])
    asked = letters.ask(record_id=record.pk, email="secretive@example.ca")
    issued = letters.ask(record_id=record.pk, email="secretive.too@example.ca")
    letters.issue(request=issued, by=registrar(), site="https://portal.example")
    CertificateCheck.objects.create(outcome="found")
    RecordView.objects.create(person_id=1, person="person", record_id=record.pk, seen="record")
    return {
        Course: course, ProgrammeCertificate: certificate, Decision: decision,
        "published": published, LetterRequest: asked,
        **{model: model.objects.first() for model in
           (CertificateRule, Training, CertificateRecord, CertificateCheck, RecordView,
            SignedLetter)},
    }  # fmt: skip


def desk_addresses(rows, name):
    """Where the page is: of the reports, each file."""
    if name == "cltp_report_file":
        forms = ("csv", "xlsx")
        return [reverse(f"admin:{name}", args=[key, form]) for key in REPORTS for form in forms]
    if name.endswith(("_changelist", "_add", "_import")):
        return [reverse(f"admin:{name}")]
    _app, model, view = name.split("_", 2)
    row = next(each for key, each in rows.items()
               if key in desk_models() and key._meta.model_name == model)  # fmt: skip
    arguments = [row.pk]
    if view == "simple_history":
        arguments.append(row.history.first().pk)
    return [reverse(f"admin:{name}", args=arguments)]


def public_address(rows, name):
    published = rows["published"]
    arguments = {
        "course": ["K-1"], "course_table": ["K-1"],
        "certificate": [rows[ProgrammeCertificate].pk],
        "certificate_table": [rows[ProgrammeCertificate].pk],
        "decision": [published.number], "decision_version": [published.number, published.version],
    }  # fmt: skip
    return reverse(f"cltp:{name}", args=arguments.get(name, []))


def test_every_public_page_has_a_row():
    assert {pattern.name for pattern in urls.urlpatterns} == PUBLIC.keys()


def test_every_page_of_the_desk_has_a_row():
    assert desk_views() == DESK.keys()


def test_every_group_is_among_those_who_try():
    assert set(EVERYBODY) >= {ANONYMOUS, "", CURATORS, OFFICERS, REGISTRARS, ADMINISTRATOR}


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_is_for_everybody(client, rows, name):
    for who in each_signed_in(client):
        assert client.get(public_address(rows, name)).status_code == PUBLIC[name], who


def test_what_a_public_page_is_sent_is_taken_from_everybody(client):
    sent = {"text": "CLTP required.", "revised": "CLTP or equivalent."}
    for who in each_signed_in(client):
        for name, status in (("posting", 200), ("posting_revised", 200), ("ask", 400),
                             ("verify", 400), ("ask_for_letter", 400)):  # fmt: skip
            assert client.post(reverse(f"cltp:{name}"), sent).status_code == status, (name, who)


def test_a_letter_is_opened_by_whoever_has_its_address(client, rows):
    for who in each_signed_in(client):
        assert client.get(rows[SignedLetter].get_absolute_url()).status_code == 200, who


@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk_opens_for_those_in_its_row_alone(client, rows, name):
    opens, _sends = DESK[name]
    for who in each_signed_in(client):
        for address in desk_addresses(rows, name):
            response = client.get(address)
            expected = {200} if who in opens else refused(name, who)
            assert response.status_code in expected, (address, who)
            if who not in opens:
                assert b"secretive" not in response.content.lower()


@pytest.mark.parametrize("name", DESK)
def test_a_page_of_the_desk_is_sent_to_by_those_in_its_row_alone(client, rows, name):
    for who in each_signed_in(client):
        for address in desk_addresses(rows, name):
            assert client.post(address, {}).status_code in taken(name, who), (address, who)


def each_signed_in(client):
    """Everybody, one after another."""
    for who in EVERYBODY:
        client.logout()
        sign_in(client, who)
        yield who


def refused(name, who):
    return {302} if who == ANONYMOUS else {403, NOT_THERE.get(name, 403)}


def taken(name, who):
    """What may be answered to who sends an empty form."""
    if who != ANONYMOUS and name in ONLY_READ:
        return {405}
    return {200, 302} if who in DESK[name][1] else refused(name, who)


def test_an_officer_opens_no_other_list_at_the_desk(client):
    sign_in(client, OFFICERS)
    opened = {
        model
        for model in admin.site._registry
        if client.get(reverse(f"admin:{model._meta.label_lower.replace('.', '_')}_changelist"))
        .status_code == 200
    }  # fmt: skip
    assert opened == {Decision, Training}
