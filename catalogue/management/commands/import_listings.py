import argparse
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from catalogue.intake import columns, importing, report, table
from catalogue.intake import plan as planning
from catalogue.intake.problems import Refused
from catalogue.intake.table import LARGEST, Table

EPILOG = f"""\
The first line names the columns. Several sessions of one listing are several rows with the
same `ref`, or the same title and provider. Lists are split by |. A blank cell leaves what is
stored as it is. Nothing is written unless every row is right.

columns and accepted words (capitals, hyphens, spaces and accents do not matter):
{columns.wording()}
"""


class Command(BaseCommand):
    help = "Bring listings in from a table: a CSV file or an Excel workbook (.xlsx)."
    requires_migrations_checks = True

    def create_parser(self, prog_name: str, subcommand: str, **options: Any) -> CommandParser:
        return super().create_parser(
            prog_name,
            subcommand,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            epilog=EPILOG,
            **options,
        )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish new listings at once; without it they arrive in review",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="check and report, and write nothing"
        )

    def handle(self, *, file: Path, publish: bool, dry_run: bool, **_: Any) -> None:
        try:
            read = _table(file)
            if dry_run:
                plan = planning.make(read)
                if plan.problems:
                    raise Refused(plan.problems)
            else:
                plan = importing.bring_in(table=read, publish=publish)
        except Refused as refused:
            raise CommandError(_refusal(file, refused)) from None
        for line in report.text(plan, done=not dry_run):
            self.stdout.write(line)
        self.stdout.write(_ending(len(plan.new), publish=publish, dry_run=dry_run))


def _table(file: Path) -> Table:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from error
    return table.read(content, file.name)


def _refusal(file: Path, refused: Refused) -> str:
    found = report.counted(len(refused.problems), "problem")
    heading = f"Nothing was written. {found} in {file.name}"
    return "\n".join(report.listed(heading, refused.problems))


def _ending(new: int, *, publish: bool, dry_run: bool) -> str:
    if dry_run:
        return "This was a trial: nothing was written."
    if not new:
        return "Done."
    return "Done. New listings are published." if publish else "Done. New listings are in review."
