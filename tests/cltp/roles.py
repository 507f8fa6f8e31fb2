"""Everybody who could try a page: who does not sign in, each group, and the administrator."""

from tests.factories import make_user

ANONYMOUS, ADMINISTRATOR = "anonymous", "administrator"
GROUPS = ["", "Curators", "Events coordinators", "HR officers", "CLTP registrars"]
EVERYBODY = [ANONYMOUS, *GROUPS, ADMINISTRATOR]


def sign_in(client, who):
    """As a member of the group; “” is staff in none. Returns the person, if there is one."""
    if who == ANONYMOUS:
        return None
    person = make_user("" if who == ADMINISTRATOR else who, is_superuser=who == ADMINISTRATOR)
    client.force_login(person)
    return person


def status_for(who, allowed):
    """What the desk answers this person, where those of `allowed` may enter."""
    if who == ANONYMOUS:
        return 302
    return 200 if who in allowed or who == ADMINISTRATOR else 403
