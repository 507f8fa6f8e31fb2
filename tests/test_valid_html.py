"""Every kind of public page is valid HTML, as html-validate judges it (.htmlvalidate.json).

The desk's pages stand in Django's own frame, which is not ours to mend: they are left out.
"""

import datetime as dt
import re
import subprocess

import pytest
from django.core.management import call_command
from django.urls import reverse

from catalogue.models import Opportunity
from cltp.certificates import letters, samples
from cltp.models import CertificateRecord, Decision
from events import certificates
from events.models import Edition
from tests.addresses import PUBLIC
from tests.events.making import check_in, make_call, make_edition, make_registration
from tests.factories import make_user
from tests.html_validator import MISSING, PROGRAM
from tests.processes import ROOT

FAULTY = "<!doctype html>\n<html lang='en'><head><title>A</title></head><body><ul><p></p></ul>"


def faults(*files) -> str:
    if not PROGRAM.exists():
        pytest.fail(MISSING)
    judged = subprocess.run(
        [PROGRAM, "--config", ROOT / ".htmlvalidate.json", "--formatter", "text", *files],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert judged.returncode in (0, 1), judged.stderr
    return judged.stdout


def of_events():
    """An edition's pages, and what its forms answer."""
    edition = Edition.objects.get().get_absolute_url()
    made = make_registration(Edition.objects.get(), access="x", kilometres=3)
    place = made.get_absolute_url()
    yield edition
    for part in ("register/", "register/group/", "programme/", "programme/?by=track&mine=2"):
        yield f"{edition}{part}"
    for part in ("", "cancel/", "change/", "sessions/", "data/", "delete/"):
        yield f"{place}{part}"
    for part in ("needs/", "needs/thanks/", "feedback/", "feedback/thanks/"):
        yield f"{edition}{part}"


def every_address():
    """The public addresses, a listing of each kind of dates, and what the forms answer."""
    listings = {each.sessions.count(): each for each in Opportunity.objects.current()}
    for listing in listings.values():
        yield listing.get_absolute_url()
        yield reverse("catalogue:provider", args=[listing.provider.slug])
        yield reverse("catalogue:topic", args=[listing.topics.all()[0].slug])
    for decision in Decision.objects.ever_published():
        yield decision.get_absolute_url()
    yield from of_events()
    redirected = {"/events/rural-library-day/"}
    yield from (
        each for each in PUBLIC if not each.startswith("/admin/") and each not in redirected
    )
    yield "/?q=%00"
    yield f"/?q={'a' * 5000}"
    yield "/write/thanks/"


@pytest.mark.django_db
def test_every_public_page_is_valid(client, tmp_path):
    call_command("load_starter")
    files = []
    for number, address in enumerate(every_address()):
        response = client.get(address)
        assert response.headers["Content-Type"].startswith("text/html")
        files.append(tmp_path / f"{number:02}.html")
        files[-1].write_bytes(response.content)
    files += [tmp_path / f"{name}.html" for name in ("ask", "method", "form", "clock")]
    files[-4].write_bytes(client.post("/cltp/ask/", {"email": "nobody"}).content)
    files[-3].write_bytes(client.post("/about/").content)
    files[-2].write_bytes(client.post("/write/", {}).content)
    files[-1].write_bytes(client.post("/clock/", {}).content)
    for number, part in enumerate(("register/", "register/group/")):
        files.append(tmp_path / f"events{number}.html")
        refused = client.post(f"{Edition.objects.get().get_absolute_url()}{part}", {})
        files[-1].write_bytes(refused.content)
    assert faults(*files) == ""


def test_the_page_for_a_failure_is_valid():
    assert faults(ROOT / "templates" / "500.html") == ""


def test_a_fault_would_be_found(tmp_path):
    (tmp_path / "faulty.html").write_text(FAULTY)
    assert "element-permitted-content" in faults(tmp_path / "faulty.html")


@pytest.mark.django_db
def test_what_checks_of_certificates_and_their_letters_answer_is_valid(client, tmp_path, november):
    samples.load()
    opened = re.search(
        'name="opened" value="([^"]+)"', client.get("/cltp/verify/").content.decode()
    )
    november.shift(dt.timedelta(seconds=30))
    answers = [client.post("/cltp/verify/", {}), client.post("/cltp/verify/letter/", {})]
    for number in ("SAMPLE-001", "SAMPLE-002", "SAMPLE-003", "SAMPLE-404"):
        sent = {"number": number, "family_name": "Sample", "opened": opened[1]}
        answers.append(client.post("/cltp/verify/", sent))
    record = CertificateRecord.objects.get(number="SAMPLE-001")
    asked = letters.ask(record_id=record.pk, email="a@example.ca")
    letter = letters.issue(request=asked, by=make_user(), site="https://x.example")
    answers.append(client.get(letter.get_absolute_url()))
    files = [tmp_path / f"{place}.html" for place in range(len(answers))]
    for file, answer in zip(files, answers, strict=True):
        file.write_bytes(answer.content)
    assert faults(*files) == ""


@pytest.mark.django_db
def test_what_comes_after_a_day_is_valid(client, tmp_path, november):
    edition = make_edition(slug="day")
    made = make_registration(edition)
    check_in(made)
    make_call(edition, "Weeding")
    answers = [client.get("/events/day/needs/"), client.post("/events/day/needs/", {})]
    november.move_to(edition.ends)
    certificates.start(edition)
    answers += [client.get("/events/day/feedback/"), client.post("/events/day/feedback/", {})]
    answers += [client.get("/events/day/needs/"), client.get(made.get_absolute_url())]
    answers.append(client.get(made.certificate.letter.get_absolute_url()))
    answers.append(client.get(f"{made.get_absolute_url()}delete/"))
    answers.append(client.post(f"{made.get_absolute_url()}delete/"))
    files = [tmp_path / f"{place}.html" for place in range(len(answers))]
    for file, answer in zip(files, answers, strict=True):
        file.write_bytes(answer.content)
    assert faults(*files) == ""
