"""Synonyms at the desk: words on a line, and what they would find before they are saved."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from catalogue.models import Synonyms
from tests.factories import make_opportunity, make_user
from tests.pages import read

pytestmark = pytest.mark.django_db
LIST = "/admin/catalogue/synonyms/"
ADD = f"{LIST}add/"


@pytest.fixture
def curator(client):
    client.force_login(make_user("Curators"))
    return client


def change(each):
    return reverse("admin:catalogue_synonyms_change", args=[each.pk])


def errors(response):
    assert response.status_code == 200
    found = response.context["adminform"].form.errors
    return " ".join(message for messages in found.values() for message in messages)


def save(client, words, button="_save", address=ADD):
    return client.post(address, {"words": words, button: "1"})


def kept():
    return [each.words for each in Synonyms.objects.all()]


def test_a_line_of_words_is_saved_as_a_set(curator):
    assert save(curator, " ILL ,interlibrary loan,, prêt ").status_code == 302
    assert kept() == [["ILL", "interlibrary loan", "prêt"]]
    each = Synonyms.objects.get()
    assert 'value="ILL, interlibrary loan, prêt"' in curator.get(change(each)).text
    save(curator, "ILL, loan", address=change(each))
    assert kept() == [["ILL", "loan"]]


def test_a_saved_set_is_used_at_once(curator, client):
    make_opportunity(title="Interlibrary loan basics")
    assert "Interlibrary loan basics" not in client.get("/opportunities/?q=ill").text
    save(curator, "ILL, interlibrary loan")
    assert "Interlibrary loan basics" in read(client.get("/opportunities/?q=ill")).titles


def test_a_preview_shows_the_effect_keeps_the_typing_and_saves_nothing(curator):
    make_opportunity(title="ILL today")
    make_opportunity(title="Interlibrary loan <one>")
    response = save(curator, "ILL, interlibrary  loan", "_preview")
    page = read(response)
    assert "Not saved yet: what these words would find" in page.text
    assert "“ILL” alone finds 1 current listing; with these synonyms 2." in page.text
    assert "Interlibrary loan <one>" in page.text
    assert "Please correct" not in response.text
    assert 'value="ILL, interlibrary  loan"' in response.text
    assert kept() == []


def test_a_preview_of_a_change_leaves_the_set_as_it_was(curator):
    each = Synonyms.objects.create(words=["ILL", "loan"])
    make_opportunity(title="Borrowing")
    response = save(curator, "ILL, borrowing", "_preview", change(each))
    assert "“ILL” alone finds 0 current listings; with these synonyms 1." in read(response).text
    assert kept() == [["ILL", "loan"]]


def test_the_page_of_a_set_shows_what_it_does(curator):
    make_opportunity(title="Interlibrary loan basics")
    each = Synonyms.objects.create(words=["ILL", "interlibrary loan"])
    page = read(curator.get(change(each)))
    assert "What these words find" in page.text
    assert "“ILL” alone finds 0 current listings; with these synonyms 1." in page.text
    assert "Interlibrary loan basics" in page.text
    assert "What these words find" not in read(curator.get(ADD)).text


BAD = [
    ("", "This field is required"),
    (" , ,", "This field is required"),
    ("ILL", "Write at least two, separated by commas."),
    ("ILL, ill", "Write at least two, separated by commas."),
    (", ".join(f"word{n}" for n in range(13)), "Write at most 12, and these are 13"),
    (f"ILL, {'x' * 61}", "has more than 60 characters"),
    ("ILL, !!!", "Each needs a letter or a digit."),
    ("ILL, the, of the", "“the” holds only words that a search passes over"),
    ("loan, taken", "“taken” is in another set already: taken, given."),
    ("x" * 1001, "at most 1000 characters"),
    ("ILL, \x00", "Null characters are not allowed."),
]


@pytest.mark.parametrize("button", ["_save", "_preview"])
@pytest.mark.parametrize(("words", "said"), BAD)
def test_what_is_no_set_is_refused_with_a_sentence(curator, words, said, button):
    Synonyms.objects.create(words=["taken", "given"])
    response = save(curator, words, button)
    assert said in errors(response)
    assert "effects-heading" not in response.text
    assert kept() == [["taken", "given"]]


def test_what_was_typed_stays_beside_a_refusal(curator):
    assert 'value="ILL, the"' in save(curator, "ILL, the").text


@pytest.mark.parametrize(
    ("group", "status"),
    [("Curators", 200), ("Events coordinators", 403), ("HR officers", 403), ("", 403)],
)
def test_only_curators_work_on_synonyms(client, group, status):
    each = Synonyms.objects.create(words=["ILL", "loan"])
    client.force_login(make_user(group))
    for address in (LIST, ADD, change(each), f"{LIST}{each.pk}/delete/"):
        assert client.get(address).status_code == status, address
    assert save(client, "a, b", "_preview").status_code == status
    client.post(f"{LIST}{each.pk}/delete/", {"post": "yes"})
    assert Synonyms.objects.exists() == (status != 200)


def test_someone_who_may_only_look_sees_the_effect_and_no_preview(client):
    user = make_user()
    user.user_permissions.add(Permission.objects.get(codename="view_synonyms"))
    client.force_login(user)
    each = Synonyms.objects.create(words=["ILL", "loan"])
    page = client.get(change(each)).text
    assert "“ILL” alone finds 0 current listings" in page
    assert "_preview" not in page
    assert save(client, "x, y", "_preview", change(each)).status_code == 403


def test_sets_are_searched_for_by_any_of_their_words(curator):
    Synonyms.objects.create(words=["ILL", "interlibrary loan"])
    Synonyms.objects.create(words=["RA", "readers' advisory"])
    page = curator.get(LIST, {"q": "LOAN"}).text
    assert "interlibrary loan" in page
    assert "advisory" not in page


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_list_takes_six_queries(curator, django_assert_num_queries, rows):
    for number in range(rows):
        Synonyms.objects.create(words=[f"a{number}", f"b{number}"])
    with django_assert_num_queries(6):  # session, person, permissions twice, count, sets
        curator.get(LIST)


@pytest.mark.parametrize("words", ["a1, b1", ", ".join(f"word{n}" for n in range(12))])
def test_a_preview_takes_fifteen_queries(curator, django_assert_num_queries, words):
    save(curator, words, "_preview")
    with django_assert_num_queries(15):  # six of the page, five of the form, four of the effects
        save(curator, words, "_preview")
