"""The catalogue's rules about rows, each with one name. Time is passed in."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import F, Min, OuterRef, Q, Subquery

from catalogue.models.vocabulary import Origin, Status
from learning_portal.foundation import clock

if TYPE_CHECKING:
    from catalogue.models.opportunity import Opportunity

CLOSING_SOON = dt.timedelta(days=7)
CANCELLED_STAYS = dt.timedelta(days=30)


class OpportunityQuerySet(models.QuerySet["Opportunity"]):
    def published(self) -> Self:
        return self.filter(status=Status.PUBLISHED)

    def current(self, at: dt.datetime | None = None) -> Self:
        """Published, and not over: its last session has not ended, or it has no end."""
        return self.published().not_over(at)

    def not_over(self, at: dt.datetime | None = None) -> Self:
        return self.filter(Q(over_at__isnull=True) | Q(over_at__gt=at or clock.now()))

    def over(self, at: dt.datetime | None = None) -> Self:
        return self.filter(over_at__lte=at or clock.now())

    def past(self, at: dt.datetime | None = None) -> Self:
        return self.published().over(at)

    def with_next_start(self, at: dt.datetime | None = None) -> Self:
        """Adds `next_start`: when its next session that is not over begins, if any."""
        session = self.model._meta.get_field("sessions").related_model
        upcoming = session.objects.not_over(at).filter(opportunity=OuterRef("pk"))
        start = upcoming.order_by().values("opportunity").annotate(start=Min("starts"))
        return self.annotate(next_start=Subquery(start.values("start")))

    def soonest_first(self, at: dt.datetime | None = None) -> Self:
        return self.with_next_start(at).order_by(
            F("next_start").asc(nulls_last=True), "title_folded", "pk"
        )

    def matching(self, words: str) -> Self:
        """Listings with these words, in English or French; adds `rank`."""
        asked = SearchQuery(words, config="portal_en", search_type="websearch") | SearchQuery(
            words, config="portal_fr", search_type="websearch"
        )
        return self.filter(words_en_fr=asked).annotate(rank=SearchRank(F("words_en_fr"), asked))

    def for_rows(self) -> Self:
        """With what a row of the list shows, in two queries whatever the number of rows."""
        return self.select_related("provider").prefetch_related("sessions")

    # What needs a curator's attention.

    def suggested(self) -> Self:
        return self.filter(status=Status.SUGGESTED)

    def in_review(self) -> Self:
        return self.filter(status=Status.IN_REVIEW)

    def closing_soon(self, at: dt.datetime | None = None) -> Self:
        """Current, and its registration or the whole of it ends within a week."""
        at = at or clock.now()
        soon = at + CLOSING_SOON
        return self.current(at).filter(
            Q(registration_closes__gt=at, registration_closes__lte=soon) | Q(over_at__lte=soon)
        )

    def without_date(self) -> Self:
        """Published kinds that happen on a day, with no session to say which."""
        return self.published().filter(
            kind__in=["webinar", "in-person-event", "conference"], sessions__isnull=True
        )

    def unchecked(self, today: dt.date | None = None) -> Self:
        """Published, and nobody has checked it for half a year."""
        limit = (today or clock.today()) - dt.timedelta(days=settings.CHECKED_FOR_DAYS)
        return self.published().filter(Q(checked_on__isnull=True) | Q(checked_on__lt=limit))

    def starter(self) -> Self:
        """Starter or sample content nobody has checked yet."""
        return self.filter(
            origin__in=[Origin.STARTER, Origin.SAMPLE], checked_on__isnull=True
        ).exclude(status=Status.ARCHIVED)
