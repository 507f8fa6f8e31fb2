"""What a page of the comparison stands on: its address read, named, and written anew."""

import datetime as dt
from dataclasses import dataclass, field

from django.http import QueryDict

from cltp.comparison import address, days, naming, programme
from cltp.comparison.address import Problem
from cltp.comparison.programme import Programme
from cltp.comparison.things import Asked, Held

TOO_LONG = "These names are more than one address holds: the last of them are left out."


@dataclass
class Entered:
    programme: Programme
    asked: list[Asked]
    held: list[Held]
    find: str
    typed_registered: str
    registered: dt.date | None = None
    problems: list[Problem] = field(default_factory=list)

    @property
    def ready(self) -> list[Held]:
        return [each for each in self.held if each.is_ready]

    @property
    def left_out(self) -> list[Held]:
        return [each for each in self.held if not each.is_ready]

    def query(self, find: str = "") -> str:
        has = [(each.token, each.typed) for each in self.held]
        asks = [each.token for each in self.asked]
        return address.query(asks, has, self.typed_registered, find)

    def is_written_so(self, data: QueryDict) -> bool:
        """Whether the address is the one that this is shared by."""
        return data == QueryDict(self.query(self.find))


def read(data: QueryDict, today: dt.date) -> Entered:
    """Seven queries at most, whatever the address holds."""
    found, whole = address.read(data), programme.load()
    named = naming.name(found, whole, today)
    entered = Entered(
        whole, named.asked, named.held, found.find, found.registered, problems=named.problems
    )
    if found.registered:
        try:
            entered.registered = days.read(found.registered, today)
            entered.typed_registered = entered.registered.isoformat()
        except days.Unreadable as error:
            entered.problems.append(Problem("registered", str(error)))
    while len(entered.query(entered.find)) > address.LONGEST and entered.held:
        entered.held.pop()
        if entered.problems[-1:] != [Problem("held", TOO_LONG)]:
            entered.problems.append(Problem("held", TOO_LONG))
    return entered
