"""What the certificate asked for, in from a table: looked at first, then all or nothing."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from catalogue.intake import table
from catalogue.intake.problems import Refused
from cltp.intake import rule_importing, rule_plan
from cltp.intake.rule_columns import FORMAT
from cltp.models import CertificateRule, CourseSet, ProgrammeCertificate
from tests.cltp.making import make_course, make_decision
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/cltp/programmecertificate/import/"
LIST = "/admin/cltp/programmecertificate/"
HEADER = "certificate,registered_from,registered_before,how_many,courses,note\n"
TWO_RULES = (
    "The certificate,,2005-01-01,,A-1|B-1,A calendar of 2003\n"
    "The certificate,,2005-01-01,1,C-1|D-1,\n"
    "The certificate,2005-01-01,,2,C-1|D-1,\n"
)


@pytest.fixture(autouse=True)
def courses():
    return {code: make_course(code=code) for code in ("A-1", "B-1", "C-1", "D-1")}


def read(rows, header=HEADER):
    return table.read((header + rows).encode(), "rules.csv", FORMAT)


def bring_in(rows):
    return rule_importing.bring_in(table=read(rows))


def asked():
    """Every rule in words, with its certificate."""
    rules = CertificateRule.objects.all()
    return {f"{rule.certificate}: {rule}": rule_plan.asked_for(rule) for rule in rules}


def test_each_row_is_a_set_and_the_same_days_are_one_rule():
    bring_in(TWO_RULES)
    assert asked() == {
        "The certificate: registered before Saturday, January 1, 2005": [
            "all of A-1, B-1", "1 of C-1, D-1", "known from: A calendar of 2003",
        ],
        "The certificate: registered on Saturday, January 1, 2005 or later": ["2 of C-1, D-1"],
    }  # fmt: skip
    certificate = ProgrammeCertificate.objects.get()
    assert certificate.history.get().history_change_reason == "Imported from rules.csv, line 2"
    rule = certificate.rules.registered(dt.date(2004, 12, 31)).get()
    assert [part.how_many for part in rule.sets.all()] == [None, 1]


def test_importing_twice_changes_nothing():
    bring_in(TWO_RULES)
    keys = set(CourseSet.objects.values_list("pk", flat=True))
    again = "".join(reversed(TWO_RULES.replace("C-1|D-1", "d-1|c-1").splitlines(keepends=True)))
    assert not bring_in(again.replace("The certificate", "the Certificate")).writes
    assert set(CourseSet.objects.values_list("pk", flat=True)) == keys
    assert ProgrammeCertificate.history.count() == 1


def test_a_certificate_in_the_table_gets_its_rules_alone_and_others_stay():
    bring_in(TWO_RULES)
    other = ProgrammeCertificate.objects.create(name="Another")
    other.rules.create()
    kept = CertificateRule.objects.get(registered_before=dt.date(2005, 1, 1))
    plan = bring_in(
        "The certificate,,2005-01-01,,A-1,\nThe certificate,2005-01-01,2010-01-01,,B-1,\n"
    )
    assert plan.absent == [other]
    first, then = "Saturday, January 1, 2005", "Friday, January 1, 2010"
    assert asked() == {
        "Another: registered at any time": [],
        f"The certificate: registered before {first}": [
            "all of A-1", "known from: A calendar of 2003",
        ],
        f"The certificate: registered from {first} and before {then}": ["all of B-1"],
    }  # fmt: skip
    assert CertificateRule.objects.filter(pk=kept.pk).exists()


def test_a_former_code_finds_its_course(courses):
    courses["A-1"].code = "Z-9"
    courses["A-1"].save()
    bring_in("The certificate,,,,a-1|B-1,\n")
    assert asked() == {"The certificate: registered at any time": ["all of B-1, Z-9"]}


def test_a_decision_on_the_whole_certificate_stays():
    bring_in(TWO_RULES)
    decision = make_decision(certificate=ProgrammeCertificate.objects.get())
    bring_in("The certificate,,,,A-1,\n")
    decision.refresh_from_db()
    assert decision.certificate == ProgrammeCertificate.objects.get()


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (",,,,A-1,", "line 3, certificate: Every row needs"),
        (f"{'x' * 201},,,,A-1,", "line 3, certificate: .*at most 200 characters"),
        ("The other,,,,,", "line 3, courses: Name one course at least"),
        ("The other,,,,A-1|X-1|Y-1,", "line 3, courses: .*no CLTP course X-1, Y-1"),
        ("The other,,,3,A-1|B-1,", "line 3, how_many: .*It asks for 3 of 2 courses"),
        ("The other,,,2,A-1|a-1,", "line 3, how_many: .*It asks for 2 of 1 courses"),
        ("The other,,,0,A-1,", "line 3, how_many: .*Write a whole number"),
        ("The other,,,½,A-1,", "line 3, how_many: .*Write a whole number"),
        (f"The other,,,{'9' * 5000},A-1,", "line 3, how_many: .*Write a whole number"),
        ("The other,2005-02-30,,,A-1,", "line 3, registered_from: .*Write a day"),
        ("The other,,soon,,A-1,", "line 3, registered_before: .*Write a day"),
        ("The other,2005-01-01,2005-01-01,,A-1,", "line 3, registered_before: .*ends before"),
        ("The other,,,,A-1,\nThe other,2005-01-01,,,B-1,", "line 4, registered_from: .*Another"),
        ("The other,2005-01-01,,,A-1,\nThe other,,2005-01-02,,B-1,",
         "line 3, registered_from: .*Another"),
        (f"The other,,,,A-1,{'x' * 301}", "line 3, note: .*Shorten this to 300"),
        ("The other,,,,A-1,x\nThe other,,,,B-1,y", "line 4, note: .*say the same"),
        ("The other,,,,A-1|B-1,\nThe other,,,,B-1|A-1,", "line 4, courses: .*Line 3 says the same"),
    ],
)  # fmt: skip
def test_a_wrong_row_refuses_the_whole_table_and_says_where(row, where):
    with pytest.raises(Refused) as refused:
        bring_in(f"The certificate,,,,A-1,\n{row}\n")
    said = [re.sub("“.*”", "", str(problem)) for problem in refused.value.problems]
    assert any(re.match(where, each) for each in said), said
    assert not ProgrammeCertificate.objects.exists()


def test_every_cell_that_is_wrong_is_named():
    with pytest.raises(Refused) as refused:
        bring_in(f"The certificate,x,y,z,X-1,{'x' * 301}\n")
    columns = {problem.column for problem in refused.value.problems}
    assert columns == {"registered_from", "registered_before", "how_many", "courses", "note"}


def test_a_course_of_the_illustrative_sample_is_none():
    make_course(code="CLTP-A", is_sample=True)
    with pytest.raises(Refused, match="There is no CLTP course CLTP-A"):
        bring_in("The certificate,,,,CLTP-A,\n")


def test_rules_that_meet_on_a_day_hold_apart_whatever_their_order():
    bring_in("C,2010-01-01,,,A-1,\nC,,2005-01-01,,A-1,\nC,2005-01-01,2010-01-01,,A-1,\n")
    assert CertificateRule.objects.count() == 3


def test_what_the_database_refuses_leaves_nothing(monkeypatch):
    monkeypatch.setattr(rule_plan, "_hold_apart", lambda rules, problems: None)
    with pytest.raises(Refused, match="look at the days and courses"):
        bring_in("The certificate,,,,A-1,\nThe certificate,2005-01-01,,,B-1,\n")
    assert not ProgrammeCertificate.objects.exists()


# The pages.


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def carried(response):
    html = response.content.decode()
    return {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1] for name in ("table", "digest")
    }


def test_a_curator_finds_the_page_looks_first_and_then_confirms(curator):
    assert ADDRESS in curator.get(LIST).content.decode()
    looked = curator.post(ADDRESS, {"pasted": HEADER + TWO_RULES})
    html = looked.content.decode()
    assert "2 new rules, 0 changed, 0 unchanged, 0 taken away." in html
    assert "<li>1 of C-1, D-1</li>" in html
    assert not ProgrammeCertificate.objects.exists()
    done = curator.post(ADDRESS, carried(looked), follow=True)
    assert "Imported from a pasted table: 2 rules in the table." in done.content.decode()
    assert CertificateRule.objects.count() == 2
    person = ProgrammeCertificate.history.get().history_user
    assert person.groups.get().name == "Curators"


def test_a_change_is_shown_beside_what_stands_and_what_goes_is_named(curator):
    bring_in(TWO_RULES)
    rows = HEADER + "The certificate,,2005-01-01,,B-1,\n"
    sent = {"file": SimpleUploadedFile("rules.csv", rows.encode())}
    html = curator.post(ADDRESS, sent).content.decode()
    assert "0 new rules, 1 changed, 0 unchanged, 1 taken away." in html
    assert "<li>all of A-1, B-1</li>" in html
    assert "<li>all of B-1</li>" in html
    assert "“registered on Saturday, January 1, 2005 or later” is not in the table." in html
    assert CertificateRule.objects.count() == 2


def test_what_changed_meanwhile_is_shown_again_and_not_written(curator):
    looked = curator.post(ADDRESS, {"pasted": HEADER + TWO_RULES})
    bring_in("The certificate,,,,A-1,Typed meanwhile\n")
    response = curator.post(ADDRESS, carried(looked))
    assert "The certificate or its courses have changed since you looked" in (
        response.content.decode()
    )
    assert CertificateRule.objects.get().note == "Typed meanwhile"


def test_a_course_gone_meanwhile_is_named(curator, courses):
    looked = curator.post(ADDRESS, {"pasted": HEADER + TWO_RULES})
    courses["D-1"].delete()
    html = curator.post(ADDRESS, carried(looked)).content.decode()
    assert "There is no CLTP course D-1" in html
    assert not CertificateRule.objects.exists()


def test_what_is_wrong_is_listed_and_what_was_pasted_stays(curator):
    html = curator.post(ADDRESS, {"pasted": HEADER + "The certificate,,,,X-1,\n"}).content.decode()
    assert "Nothing was written. 1 problem" in html
    assert "The certificate,,,,X-1" in html


def test_who_may_look_at_certificates_alone_is_not_offered_the_import(client):
    person = make_user()
    person.user_permissions.add(Permission.objects.get(codename="view_programmecertificate"))
    client.force_login(person)
    assert ADDRESS not in client.get(LIST).content.decode()
    assert client.post(ADDRESS, {"pasted": HEADER + TWO_RULES}).status_code == 403


def test_planning_asks_the_same_of_the_database_for_any_number_of_rules(django_assert_num_queries):
    bring_in(TWO_RULES)
    with django_assert_num_queries(5):  # certificates, rules, sets, their courses; every course
        rule_plan.make(read(TWO_RULES))
