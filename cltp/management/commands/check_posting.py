import json
import os
import sys
from pathlib import Path
from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from cltp import posting_basis
from cltp.posting import files
from cltp.posting.checking import TooMuch, check
from cltp.posting.files import LARGEST
from cltp.posting.refused import Refused
from cltp.posting.revising import Advice, advise
from cltp.posting.rules import Verdict

NOTHING = "The posting does not name CLTP: there is nothing to change."
SECONDS = 3  # for the database to answer


class Command(BaseCommand):
    help = (
        "Check a job posting that may ask for CLTP: a .txt, .docx or .pdf file, or - for text on "
        "standard input. Nothing is stored."
    )
    requires_system_checks: list[str] = []  # it works without a database

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE|-")
        parser.add_argument("--json", action="store_true", help="print the findings as JSON")

    def handle(self, *, file: str, **options: Any) -> None:
        try:
            text = files.text_of(_content(file))
            found = check(text)
            if found and _has_records():
                found = check(text, posting_basis.course_names())
                advice = advise(found, posting_basis.decisions())
            else:
                advice = advise(found)
        except (Refused, TooMuch) as refused:
            raise CommandError(str(refused)) from None
        if options["json"]:
            self.stdout.write(json.dumps({"findings": [_fields(each) for each in advice]}))
            return
        try:
            for line in _lines(text, advice):
                self.stdout.write(line)
            self.stdout.flush()
        except BrokenPipeError:  # who reads it has read enough, as `head` does
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _has_records() -> bool:
    """Whether the database answers and is migrated: without it the check stands on its own.

    Asked on a connection of its own, for the pool would wait and the embedded server would start.
    """
    asked = {**connection.get_connection_params(), "connect_timeout": SECONDS}
    try:
        with psycopg.connect(**asked) as probe:
            return probe.execute("SELECT to_regclass('cltp_decision')").fetchone() != (None,)
    except (psycopg.Error, ImproperlyConfigured):
        return False


def _content(file: str) -> bytes:
    """At most a byte more than a file may have: what is too large is refused, not read."""
    if file == "-":
        if sys.stdin is None:
            raise CommandError("Standard input cannot be read: it is closed.")
        return sys.stdin.buffer.read(LARGEST + 1)
    try:
        with Path(file).open("rb") as stream:
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error


def _fields(advice: Advice) -> dict[str, Any]:
    finding = advice.finding
    return {
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "rule": finding.rule.name,
        "verdict": str(finding.verdict),
        "why": finding.why,
        "wording": advice.wording.short,
    }


def _lines(text: str, advice: list[Advice]) -> list[str]:
    lines = []
    for each in advice:
        number = text.count("\n", 0, each.finding.start) + 1
        lines.append(f"Line {number}: {each.finding.verdict} ({each.finding.verdict.words})")
        lines.append(f"  {' '.join(each.finding.text.split())}")
        lines.append(f"  Why: {each.finding.why}")
        if each.finding.verdict is not Verdict.INCLUSIVE:
            write = "Write" if each.is_replaced else "If you mean to ask for it, write"
            lines.append(f"  {write}: {' '.join(each.wording.short.split())}")
            lines.append(f"  This wording rests on: {each.wording.rests_on}")
        lines.append("")
    return lines or [NOTHING]
