"""A person as the door's pages show them, by a form or by a script."""

import uuid
from typing import Any

from events.models import Registration


def row(person: Registration) -> dict[str, Any]:
    return {
        "person": person.pk,
        "name": person.name,
        "folded": person.name_folded,
        "from": person.affiliation,
        "new": str(uuid.uuid4()),
        **state(person),
    }


def state(person: Registration) -> dict[str, Any]:
    """`pressed` is the key of the check-in that stands; empty where none does."""
    standing = [str(each.key) for each in person.check_ins.all() if each.stands]
    return {
        "state": person.state,
        "said_state": person.get_state_display(),
        "pressed": standing[0] if standing else "",
    }
