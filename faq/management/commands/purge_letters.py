from typing import Any

from django.core.management.base import BaseCommand

from faq.models import Letter
from learning_portal.foundation import clock


class Command(BaseCommand):
    help = "Delete the letters whose day has come. Run it once a day."
    requires_migrations_checks = True

    def handle(self, **_: Any) -> None:
        deleted, _by_model = Letter.objects.due_for_purge(clock.now()).delete()
        kept = Letter.objects.count()
        self.stdout.write(f"{_letters(deleted)} deleted, {kept} kept.")


def _letters(number: int) -> str:
    return f"{number} letter{'' if number == 1 else 's'}"
