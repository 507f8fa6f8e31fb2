from typing import Any

from django.core.management.base import BaseCommand

from learning_portal.purging import purge


class Command(BaseCommand):
    help = (
        "Delete what has been kept as long as the privacy page promises: letters, the counts of "
        "words that were looked for and not found, who asked for assessments, the words and "
        "addresses of messages, signed letters, certificate records and the logs about them. "
        "The worker (manage.py work) does this once a day; where none runs, run it daily."
    )
    requires_migrations_checks = True

    def handle(self, **_: Any) -> None:
        for sentence in purge():
            self.stdout.write(sentence)
