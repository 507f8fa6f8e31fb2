import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from catalogue.models.address import Remembering
from catalogue.models.facts import CANCELLED_STAYS, SessionFacts
from catalogue.models.library import known_zone
from catalogue.models.opportunity import Opportunity
from catalogue.models.opportunity_queryset import HEAVY, is_any_of
from catalogue.models.vocabulary import NOT_STATED, Region, SessionState, Timing, held
from learning_portal.foundation import clock

# What a calendar entry says of its session: a change to any of these raises SEQUENCE.
IN_CALENDARS = (
    "state", "timing", "starts", "ends", "zone", "organiser_words", "label", "venue", "address",
    "city", "region",
)  # fmt: skip


class SessionQuerySet(models.QuerySet["Session"]):
    def of_listings(self, keys: Sequence[int]) -> Self:
        """The sessions of the listings of these keys."""
        return self.filter(is_any_of("opportunity_id", keys))

    def of_published(self) -> Self:
        return self.filter(opportunity__status="published")

    def not_over(self, at: dt.datetime | None = None) -> Self:
        """Has not ended; a session to be announced has not."""
        return self.filter(Q(over_at__isnull=True) | Q(over_at__gt=at or clock.now()))

    def between(self, first: dt.date, before: dt.date) -> Self:
        """Under way on a BC day from `first` up to, not including, `before`."""
        return self.filter(
            starts__lt=clock.start_of_day(before), over_at__gt=clock.start_of_day(first)
        )

    def perhaps_on(self, first: dt.date, before: dt.date) -> Self:
        """Those whose `days` may touch the days from `first` up to, not including, `before`.

        Whole days are the organiser's own, and so may begin or end on another BC day.
        """
        whole = ~Q(timing=Timing.TIMED) & Q(
            starts__lt=clock.start_of_day(before + clock.DAY),
            over_at__gt=clock.start_of_day(first - clock.DAY),
        )
        timed = Q(starts__lt=clock.start_of_day(before), over_at__gt=clock.start_of_day(first))
        return self.filter(timed | whole)

    def with_listing(self) -> Self:
        """With the listing of each and its provider, in the same query."""
        return self.select_related("opportunity__provider").defer(
            *(f"opportunity__{name}" for name in HEAVY)
        )

    def for_calendars(self, at: dt.datetime | None = None) -> Self:
        """Dated sessions for a calendar feed: not over, or cancelled and 30 days past at most."""
        at = at or clock.now()
        return self.filter(starts__isnull=False).filter(
            Q(over_at__gt=at) | Q(state=SessionState.CANCELLED, over_at__gt=at - CANCELLED_STAYS)
        )


class Session(SessionFacts, Remembering):
    """One sitting of an opportunity. Instants are UTC, beside the organiser's zone and words."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="sessions")
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(
        max_length=20, choices=SessionState.choices, default=SessionState.SCHEDULED
    )
    label = models.CharField(
        max_length=120, blank=True, help_text="Only where sessions differ: “Part 2: Weeding”."
    )
    timing = models.CharField(max_length=20, choices=Timing.choices, default=Timing.TIMED)
    starts = models.DateTimeField(null=True, blank=True)
    ends = models.DateTimeField(null=True, blank=True)
    zone = models.CharField(
        max_length=64, default=clock.BC_ZONE, validators=[known_zone], help_text="An IANA name."
    )
    organiser_words = models.CharField(
        max_length=200, blank=True, help_text="The time as the organiser wrote it."
    )
    over_at = models.DateTimeField(null=True, editable=False)
    venue = models.CharField(max_length=200, blank=True)
    address = models.CharField("street address", max_length=200, blank=True)
    city = models.CharField(max_length=100, blank=True)
    region = models.CharField(max_length=20, choices=Region.choices, default=NOT_STATED)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(excluded_fields=["sequence", "over_at", "changed_at"])

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = [F("starts").asc(nulls_last=True), "pk"]
        indexes = [models.Index(fields=["over_at", "starts"], name="session_over_starts")]
        constraints = [
            held("session", "state", SessionState),
            held("session", "timing", Timing),
            held("session", "region", Region),
            models.CheckConstraint(
                condition=Q(starts__isnull=False) | Q(state=SessionState.TO_BE_ANNOUNCED),
                name="session_dated_or_to_be_announced",
                violation_error_message="Give the session a start, or mark it to be announced.",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(ends__gt=F("starts")),
                name="session_ends_after_start",
                violation_error_message="The session ends before it starts.",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False),
                name="session_end_needs_start",
                violation_error_message="An end needs a start.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opportunity}: {self.when()}"

    def save(self, *args: Any, **options: Any) -> None:
        if self.changed(*IN_CALENDARS):
            self.sequence += 1
        self.over_at = self.ends_when()
        super().save(*args, **options)
        self.opportunity.settle()

    def delete(self, *args: Any, **options: Any) -> Any:
        opportunity = self.opportunity
        gone = super().delete(*args, **options)
        opportunity.settle()
        return gone
