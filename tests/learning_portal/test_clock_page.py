import pytest
from django.test import Client

from tests.pages import read

pytestmark = pytest.mark.django_db


def test_choosing_a_clock_keeps_it_in_a_first_party_cookie(client):
    response = client.post("/clock/", {"clock": "alberta", "next": "/opportunities/?q=x"})
    assert (response.status_code, response["Location"]) == (302, "/opportunities/?q=x")
    cookie = response.cookies["clock"]
    assert cookie.value == "alberta"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_the_choice_is_shown_on_every_page(client):
    client.cookies["clock"] = "east-kootenay"
    assert "East Kootenay" in client.get("/opportunities/").content.decode()


def test_the_east_kootenay_carries_its_note(client):
    assert "Which clock the East Kootenay keeps is unsettled" in read(client.get("/clock/")).text


@pytest.mark.parametrize(
    "address",
    ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)", "http:///x"],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_it_never_leads_to_another_site(client, method, address):
    if method == "post":
        response = client.post("/clock/", {"clock": "bc", "next": address})
        assert response["Location"] == "/"
    else:
        page = read(client.get("/clock/", {"next": address}))
        assert ("Leave it as it is", "/") in page.links


@pytest.mark.parametrize("choice", [{}, {"clock": "mars"}, {"clock": "\x00"}])
def test_a_clock_nobody_offers_is_refused_in_words(client, choice):
    response = client.post("/clock/", {**choice, "next": "/faq/"})
    assert response.status_code == 400
    assert "clock" not in response.cookies
    assert "Choose one of the clocks below" in read(response).text


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    assert getattr(client, method)("/clock/").status_code == 405


def test_a_post_needs_its_token():
    response = Client(enforce_csrf_checks=True).post("/clock/", {"clock": "bc"})
    assert response.status_code == 403
    assert "This form could not be taken" in read(response).text
