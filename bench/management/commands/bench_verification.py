from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench import stock, verification
from bench.client import CannotMeasure


class Command(BaseCommand):
    help = (
        "Compare how long a check of a certificate takes where it is found, where the name is "
        "wrong and where there is no such number: see bench/README.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--records", type=int, default=10_000)
        parser.add_argument("--rounds", type=int, default=500)

    def handle(self, *args: Any, **options: Any) -> None:
        listings = getattr(settings, "BENCH_LISTINGS", 0)
        if not listings:
            raise CommandError("Call it with --settings=bench.settings.")
        stock.make_ready(listings)
        verification.load(options["records"])
        try:
            timings = verification.measure(options["records"], options["rounds"])
        except CannotMeasure as error:
            raise CommandError(str(error)) from error
        for line in timings.lines():
            self.stdout.write(line)
