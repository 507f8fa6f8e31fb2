"""The programme of an edition: what happens when, where, and who speaks.

The database refuses a room or a speaker in two places at once, and a session outside its day.
"""

import datetime as dt
import uuid
from typing import Any, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Deferrable, F, Func, Q

from catalogue.models.address import Remembering, WebAddress, web_only
from catalogue.models.vocabulary import held
from events.models.edition import MOST_PLACES, Edition
from events.models.registration import Registration
from events.models.vocabulary import MaterialKind, SessionKind
from learning_portal.foundation import clock, time_labels

# What a calendar entry says of a session: a change to any of these raises SEQUENCE.
IN_CALENDARS = ("title", "summary", "starts", "ends", "room_id", "is_held", "kind")
DURING = Func(F("starts"), F("ends"), function="tstzrange", output_field=DateTimeRangeField())


class Room(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField(max_length=100)
    note = models.CharField(
        max_length=200, blank=True, help_text="How to find it, or what it has: a hearing loop."
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="room_once",
                violation_error_message="This edition has a room of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Track(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="tracks")
    name = models.CharField(max_length=100)
    order = models.PositiveSmallIntegerField(default=0, help_text="The smallest number is first.")

    class Meta:
        ordering = ["order", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "name"],
                name="track_once",
                violation_error_message="This edition has a track of this name already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Speaker(models.Model):
    """Who speaks. One person is entered once, whatever editions they speak at."""

    name = models.CharField(max_length=100)
    organisation = models.CharField(max_length=200, blank=True)
    about = models.TextField(
        max_length=1000, blank=True, help_text="One or two sentences for the programme."
    )

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "organisation"],
                name="speaker_once",
                violation_error_message="This speaker is here already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.organisation})" if self.organisation else self.name


class ProgrammeSessionQuerySet(models.QuerySet["ProgrammeSession"]):
    def for_programme(self) -> Self:
        """In order of time, with all that the programme's page shows; three queries."""
        rows = self.select_related("room", "track").prefetch_related("speakers", "materials")
        return rows.annotate(taken=Count("sign_ups")).order_by("starts", "ends", "pk")


class ProgrammeSession(Remembering):
    """One part of a day: a talk, a plenary, a break."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sessions")
    kind = models.CharField(max_length=20, choices=SessionKind.choices, default=SessionKind.SESSION)
    title = models.CharField(max_length=200)
    summary = models.TextField(
        max_length=2000, blank=True, help_text="What a person takes away, in plain sentences."
    )
    starts = models.DateTimeField()
    ends = models.DateTimeField()
    day_from = models.DateTimeField(editable=False)
    day_until = models.DateTimeField(editable=False)
    room = models.ForeignKey(
        Room, null=True, blank=True, on_delete=models.RESTRICT, related_name="sessions"
    )
    track = models.ForeignKey(
        Track, null=True, blank=True, on_delete=models.SET_NULL, related_name="sessions"
    )
    speakers = models.ManyToManyField(
        Speaker, through="Appearance", blank=True, related_name="sessions"
    )
    is_held = models.BooleanField(
        "is held", default=True, help_text="Untick it to mark the session as cancelled."
    )
    capacity = models.PositiveIntegerField(
        "places to sign up for",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
        help_text="Only where people sign up for this session. Empty: they just come.",
    )
    was_starts = models.DateTimeField(null=True, blank=True, editable=False)
    was_room = models.CharField(max_length=100, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    objects = ProgrammeSessionQuerySet.as_manager()

    class Meta:
        verbose_name = "session of the programme"
        verbose_name_plural = "sessions of the programme"
        ordering = ["starts", "ends", "pk"]
        constraints = [
            held("programme", "kind", SessionKind),
            models.CheckConstraint(
                condition=Q(ends__gt=F("starts")),
                name="programme_ends_after_start",
                violation_error_message="The session ends before it starts: check both.",
            ),
            models.CheckConstraint(
                condition=Q(starts__gte=F("day_from"), ends__lte=F("day_until")),
                name="programme_within_its_day",
                violation_error_message="A session begins and ends on one day: make two of it.",
            ),
            models.CheckConstraint(
                condition=Q(capacity__isnull=True) | Q(capacity__gte=1, capacity__lte=MOST_PLACES),
                name="programme_capacity_in_reason",
            ),
            ExclusionConstraint(
                name="programme_room_once_at_a_time",
                expressions=[("room", RangeOperators.EQUAL), (DURING, RangeOperators.OVERLAPS)],
                condition=Q(room__isnull=False, is_held=True),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="Another session is in this room at that time.",
            ),
            # What an appearance's times are held to: see the migration.
            models.UniqueConstraint(
                fields=["id", "starts", "ends", "is_held"], name="programme_times"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        self._place_in_day()
        if self.changed(*IN_CALENDARS):
            self.sequence += 1
        if self.edition.programme_shown and self.changed("starts", "room_id"):
            self._remember_what_was()
        super().save(*args, **options)

    def _place_in_day(self) -> None:
        """The day it starts on, in the edition's zone, as instants: the database converts none."""
        zone_name = self.edition.zone
        day = clock.wall(self.starts, zone_name).date()
        self.day_from = clock.start_of_day(day, zone_name)
        self.day_until = clock.start_of_day(day + clock.DAY, zone_name)

    def _remember_what_was(self) -> None:
        """What was announced first, until it is so again."""
        if self.was_starts is None:
            before = Room.objects.filter(pk=self._stored["room_id"]).first()
            self.was_starts, self.was_room = self._stored["starts"], before.name if before else ""
        room = self.room.name if self.room else ""
        if (self.was_starts, self.was_room) == (self.starts, room):
            self.was_starts, self.was_room = None, ""

    @property
    def day(self) -> dt.date:
        return clock.wall(self.starts, self.edition.zone).date()

    def hours(self) -> str:
        """`10:00 am to 11:00 am`, on the edition's clock."""
        begins, finishes = (clock.wall(at, self.edition.zone) for at in (self.starts, self.ends))
        return f"{time_labels.time(begins)} to {time_labels.time(finishes)}"

    def was(self) -> str:
        """`was 10:00 am, Room B`: what was announced before; empty where nothing has changed."""
        if self.was_starts is None:
            return ""
        said = []
        if self.was_starts != self.starts:
            before = clock.wall(self.was_starts, self.edition.zone)
            day = (
                f"{time_labels.short_day(before, year=False)}, "
                if before.date() != self.day
                else ""
            )
            said.append(f"{day}{time_labels.time(before)}")
        if self.was_room != (self.room.name if self.room else ""):
            said.append(self.was_room or "no room")
        return f"was {', '.join(said)}" if said else ""


class Appearance(models.Model):
    """A speaker at a session. Its times are the session's, and the database keeps them so."""

    session = models.ForeignKey(
        ProgrammeSession, on_delete=models.CASCADE, related_name="appearances"
    )
    speaker = models.ForeignKey(Speaker, on_delete=models.PROTECT, related_name="appearances")
    starts = models.DateTimeField(editable=False)
    ends = models.DateTimeField(editable=False)
    is_held = models.BooleanField(default=True, editable=False)

    class Meta:
        verbose_name = "speaker"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "speaker"],
                name="appearance_once",
                violation_error_message="This speaker is named twice.",
            ),
            ExclusionConstraint(
                name="appearance_speaker_once_at_a_time",
                expressions=[("speaker", RangeOperators.EQUAL), (DURING, RangeOperators.OVERLAPS)],
                condition=Q(is_held=True),
                deferrable=Deferrable.IMMEDIATE,
                violation_error_message="This speaker is at another session at that time.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.speaker)

    def save(self, *args: Any, **options: Any) -> None:
        session = self.session
        self.starts, self.ends, self.is_held = session.starts, session.ends, session.is_held
        super().save(*args, **options)


class Material(models.Model):
    """What a session leaves behind: slides, a handout, a recording."""

    session = models.ForeignKey(
        ProgrammeSession, on_delete=models.CASCADE, related_name="materials"
    )
    kind = models.CharField(max_length=20, choices=MaterialKind.choices)
    title = models.CharField(max_length=200, blank=True)
    url = WebAddress("address")

    class Meta:
        ordering = ["kind", "pk"]
        constraints = [held("material", "kind", MaterialKind), *web_only("material", "url")]

    def __str__(self) -> str:
        return self.title or str(self.get_kind_display())


class SignUp(models.Model):
    """A person with a place at the edition, and at one of its sessions."""

    session = models.ForeignKey(ProgrammeSession, on_delete=models.CASCADE, related_name="sign_ups")
    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="sign_ups"
    )
    signed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["signed_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "registration"], name="sign_up_once")
        ]

    def __str__(self) -> str:
        return f"{self.registration} at {self.session}"
