"""Certificate records at the desk: who may see them, what is kept of each look, what is done."""

import datetime as dt

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from cltp.certificates import checking
from cltp.models import CertificateCheck, CertificateRecord, RecordView
from tests.cltp.records import make_record
from tests.cltp.roles import EVERYBODY, sign_in, status_for
from tests.desk_forms import fields

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("november")]
LIST = "/admin/cltp/certificaterecord/"
REGISTRARS = ["CLTP registrars"]
PAGES = {
    "list": LIST,
    "add": f"{LIST}add/",
    "change": f"{LIST}PK/change/",
    "history": f"{LIST}PK/history/",
    "withdraw": f"{LIST}PK/withdraw/",
    "reinstate": f"{LIST}PK/reinstate/",
    "import": f"{LIST}import/",
    "looks": "/admin/cltp/recordview/",
    "checks": "/admin/cltp/certificatecheck/",
    "requests": "/admin/cltp/letterrequest/",
}


def page(name, record):
    return PAGES[name].replace("PK", str(record.pk))


@pytest.fixture
def registrar(client):
    return sign_in(client, "CLTP registrars")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", PAGES)
def test_only_registrars_open_a_page(client, name, who):
    record = make_record(family_name="Secretive")
    sign_in(client, who)
    response = client.get(page(name, record))
    assert response.status_code == status_for(who, REGISTRARS)
    if response.status_code != 200:
        assert b"Secretive" not in response.content
        assert not RecordView.objects.exists()


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", ["change", "withdraw", "reinstate", "import"])
def test_only_registrars_send_to_a_page(client, name, who):
    record = make_record()
    sign_in(client, who)
    sent = {"on": "2026-11-24", "why": "x"}
    status = client.post(page(name, record), sent).status_code
    if who in (*REGISTRARS, "administrator"):
        assert status in (200, 302)
    else:
        assert status == status_for(who, REGISTRARS)
        assert not CertificateRecord.objects.get().is_withdrawn


@pytest.mark.parametrize("name", ["withdraw", "reinstate"])
def test_a_record_that_is_not_there_is_not_found(client, registrar, name):
    assert client.get(f"{LIST}999/{name}/").status_code == 404


def looks():
    return list(RecordView.objects.order_by("pk").values_list("person", "record_id", "seen"))


def test_every_look_is_kept_with_who_which_and_when(client, registrar, november):
    first, second = make_record(), make_record()
    client.get(LIST)
    name = registrar.get_username()
    assert looks() == [(name, first.pk, "list"), (name, second.pk, "list")]
    november.shift(dt.timedelta(minutes=5))
    for each in ("change", "history", "withdraw", "reinstate"):
        client.get(page(each, second))
    assert looks()[2:] == [(name, second.pk, "record")] * 4
    assert RecordView.objects.first().at == dt.datetime(2026, 11, 24, 17, 5, tzinfo=dt.UTC)
    assert RecordView.objects.first().person_id == registrar.pk


def test_a_search_keeps_only_what_it_showed(client, registrar):
    found = make_record(number="C-77", family_name="Côté", former_names=["hən̓q̓əmin̓əm̓"])
    make_record()
    for asked in ("cote", "COTE", "henqeminem", "C-77", "c77"):
        response = client.get(LIST, {"q": asked})
        assert [each.pk for each in response.context["cl"].result_list] == [found.pk], asked
    assert {each[1] for each in looks()} == {found.pk}


@pytest.mark.parametrize("asked", ["\x07", "%", "'", "x" * 3000])
def test_a_strange_search_finds_nothing_and_fails_at_nothing(client, registrar, asked):
    make_record()
    assert client.get(LIST, {"q": asked}).status_code == 200


def test_a_record_written_out_is_kept_as_a_look_and_says_all_that_is_held(client, registrar):
    record = make_record(
        number="C-5", family_name="Lee", former_names=["Wong"], courses=["Reference"]
    )
    client.get(LIST)
    response = client.post(LIST, {"action": "write_out", "_selected_action": [record.pk]})
    text = response.content.decode()
    assert response["Content-Disposition"].endswith('certificate-records-2026-11-24.txt"')
    for words in (
        "Certificate number: C-5", "Family name: Lee", "Former family names: Wong",
        "Issued: Monday, June 1, 2009", "Withdrawn: no", "  Reference: not recorded",
        "To be deleted on: Thursday, January 1, 2060",
    ):  # fmt: skip
        assert words in text
    assert looks()[-1][2] == "written-out"


def test_nobody_at_the_desk_adds_changes_or_deletes_a_row_of_the_logs(client):
    sign_in(client, "administrator")
    CertificateCheck.objects.create(outcome="found")
    RecordView.objects.create(person_id=1, person="a", record_id=1, seen="record")
    for model in (CertificateCheck, RecordView):
        base = f"/admin/cltp/{model._meta.model_name}/"
        row = model.objects.get()
        assert client.get(f"{base}add/").status_code == 403
        for act in ("change", "delete"):
            assert client.post(f"{base}{row.pk}/{act}/", {"post": "yes"}).status_code == 403
        client.post(base, {"action": "delete_selected", "_selected_action": [row.pk]})
        assert model.objects.count() == 1


