import datetime as dt
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from simple_history.models import HistoricalRecords

from catalogue.models import Opportunity
from catalogue.models.address import Addressed, WebAddress, free_slug, web_only
from catalogue.models.library import known_zone
from catalogue.models.vocabulary import held
from events.models.afterwards import Afterwards
from events.models.edition_queryset import EditionQuerySet
from events.models.gathering import Gathering
from events.models.retention import Retention
from events.models.venue import Venue
from events.models.vocabulary import Stage, Status, Way
from learning_portal.foundation import clock, folding, markup, time_labels
from learning_portal.foundation.time_labels import Span

MOST_PLACES = 5000
# What a calendar entry says of an edition: a change to any of these raises SEQUENCE.
IN_CALENDARS = ("title", "slug", "stage", "starts", "ends", "zone", "hours_known", "way",
                "venue_id", "join_url")  # fmt: skip


class Edition(Retention, Afterwards, Addressed):
    """One holding of a gathering: its dates, its place, and who may come."""

    named_by = "named"
    reserved = frozenset({"place"})

    gathering = models.ForeignKey(Gathering, on_delete=models.PROTECT, related_name="editions")
    title = models.CharField(max_length=200)
    is_shown = models.BooleanField(
        "shown to readers",
        default=False,
        help_text="Tick it when readers may see the edition, here and in the catalogue.",
    )
    is_sample = models.BooleanField("sample", default=False, editable=False)
    stage = models.CharField(
        max_length=20,
        choices=Stage.choices,
        default=Stage.PLANNED,
        help_text="“Full” and “over” follow by themselves. Closing or cancelling sends a message "
        "to everyone registered, once.",
    )
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    zone = models.CharField(
        max_length=64, default=clock.BC_ZONE, validators=[known_zone], help_text="An IANA name."
    )
    hours_known = models.BooleanField(default=True, editable=False)
    way = models.CharField(
        "how people take part", max_length=20, choices=Way.choices, default=Way.IN_PERSON
    )
    venue = models.ForeignKey(
        Venue, null=True, blank=True, on_delete=models.PROTECT, related_name="editions"
    )
    join_url = WebAddress(
        "address to join online", blank=True, help_text="Told only to people who have a place."
    )
    summary = models.CharField(
        max_length=400, blank=True, help_text="One or two plain sentences, shown in lists."
    )
    description = models.TextField(blank=True, max_length=20_000, help_text="More, in Markdown.")
    description_html = models.TextField(editable=False, default="", blank=True)
    for_whom = models.CharField("who it is for", max_length=300, blank=True)
    access_arrangements = models.TextField(
        "accessibility arrangements",
        max_length=2000,
        blank=True,
        help_text="What is arranged for this edition beside what the venue has: interpreters, "
        "captions, a quiet room, scent-free rooms.",
    )
    access_contact = models.CharField(
        "contact for accessibility",
        max_length=200,
        blank=True,
        help_text="Whom to ask: a role or a name, with an e-mail address or a telephone number.",
    )
    travel_support = models.TextField(
        "travel support",
        max_length=2000,
        blank=True,
        help_text="What is paid for, and for whom. Leave empty where there is none: then the "
        "form does not ask.",
    )
    territory = models.TextField(
        "territory acknowledgement",
        max_length=2000,
        blank=True,
        help_text="In the words agreed with the Nation or Nations whose territory it is.",
    )
    capacity = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text="How many people have a place. It cannot go below those who have one now.",
    )
    registration_opens = models.DateTimeField(null=True, blank=True)
    registration_closes = models.DateTimeField(null=True, blank=True)
    offer_hours = models.PositiveSmallIntegerField(
        "hours to take an offer",
        default=48,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 14)],
        help_text="How long a person on the waiting list has to take a place that became free.",
    )
    programme_shown = models.BooleanField(
        "programme is shown",
        default=False,
        help_text="Tick it when readers may see the programme. From then on a new time or room is "
        "marked with what it was.",
    )
    # The first day's begin and the last day's end, worked out from the dates in its own zone.
    days_from = models.DateTimeField(editable=False, null=True)
    days_until = models.DateTimeField(editable=False, null=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    opportunity = models.OneToOneField(
        Opportunity,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="edition",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    history = HistoricalRecords(
        excluded_fields=[
            "description_html",
            "former_slugs",
            "changed_at",
            "sequence",
            "days_from",
            "days_until",
        ]
    )
    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["-starts", "-pk"]
        indexes = [models.Index(fields=["is_shown", "ends"], name="edition_shown_ends")]
        constraints = [
            held("edition", "stage", Stage),
            held("edition", "way", Way),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="edition_ends_after_start",
                violation_error_message="The edition ends before it starts: check both.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__gte=1) & Q(capacity__lte=MOST_PLACES),
                name="edition_capacity_in_reason",
                violation_error_message=f"Places are between 1 and {MOST_PLACES}.",
            ),
            models.CheckConstraint(
                condition=Q(registration_opens__isnull=True)
                | Q(registration_closes__isnull=True)
                | Q(registration_closes__gt=F("registration_opens")),
                name="edition_registration_closes_after_it_opens",
                violation_error_message="Registration closes before it opens: check both.",
            ),
            *web_only("edition", "join_url"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def named(self) -> str:
        """What its address is made from: the title, and the year where that does not say it."""
        year = str(self.first_day.year)
        return self.title if year in self.title else f"{self.title} {year}"

    def _free_slug(self) -> str:
        wanted = folding.slug(self.named)
        others = Edition.objects.exclude(pk=self.pk).filter(slug__startswith=wanted)
        gatherings = Gathering.objects.values_list("slug", flat=True)
        return free_slug(
            wanted, self.reserved.union(gatherings, others.values_list("slug", flat=True))
        )

    def clean(self) -> None:
        super().clean()
        if self.slug and Gathering.objects.filter(slug=self.slug).exists():
            raise ValidationError(
                {"slug": f"“{self.slug}” leads to the next edition: add the year, say."}
            )
        if self.ends:
            self.follow_dates(self.last_day, self._last_day_stored())
            self.close_feedback(self.last_day, self._last_day_stored())
            self.check_deletion_days(self.last_day)
            if self.feedback_closes_on < self.last_day:
                why = "Feedback opens when the event ends: choose a later day."
                raise ValidationError({"feedback_closes_on": why})

    def get_absolute_url(self) -> str:
        return reverse("events:edition", args=[self.slug])

    def save(self, *args: Any, **options: Any) -> None:
        self.description_html = markup.to_html(self.description) if self.description else ""
        self.title = folding.tidy(self.title)
        if self.changed(*IN_CALENDARS):
            self.sequence += 1
        last = self.last_day
        self.days_from = clock.start_of_day(self.first_day, self.zone)
        self.days_until = clock.start_of_day(last + clock.DAY, self.zone)
        self.follow_dates(last, self._last_day_stored())
        self.close_feedback(last, self._last_day_stored())
        super().save(*args, **options)

    def _last_day_stored(self) -> dt.date | None:
        """Before this change of its dates; None where they have not changed."""
        if not self.changed("ends", "zone"):
            return None
        return _last_day(self._stored["ends"], self._stored["zone"])

    @property
    def first_day(self) -> dt.date:
        """In its own zone."""
        return clock.wall(self.starts, self.zone).date()

    @property
    def last_day(self) -> dt.date:
        """In its own zone."""
        return _last_day(self.ends, self.zone)

    @property
    def days(self) -> list[dt.date]:
        count = (self.last_day - self.first_day).days + 1
        return [self.first_day + number * clock.DAY for number in range(count)]

    def when(self, zone_name: str = "") -> Span:
        """Its time as a clock writes it: its own, unless told."""
        if self.hours_known:
            return time_labels.timed(self.starts, self.ends, zone_name or self.zone)
        days = time_labels.all_day(self.starts, self.ends, self.zone)
        return Span(days.start, days.rest.replace("all day", "hours to be announced"))

    @property
    def place(self) -> str:
        """Where it is held, on one line."""
        if self.way == Way.ONLINE:
            return "Online"
        where = self.venue.line() if self.venue else "Place to be announced"
        return f"{where}, and online" if self.way == Way.HYBRID else where

    def is_over(self, at: dt.datetime | None = None) -> bool:
        return self.ends <= (at or clock.now())

    @property
    def is_cancelled(self) -> bool:
        return self.stage == Stage.CANCELLED

    def takes_feedback(self, at: dt.datetime | None = None) -> bool:
        """From its end to the end of the last day stated, on its own clock."""
        at = at or clock.now()
        if not self.is_shown or self.is_cancelled or not self.is_over(at):
            return False
        return clock.wall(at, self.zone).date() <= self.feedback_closes_on

    def takes_registrations(self, at: dt.datetime | None = None) -> bool:
        """Whether a person may register now, for a place or for the waiting list."""
        at = at or clock.now()
        opens, closes = self.registration_opens, self.registration_closes
        return (
            self.is_shown
            and self.stage == Stage.OPEN
            and not self.is_over(at)
            and (opens is None or opens <= at)
            and (closes is None or closes > at)
        )

    def status(self, places_left: int, at: dt.datetime | None = None) -> Status:
        """Where it stands, to a reader. `places_left` is asked of the registrations."""
        at = at or clock.now()
        if self.is_cancelled:
            return Status.CANCELLED
        if self.is_over(at):
            return Status.OVER
        if self.takes_registrations(at):
            return Status.OPEN if places_left > 0 else Status.FULL
        opens = self.registration_opens
        if self.stage == Stage.PLANNED or (
            self.stage == Stage.OPEN and opens is not None and opens > at
        ):
            return Status.PLANNED
        return Status.CLOSED


def _last_day(ends: dt.datetime, zone: str) -> dt.date:
    return clock.wall(ends - dt.timedelta(microseconds=1), zone).date()
