"""The catalogue's rules about rows, each with one name. Time is passed in."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db import models
from django.db.models import Case, Exists, F, Min, OuterRef, Q, Subquery, When

from catalogue.models.vocabulary import NOT_STATED, ON_A_DAY, Kind, Length, Origin, Status
from learning_portal.foundation import clock

if TYPE_CHECKING:
    from catalogue.models.opportunity import Opportunity  # noqa: F401 - named in the base below
    from catalogue.models.session import SessionQuerySet

CLOSING_SOON = dt.timedelta(days=7)
CANCELLED_STAYS = dt.timedelta(days=30)

HEAVY = ("words_en_fr", "keywords", "description", "description_html")  # no row shows these
LENGTHS = {
    Length.UP_TO_1_HOUR: Q(hours__lte=1),
    Length.UP_TO_3_HOURS: Q(hours__gt=1, hours__lte=3),
    Length.UP_TO_A_DAY: Q(hours__gt=3, hours__lte=8),
    Length.LONGER: Q(hours__gt=8),
    Length.NOT_STATED: Q(hours__isnull=True),
}


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
        upcoming = self._sessions().not_over(at).filter(opportunity=OuterRef("pk"))
        start = upcoming.values("opportunity").annotate(start=Min("starts"))
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

    def about(self, topics: list[str]) -> Self:
        """About any of these topics, given by slug."""
        through = self.model.topics.through.objects.filter(topic__slug__in=topics)
        return self.filter(pk__in=through.values("opportunity"))

    def alike(self, provider: int, topics: list[str]) -> Self:
        """By this provider (its key), or about any of these topics (their slugs)."""
        through = self.model.topics.through.objects.filter(topic__slug__in=topics)
        return self.filter(Q(provider=provider) | Q(pk__in=through.values("opportunity")))

    def any_of(self, field: str, words: list[str]) -> Self:
        """The field holds one of these words."""
        return self.filter(**{f"{field}__in": words})

    def listing_any_of(self, field: str, words: list[str]) -> Self:
        """The list field holds one of these words; `not-stated` means that it holds none."""
        wanted = Q(**{f"{field}__overlap": words})
        if NOT_STATED in words:
            wanted |= Q(**{field: []})
        return self.filter(wanted)

    def of_length(self, lengths: list[str]) -> Self:
        wanted = Q(pk__in=[])
        for length in lengths:
            wanted |= LENGTHS[Length(length)]
        return self.filter(wanted)

    def in_regions(self, regions: list[str]) -> Self:
        """Where it takes place or, where no place is stated, where its provider is."""
        placed = self._sessions().filter(opportunity=OuterRef("pk")).exclude(region=NOT_STATED)
        here = Q(Exists(placed.filter(region__in=regions)))
        return self.filter(here | (~Q(Exists(placed)) & Q(provider__region__in=regions)))

    def on_days(self, first: dt.date, before: dt.date, at: dt.datetime | None = None) -> Self:
        """Published, with a session on a BC day from `first` up to, not including, `before`.

        Of days still to come only sessions that are not over count.
        """
        at = at or clock.now()
        there = self._sessions().filter(opportunity=OuterRef("pk")).between(first, before)
        if clock.start_of_day(before) > at:
            there = there.not_over(at)
        return self.published().filter(Exists(there))

    def on_demand(self, at: dt.datetime | None = None) -> Self:
        """Current, and not bound to a day."""
        undated = ~Exists(self._sessions().filter(opportunity=OuterRef("pk")))
        return self.current(at).filter(undated).exclude(kind__in=ON_A_DAY)

    def newest_first(self) -> Self:
        return self.order_by(F("published_at").desc(nulls_last=True), "title_folded", "pk")

    def closing_first(self, at: dt.datetime | None = None) -> Self:
        """By the close of registration; those already closed, and those without one, last."""
        still_open = Case(
            When(registration_closes__gt=at or clock.now(), then=F("registration_closes"))
        )
        return self.order_by(still_open.asc(nulls_last=True), "title_folded", "pk")

    def best_match_first(self) -> Self:
        """After `matching`."""
        return self.order_by(F("rank").desc(), "title_folded", "pk")

    def by_title(self) -> Self:
        return self.order_by("title_folded", "pk")

    def for_rows(self) -> Self:
        """With what a row of the list shows, in two queries whatever the number of rows."""
        return self.with_provider().prefetch_related("sessions")

    def for_data(self) -> Self:
        """With all that a listing's data holds, in three queries."""
        return (
            self.select_related("provider")
            .prefetch_related("sessions", "topics")
            .defer("words_en_fr", "keywords")
        )

    def with_provider(self) -> Self:
        return self.select_related("provider").defer(*HEAVY)

    def _sessions(self) -> "SessionQuerySet":
        related = self.model._meta.get_field("sessions").related_model
        return related.objects.order_by()  # type: ignore[union-attr]

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
        return (
            self.published()
            .filter(kind__in=ON_A_DAY, sessions__isnull=True)
            .exclude(kind=Kind.WEBINAR_SERIES)
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
