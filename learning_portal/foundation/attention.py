"""What asks for a person at the desk: each need is one named rule of a model's queryset."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet


@dataclass(frozen=True)
class Need:
    """`rows` keeps those of a queryset of `of` that need it.

    `page` is where each is settled, as a name of the desk's addresses; its own form unless told.
    """

    key: str
    label: str
    why: str
    permission: str
    of: type[Model]
    rows: Callable[[Any], QuerySet[Any]]
    page: str = ""

    def found(self) -> QuerySet[Any]:
        return self.rows(self.of._default_manager.all())
