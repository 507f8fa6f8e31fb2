from typing import Any

from django.core.management.base import BaseCommand

from events.purging import purge


class Command(BaseCommand):
    help = (
        "Delete the personal data of events whose day has come: needs, travel support, messages, "
        "names on feedback, registrations. What stays is counts, what was said in feedback, and "
        "certificates of attendance. The worker does this every hour; running it again changes "
        "nothing."
    )
    requires_migrations_checks = True

    def handle(self, **_: Any) -> None:
        for sentence in purge():
            self.stdout.write(sentence)