def test_the_log_names_the_record_for_as_long_as_it_is_there(client, registrar):
    record = make_record(number="C-8")
    client.get(page("change", record))
    assert b"C-8" in client.get(PAGES["looks"]).content
    record.delete()
    assert b"Deleted since" in client.get(PAGES["looks"]).content


def test_a_former_name_added_at_the_desk_finds_the_record(client, registrar):
    record = make_record(number="C-6", family_name="Lee", courses=["Reference"])
    sent = fields(client.get(page("change", record)), "certificaterecord_form")
    sent["former_names"] = ["Côté, Wong"]
    response = client.post(page("change", record), sent)
    assert response.status_code == 302, response.context["errors"]
    assert checking.check(number="C-6", family_name="WONG").outcome == "found"
    assert checking.check(number="C-6", family_name="cote").outcome == "found"


def test_a_number_that_is_another_records_is_refused_with_a_sentence(client, registrar):
    make_record(number="C-1")
    record = make_record(number="C-2")
    sent = fields(client.get(page("change", record)), "certificaterecord_form")
    sent["number"] = ["c 1"]
    response = client.post(page("change", record), sent)
    assert "Another record has this certificate number." in response.content.decode()


def test_a_record_entered_by_hand_is_found(client, registrar):
    sent = fields(client.get(page("add", make_record())), "certificaterecord_form")
    sent |= {
        "number": "H-1", "family_name": "Lee", "source": "A letter", "retain_until": "2060-01-01",
    }  # fmt: skip
    assert client.post(f"{LIST}add/", sent).status_code == 302
    assert checking.check(number="H-1", family_name="Lee").outcome == "found"


def test_a_certificate_is_withdrawn_with_a_day_and_a_reason(client, registrar):
    record = make_record(number="C-3", family_name="Lee")
    response = client.post(page("withdraw", record), {"on": "2026-11-20", "why": "Mistaken"})
    assert response["Location"] == page("change", record)
    record.refresh_from_db()
    assert (record.withdrawn_on, record.withdrawn_why) == (dt.date(2026, 11, 20), "Mistaken")
    assert checking.check(number="C-3", family_name="Lee").outcome == "withdrawn"
    assert LogEntry.objects.get().change_message == "Withdrawn."
    assert "Withdrawn on Friday, November 20, 2026: Mistaken" in (
        client.get(page("change", record)).content.decode()
    )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"on": "", "why": "x"}, "Choose the day it was withdrawn."),
        ({"on": "soon", "why": "x"}, "Write the day as 2026-11-24."),
        ({"on": "2026-11-25", "why": "x"}, "This day is still to come"),
        ({"on": "2009-05-31", "why": "x"}, "This is before the day it was issued"),
        ({"on": "2026-11-24", "why": " "}, "Say why"),
        ({"on": "2026-11-24", "why": "x" * 501}, "Shorten the reason"),
        ({"on": "2026-11-24", "why": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_a_withdrawal_that_is_not_whole_is_refused(client, registrar, sent, said):
    record = make_record()
    response = client.post(page("withdraw", record), sent)
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not CertificateRecord.objects.get().is_withdrawn


def test_one_withdrawn_twice_says_so(client, registrar):
    record = make_record()
    sent = {"on": "2026-11-20", "why": "Mistaken"}
    client.post(page("withdraw", record), sent)
    again = client.post(page("withdraw", record), {**sent, "why": "Other"}).content.decode()
    assert "withdrawn already" in again
    assert CertificateRecord.objects.get().withdrawn_why == "Mistaken"


def test_a_withdrawal_can_be_undone(client, registrar):
    record = make_record(number="C-4", family_name="Lee")
    client.post(page("withdraw", record), {"on": "2026-11-20", "why": "Mistaken"})
    assert "Mistaken" in client.get(page("reinstate", record)).content.decode()
    client.post(page("reinstate", record))
    assert checking.check(number="C-4", family_name="Lee").outcome == "found"
    said = client.post(page("reinstate", record), follow=True).content.decode()
    assert "This certificate is not withdrawn." in said


def test_a_registrar_does_not_delete_a_record(client, registrar):
    record = make_record()
    assert client.post(f"{LIST}{record.pk}/delete/", {"post": "yes"}).status_code == 403
    assert CertificateRecord.objects.exists()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_takes_seven_queries(client, registrar, django_assert_num_queries, rows):
    for _ in range(rows):
        make_record()
    client.get(LIST)
    # the session, the person, what they may in two; a count, the rows, the log of looks
    with django_assert_num_queries(7):
        client.get(LIST)


def test_the_addresses_are_the_desks(registrar):
    assert reverse("admin:cltp_certificaterecord_import") == PAGES["import"]
