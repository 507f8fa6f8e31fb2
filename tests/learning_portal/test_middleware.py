"""What stands around every request: the policy, hostile addresses, wrong methods, the clock."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from learning_portal.foundation import clock
from learning_portal.middleware import content_security_policy, readers_clock
from tests.pages import read

pytestmark = pytest.mark.django_db
POLICY = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
]


@pytest.mark.parametrize(
    ("address", "status"),
    [("/", 200), ("/nowhere/", 404), ("/?q=%00", 400), ("/admin/login/", 200), ("/healthz", 200)],
)
def test_every_answer_carries_the_strict_policy_and_may_not_be_framed(client, address, status):
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["Content-Security-Policy"].split("; ") == POLICY
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    if address not in {"/?q=%00", "/healthz"}:  # answered sooner; the policy says the same
        assert response.headers["X-Frame-Options"] == "DENY"


def test_a_page_with_a_policy_of_its_own_keeps_it():
    def page(request):
        return HttpResponse(headers={"Content-Security-Policy": "default-src 'self'"})

    answered = content_security_policy(page)(RequestFactory().get("/"))
    assert answered.headers["Content-Security-Policy"] == "default-src 'self'"


@pytest.mark.parametrize("address", ["/?q=%00", "/?q=a\x00b", "/opportunities/%00/", "/faq/%00"])
def test_a_nul_is_refused_with_a_page(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert len(read(response).titles) == 1


@pytest.mark.parametrize("address", ["/", "/opportunities/", "/healthz", "/nowhere/", "/admin/"])
def test_an_address_past_all_use_is_refused_with_a_page(client, address):
    assert client.get(f"{address}?q={'a' * 3998}").status_code != 414
    response = client.get(f"{address}?q={'a' * 3999}")
    assert response.status_code == 414
    assert len(read(response).titles) == 1


HOSTILE = [
    "/%ff%fe/",
    "/opportunities/%ff/",
    "/?q=%ff%fe",
    "/opportunities/?page=99999999999999999999",
    "/opportunities/?page=-1&page=2&page=x",
    "/opportunities/?from=9999-99-99&to=0000-00-00",
    "/opportunities/?" + "&".join(f"kind={number}" for number in range(300)),
    "/opportunities/?" + "&".join(f"k{number}=1" for number in range(900)),
    "/opportunities/?q=%F0%9F%93%9A%E2%80%AE%EF%BF%BE",
    "/opportunities/?q=%ud800",
    "/opportunities/" + "a" * 3000 + "/",
    "/opportunities.json?page=x&kind=nope",
    "/opportunities.ics?from=never",
    "//example.org/%2e%2e",
    "/admin/login/?next=//example.org",
    "/clock/?next=javascript:alert(1)",
    "/write/?about=nope&page=//example.org",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_a_hostile_address_is_answered_and_never_with_500(client, address):
    response = client.get(address)
    assert response.status_code in {200, 302, 400, 404, 414}
    assert "example.org" not in response.headers.get("Location", "")


@pytest.mark.parametrize("host", ["evil.example", "a b", "testserver:port", "[::1", "x" * 300, ""])
def test_a_host_that_is_not_ours_gets_400(client, host):
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("cookie", ["mars", "\x00", "a" * 4000, "bc; sessionid=x", "é"])
def test_a_cookie_that_is_not_ours_means_bc_time(client, cookie):
    for name in ("clock", "sessionid", "csrftoken", "messages"):
        client.cookies[name] = cookie
    assert client.get("/").status_code == 200
    assert clock_for("mars") is clock.BC_CLOCK


def clock_for(chosen):
    request = RequestFactory().get("/")
    request.COOKIES["clock"] = chosen
    readers_clock(lambda request: None)(request)
    return request.clock


def test_the_clock_chosen_is_on_the_request():
    assert clock_for("yukon").zone_name == "America/Whitehorse"
    assert clock_for("") is clock.BC_CLOCK


@pytest.mark.parametrize("address", ["/", "/about/", "/healthz", "/opportunities.json"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE", "PROPFIND"])
def test_a_wrong_method_is_explained_and_says_which_are_right(client, address, method):
    response = client.generic(method, address)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD"}
    assert len(read(response).titles) == 1


def test_what_is_wrong_in_a_form_is_no_wrong_method(client):
    """Only an empty 405 is explained; other answers pass as they are."""
    assert client.post("/clock/", {"clock": "mars"}).status_code == 400


@pytest.mark.parametrize("body", [b"{", b"\x00\xff", b"a" * 100_000])
@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x", "x/y", ""])
@pytest.mark.parametrize("address", ["/write/", "/clock/"])
def test_a_body_that_is_no_form_gets_words_and_never_a_500(client, address, kind, body):
    assert client.post(address, body, content_type=kind).status_code in {200, 400}


def test_more_fields_than_any_form_has_are_refused(client):
    fields = {f"field{number}": "1" for number in range(3001)}
    assert client.post("/write/", fields).status_code == 400
