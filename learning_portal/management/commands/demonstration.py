from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from cltp.certificates import samples

# user name -> the group it works in; the administrator needs none
ACCOUNTS = {
    "curator": "Curators",
    "events": "Events coordinators",
    "hr": "HR officers",
    "registrar": "CLTP registrars",
    "admin": "",
}


def password(username: str) -> str:
    return f"{username}-demonstration"


def sign_ins() -> list[tuple[str, str, str]]:
    """User name, password and role of each demonstration account that still has its password."""
    people = User.objects.in_bulk(list(ACCOUNTS), field_name="username")
    return [
        (name, password(name), group or "Administrator")
        for name, group in ACCOUNTS.items()
        if name in people and people[name].check_password(password(name))
    ]


class Command(BaseCommand):
    help = (
        "Make the demonstration accounts (curator, events, hr, registrar, admin) and a few sample "
        "certificate records in a checkout. Accounts and records that exist are left alone. "
        "Refused in deployment: everybody can read the passwords."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--if-nobody", action="store_true", help="Only where there is no account at all."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.DEPLOYMENT:
            raise CommandError(
                "Demonstration accounts have passwords everybody can read: they are not made "
                "in deployment. Use `manage.py createsuperuser`."
            )
        with transaction.atomic():
            if not (options["if_nobody"] and User.objects.exists()):
                _make_who_is_missing()
                samples.load()


def _make_who_is_missing() -> None:
    there = set(User.objects.filter(username__in=ACCOUNTS).values_list("username", flat=True))
    for username in ACCOUNTS.keys() - there:
        _make(username)


def _make(username: str) -> None:
    group = ACCOUNTS[username]
    person = User.objects.create_user(
        username, password=password(username), is_staff=True, is_superuser=not group
    )
    if group:
        person.groups.add(Group.objects.get(name=group))
