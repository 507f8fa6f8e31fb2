"""The catalogue's rules about rows, each with one name. Time is passed in."""

import datetime as dt
import re
import string
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchQueryField, SearchRank
from django.db import models
from django.db.models import Case, Exists, F, Func, Min, OuterRef, Q, Subquery, Value, When

from catalogue.models.vocabulary import ON_A_DAY, Kind, Origin, Status
from learning_portal.foundation import clock

if TYPE_CHECKING:
    from catalogue.models.opportunity import Opportunity  # noqa: F401 - named in the base below
    from catalogue.models.session import SessionQuerySet

CLOSING_SOON = dt.timedelta(days=7)
KEYS = ArrayField(models.BigIntegerField())

INDEXED = (
    "words_en_fr",
    "title_words",
    "keywords",
    "regions",
    "topic_keys",
    "facets",
)  # for finding alone
HEAVY = (*INDEXED, "description", "description_html")  # no row shows these

# What a word may follow. Named one by one: then the index of letters knows where words begin.
BEFORE_A_WORD = re.escape(" \u00a0" + string.punctuation.replace("_", ""))


def is_any_of(field: str, keys: Sequence[int]) -> Func:
    """True where the field holds one of these keys, however many, in one parameter."""
    return Func(
        F(field), Value(list(keys), KEYS), arg_joiner=" = ANY(", template="%(expressions)s)",
        output_field=models.BooleanField(),
    )  # fmt: skip


def _tsquery(text: str) -> Func:
    return Func(Value(text), template="%(expressions)s::tsquery", output_field=SearchQueryField())


def _answers(asked: str) -> Func:
    return Func(
        F("words_en_fr"), _tsquery(asked), arg_joiner=" @@ ", template="%(expressions)s",
        output_field=models.BooleanField(),
    )  # fmt: skip


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
        """By the next start; those without one after them; past ones last, the latest first."""
        at = at or clock.now()
        over = Case(When(over_at__lte=at, then=F("over_at")))
        return self.with_next_start(at).order_by(
            F("next_start").asc(nulls_last=True), over.desc(nulls_first=True), "title_folded", "pk"
        )

    def matching(self, asked: str) -> Self:
        """Listings whose words answer a tsquery, given as text."""
        return self.filter(_answers(asked))

    def not_matching(self, asked: str) -> Self:
        return self.exclude(_answers(asked))

    def titled(self, starts: Iterable[str]) -> Self:
        """Each of these beginnings, folded, begins a word of the title."""
        rows = self
        for start in starts:
            rows = rows.filter(title_folded__regex=f"(^|[{BEFORE_A_WORD}]){re.escape(start)}")
        return rows

    def ranked(self, *asked: str) -> Self:
        """Adds `rank`: how well the words answer tsqueries, together; a title counts for most."""
        first, *rest = [SearchRank(F("words_en_fr"), _tsquery(each)) for each in asked]
        return self.annotate(rank=sum(rest, first))

    def keyed(self, keys: Sequence[int]) -> Self:
        """The listings of these keys, however many, in one parameter."""
        return self.filter(is_any_of("pk", keys))

    def alike(self, provider: int, topics: list[int]) -> Self:
        """By this provider, or about any of these topics, all given by key."""
        return self.filter(Q(provider=provider) | Q(topic_keys__overlap=topics))

    def under(self, choices: Iterable[str]) -> Self:
        """Stands under one of these choices, as `facets` writes them: `kind:webinar`."""
        return self.filter(facets__overlap=list(choices))

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

    def latest_first(self) -> Self:
        """For past listings: the one that ended last comes first."""
        return self.order_by(F("over_at").desc(nulls_last=True), "title_folded", "pk")

    def newest_first(self) -> Self:
        return self.order_by(F("published_at").desc(nulls_last=True), "title_folded", "pk")

    def closing_first(self, at: dt.datetime | None = None) -> Self:
        """By the close of registration; those already closed, and those without one, last."""
        still_open = Case(
            When(registration_closes__gt=at or clock.now(), then=F("registration_closes"))
        )
        return self.order_by(still_open.asc(nulls_last=True), "title_folded", "pk")

    def best_match_first(self) -> Self:
        """After `ranked`."""
        return self.order_by(F("rank").desc(), "title_folded", "pk")

    def by_title(self) -> Self:
        return self.order_by("title_folded", "pk")

    def for_rows(self) -> Self:
        """With what a row of the list shows, in two queries whatever the number of rows."""
        return self.with_provider().prefetch_related("sessions")

    def for_data(self) -> Self:
        """With all that a listing's data holds, in three queries."""
        return (
            self.select_related("provider").prefetch_related("sessions", "topics").defer(*INDEXED)
        )

    def with_provider(self) -> Self:
        return self.select_related("provider").defer(*HEAVY)

    def _sessions(self) -> "SessionQuerySet":
        related = self.model._meta.get_field("sessions").related_model
        return related.objects.order_by()  # type: ignore[union-attr]

    def real(self) -> Self:
        """Without samples, which nobody offers."""
        return self.exclude(origin=Origin.SAMPLE)

    def told_anew(self) -> None:
        """Raise SEQUENCE where a calendar entry changed by more than the listing's own fields.

        Like those of `save`, the numbers only rise. Past the history: it is no edit of a listing.
        """
        self.update(sequence=F("sequence") + 1)

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
