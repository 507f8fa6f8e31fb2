from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench import stock


class Command(BaseCommand):
    help = "Measure the portal with made-up listings: see bench/README.md. `make bench` calls it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="Make the database anew.")
        parser.add_argument("--load-only", action="store_true", help="Make the database and stop.")

    def handle(self, *args: Any, **options: Any) -> None:
        listings = getattr(settings, "BENCH_LISTINGS", 0)
        if not listings:
            raise CommandError("Call it with --settings=bench.settings.")
        begun = perf_counter()
        made = stock.make_ready(listings, fresh=options["fresh"])
        state = f"made in {perf_counter() - begun:.0f} s" if made else "was there"
        self.stdout.write(f"{settings.DATABASES['default']['NAME']}: {state}")
