from typing import Any

from django.core.management.base import BaseCommand

from catalogue.models import MissedSearch
from faq.models import Letter
from learning_portal.foundation import clock


class Command(BaseCommand):
    help = (
        "Delete what has been kept as long as the privacy page promises: letters, and the counts "
        "of words that were looked for and not found. Run it once a day."
    )
    requires_migrations_checks = True

    def handle(self, **_: Any) -> None:
        at = clock.now()
        letters, _by_model = Letter.objects.due_for_purge(at).delete()
        counts, _by_model = MissedSearch.objects.due_for_purge(clock.bc_day(at)).delete()
        self.stdout.write(f"{_said(letters, 'letter')} deleted, {Letter.objects.count()} kept.")
        self.stdout.write(
            f"{_said(counts, 'count')} of missed searches deleted, "
            f"{MissedSearch.objects.count()} kept."
        )


def _said(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
