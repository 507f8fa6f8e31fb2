import os
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from bench import explain, measuring, report, server, stock, targets
from bench.client import CannotMeasure, Client


class Command(BaseCommand):
    help = "Measure the portal with made-up listings: see bench/README.md. `make bench` calls it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--fresh", action="store_true", help="Make the database anew.")
        parser.add_argument("--load-only", action="store_true", help="Make the database and stop.")
        parser.add_argument("--profile", default="", help="Explain the queries of this page only.")
        parser.add_argument("--only", default="", help="Measure these pages only: list,detail")
        parser.add_argument("--rounds", type=int, default=10)
        parser.add_argument("--seconds", type=float, default=0.4, help="How long a slice lasts.")

    def handle(self, *args: Any, **options: Any) -> None:
        listings = getattr(settings, "BENCH_LISTINGS", 0)
        if not listings:
            raise CommandError("Call it with --settings=bench.settings.")
        begun = perf_counter()
        made = stock.make_ready(listings, fresh=options["fresh"])
        state = f"made in {perf_counter() - begun:.0f} s" if made else "was there"
        self.say(f"{settings.DATABASES['default']['NAME']}: {state}")
        if options["profile"]:
            for part in explain.explained(chosen(options["profile"])[0]):
                self.say(part)
        elif not options["load_only"]:
            self.measure(listings, chosen(options["only"]), options["rounds"], options["seconds"])

    def measure(
        self, listings: int, wanted: list[targets.Target], rounds: int, seconds: float
    ) -> None:
        around = report.circumstances(listings, stock.made_on())
        with server.serving(listings) as port:
            client = Client(server.HOST, port, server.WORKERS)
            try:
                run = measuring.run(client, wanted, rounds=rounds, seconds=seconds, say=self.say)
            except CannotMeasure as error:
                raise CommandError(str(error)) from error
        data = report.as_data(run, around)
        path = report.write(data)
        self.say(report.as_table(data))
        for name, why in data["missing"].items():
            self.say(f"{name}: {why}")
        self.say(os.path.relpath(path))

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def chosen(names: str) -> list[targets.Target]:
    """The targets of these names (commas between them), every one where none is named."""
    every = targets.every()
    wanted = [name.strip() for name in names.split(",") if name.strip()]
    known = [target.name for target in every]
    if unknown := [name for name in wanted if name not in known]:
        raise CommandError(f"No page is called {unknown[0]!r}. There are: {', '.join(known)}.")
    return [target for target in every if not wanted or target.name in wanted]
