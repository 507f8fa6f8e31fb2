import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Q

from events.models.vocabulary import HOLDING, LIVE, Support
from learning_portal.foundation import clock

if TYPE_CHECKING:
    from events.models.edition import Edition  # noqa: F401 - named in the base below


class EditionQuerySet(models.QuerySet["Edition"]):
    def shown(self) -> Self:
        """What readers may see."""
        return self.filter(is_shown=True)

    def coming(self, at: dt.datetime | None = None) -> Self:
        """Shown and not over, the next first; a cancelled one too, until its day has passed."""
        return self.shown().filter(ends__gt=at or clock.now()).order_by("starts", "pk")

    def past(self, at: dt.datetime | None = None) -> Self:
        """Shown and over, the latest first."""
        return self.shown().filter(ends__lte=at or clock.now()).order_by("-starts", "-pk")

    def not_cancelled(self) -> Self:
        return self.exclude(stage="cancelled")

    def with_materials(self) -> Self:
        """How many slides, handouts and recordings its programme holds, as `materials`."""
        return self.annotate(
            materials=Count("sessions__materials", filter=Q(programme_shown=True), distinct=True)
        )

    def with_held(self) -> Self:
        """How many places are taken, as `held`: by people who have one, or are offered one."""
        taken = Q(registrations__state__in=HOLDING)
        return self.annotate(held=Count("registrations", filter=taken, distinct=True))

    def with_travel_to_decide(self) -> Self:
        """Not cancelled, and somebody with a place, an offer or a turn waits for an answer."""
        waiting = self.model.objects.filter(
            registrations__state__in=LIVE, registrations__travel__decision=Support.ASKED
        )
        return self.not_cancelled().filter(pk__in=waiting.values("pk")).order_by("starts", "pk")

    def due_to_lose(self, name: str, at: dt.datetime) -> Self:
        """Those whose day for deleting one kind of personal data has come, and which are over.

        An edition that has not been held yet keeps what it needs, whatever day was entered.
        """
        return self.filter(**{f"{name}__lte": clock.bc_day(at)}, ends__lte=at)
