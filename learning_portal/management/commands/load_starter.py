from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from catalogue.intake import report, sample_listings, starter
from catalogue.models import Opportunity
from cltp import sample
from events import editions
from learning_portal.foundation import clock


class Command(BaseCommand):
    help = (
        "Load what a new portal begins with: topics, libraries, providers, the starter listings, a "
        "few dated samples, an illustrative set of CLTP courses, and a sample edition of Rural "
        "Library Day. Adds what is missing and changes nothing else."
    )
    requires_migrations_checks = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="leave the catalogue alone when there is any listing",
        )

    def handle(self, *, if_empty: bool, **_: Any) -> None:
        if not (if_empty and Opportunity.objects.exists()):
            self.load_catalogue()
        if courses := sample.load():
            self.stdout.write(f"{report.counted(courses, 'illustrative CLTP course')}.")

    def load_catalogue(self) -> None:
        names = starter.load_names()
        self.stdout.write(
            "New: " + ", ".join(f"{number} {name}" for name, number in names.items()) + "."
        )
        for line in report.text(starter.load_listings(), done=True):
            self.stdout.write(line)
        samples = sample_listings.load(clock.today())
        self.stdout.write(f"{report.counted(samples, 'new sample listing')}.")
        edition = int(editions.load_sample(clock.today()))
        self.stdout.write(f"{report.counted(edition, 'new sample edition')}.")
