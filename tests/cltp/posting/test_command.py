"""manage.py check_posting: the same check, from a shell."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from cltp.management.commands import check_posting
from cltp.models.vocabulary import Finding
from tests.cltp.making import make_course, make_decision
from tests.cltp.posting import documents
from tests.processes import ROOT

pytestmark = pytest.mark.django_db
NOWHERE = {**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing"}
POSTING = "Grade 12 or equivalent.\r\nCLTP certificate required.\r\n"
KEYS = ["start", "end", "text", "rule", "verdict", "why", "wording"]


def run(*arguments, given=b""):
    """As a shell runs it, with no database in reach."""
    command = [sys.executable, "manage.py", "check_posting", *arguments]
    return subprocess.run(
        command, cwd=ROOT, env=NOWHERE, input=given, capture_output=True, check=False
    )


def test_json_gives_each_finding_with_its_place_in_the_text_as_given():
    done = run("-", "--json", given=POSTING.encode())
    assert (done.returncode, done.stderr) == (0, b"")
    answer = json.loads(done.stdout)
    assert list(answer) == ["findings"]
    [found] = answer["findings"]
    assert list(found) == KEYS
    assert POSTING[found["start"] : found["end"]] == found["text"] == "CLTP certificate required."
    assert (found["verdict"], found["rule"]) == ("closed", "required")
    assert found["wording"] == "CLTP certificate, or equivalent or comparable training, required."


@pytest.mark.parametrize("given", [b"", b"Community Librarian. MLIS required."])
def test_no_finding_is_an_empty_list(given):
    assert json.loads(run("-", "--json", given=given).stdout) == {"findings": []}


def test_without_json_it_reads_as_sentences(capsys, tmp_path):
    kept = tmp_path / "posting.txt"
    kept.write_bytes(POSTING.encode())
    call_command("check_posting", str(kept))
    said = capsys.readouterr().out
    assert said.startswith("Line 2: closed (Required, with no alternative)\n  CLTP certificate")
    assert "Why: This requires CLTP" in said
    assert "Write: CLTP certificate, or equivalent or comparable training, required." in said
    assert "This wording rests on: The Libraries Branch recommends" in said


def test_what_is_uncertain_is_not_told_to_be_rewritten(capsys, tmp_path):
    (tmp_path / "posting.txt").write_text("Our staff have completed CLTP.")
    call_command("check_posting", str(tmp_path / "posting.txt"))
    said = capsys.readouterr().out
    assert "  If you mean to ask for it, write: CLTP certificates" in said
    assert "  Write:" not in said


def test_a_posting_that_does_not_name_cltp_says_so(capsys, tmp_path):
    (tmp_path / "posting.txt").write_text("MLIS required.")
    call_command("check_posting", str(tmp_path / "posting.txt"))
    assert (
        capsys.readouterr().out == "The posting does not name CLTP: there is nothing to change.\n"
    )


@pytest.mark.parametrize(
    "content",
    [documents.docx(documents.paragraph("CLTP required.")), documents.pdf(["CLTP required."])],
)
def test_word_and_pdf_files_are_read(capsys, tmp_path, content):
    (tmp_path / "posting").write_bytes(content)
    call_command("check_posting", str(tmp_path / "posting"), "--json")
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert found["verdict"] == "closed"


def test_what_is_refused_ends_in_a_sentence(tmp_path):
    (tmp_path / "large.txt").write_bytes(b"CLTP " * 1_000_000)
    for file, expected in (("large.txt", "larger than 2 MB"), ("none.txt", "cannot be read")):
        with pytest.raises(CommandError, match=expected):
            call_command("check_posting", str(tmp_path / file), "--json")
    done = run("-", "--json", given=b"x" * 150_000)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().startswith("CommandError: The text has 150,000 characters")


@pytest.mark.parametrize(
    ("shell", "code", "said"),
    [
        ("{} - <&-", 1, b"CommandError: Standard input cannot be read: it is closed.\n"),
        ("seq 250 | sed s/$/.CLTP-required./ | {} - | head -1", 0, b""),
    ],
)
def test_a_shell_that_gives_nothing_or_reads_no_further_gets_no_traceback(shell, code, said):
    command = shell.format(f"{sys.executable} manage.py check_posting")
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=ROOT, env=NOWHERE, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.stderr, done.returncode) == (said, code)


def test_its_wording_rests_on_published_decisions_where_there_is_a_database(
    capsys, tmp_path, monkeypatch
):
    monkeypatch.setattr(check_posting, "_has_records", lambda: True)
    course = make_course(code="X-7", title="Desk work", is_sample=False)
    decision = make_decision(courses=[course], finding=Finding.EQUIVALENT)
    training = decision.training_links.get().title
    (tmp_path / "posting.txt").write_text("CLTP course in Desk work required.")
    call_command("check_posting", str(tmp_path / "posting.txt"), "--json")
    [found] = json.loads(capsys.readouterr().out)["findings"]
    assert found["verdict"] == "named-course"
    assert f"(for example {training})" in found["wording"]
