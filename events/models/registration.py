import datetime as dt
import secrets
import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from catalogue.models import Federation, Library
from catalogue.models.vocabulary import held
from events.models.edition import Edition
from events.models.vocabulary import HOLDING, LIVE, Role, State
from learning_portal.foundation import clock, folding

LONGEST_FOLDED = 300


def new_token() -> str:
    return secrets.token_urlsafe(24)


def folded_name(name: str) -> str:
    """What two spellings of one person's name have in common."""
    return " ".join(folding.fold(name).split())[:LONGEST_FOLDED]


def folded_email(email: str) -> str:
    return email.strip().casefold()[:LONGEST_FOLDED]


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> Self:
        return self.filter(state__in=LIVE)

    def holding(self) -> Self:
        """Those that take a place: confirmed, or offered and not run out."""
        return self.filter(state__in=HOLDING)

    def waiting(self) -> Self:
        """In the order in which they registered."""
        return self.filter(state=State.WAITING).order_by("number")

    def ran_out(self, at: dt.datetime) -> Self:
        """Offers whose deadline has passed."""
        return self.filter(state=State.OFFERED, offered_until__lte=at).order_by("number")

    def of_person(self, email: str, name: str) -> Self:
        return self.filter(email_folded=folded_email(email), name_folded=folded_name(name))

    def attended(self) -> Self:
        """Those who were checked in, and not by mistake."""
        return self.filter(check_ins__stands=True)

    def not_attended(self) -> Self:
        return self.exclude(check_ins__stands=True)


class Registration(models.Model):
    """One person at one edition. Personal data: deleted on the edition's day for it.

    Every write goes through registration.py, under the edition's lock. No history table: it
    would keep what is deleted.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="registrations")
    number = models.PositiveIntegerField(editable=False)  # in the order the lock was taken
    token = models.CharField(max_length=64, unique=True, default=new_token, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    state = models.CharField(max_length=20, choices=State.choices)
    offered_until = models.DateTimeField(null=True, blank=True)
    name = models.CharField(max_length=100)
    name_folded = models.CharField(max_length=LONGEST_FOLDED, editable=False)
    email = models.EmailField("e-mail")
    email_folded = models.CharField(max_length=LONGEST_FOLDED, editable=False)
    library = models.ForeignKey(Library, null=True, blank=True, on_delete=models.PROTECT)
    federation = models.ForeignKey(Federation, null=True, blank=True, on_delete=models.PROTECT)
    other_library = models.CharField("other organisation", max_length=200, blank=True)
    role = models.CharField(max_length=30, choices=Role.choices, default=Role.NOT_STATED)
    registered_by = models.CharField(
        max_length=100, blank=True, help_text="Who registered this person, with a group."
    )
    group = models.UUIDField(null=True, blank=True, editable=False)
    site = models.CharField(max_length=200, blank=True, editable=False)
    registered_at = models.DateTimeField(default=clock.now, editable=False)
    changed_at = models.DateTimeField(default=clock.now, editable=False)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["edition", "number"]
        indexes = [
            models.Index(fields=["edition", "state", "number"], name="registration_by_state"),
            models.Index(
                fields=["offered_until"], name="registration_offers", condition=Q(state="offered")
            ),
        ]
        constraints = [
            held("registration", "state", State),
            held("registration", "role", Role),
            models.UniqueConstraint(fields=["edition", "number"], name="registration_number"),
            models.UniqueConstraint(
                fields=["edition", "email_folded", "name_folded"],
                condition=Q(state__in=LIVE),
                name="registration_one_live_place",
                violation_error_message="This person is registered already.",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", offered_until__isnull=False)
                | (~Q(state="offered") & Q(offered_until__isnull=True)),
                name="registration_offer_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""), name="registration_is_of_somebody"
            ),
            models.CheckConstraint(
                condition=Q(library__isnull=True) | Q(federation__isnull=True),
                name="registration_of_one_library",
            ),
        ]

    def __str__(self) -> str:
        """Without a word of the person's: it is kept in the desk's log after they are gone."""
        return f"Registration {self.number} for {self.edition}"

    def save(self, *args: Any, **options: Any) -> None:
        self.name_folded = folded_name(self.name)
        self.email_folded = folded_email(self.email)
        super().save(*args, **options)

    def get_absolute_url(self) -> str:
        """The private address: who holds it may change and cancel."""
        return reverse("events:place", args=[self.token])

    def address(self, path: str = "") -> str:
        """A whole address for a message; the site as configured, else as they came to it."""
        return f"{settings.SITE_ADDRESS or self.site}{path or self.get_absolute_url()}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def has_attended(self) -> bool:
        """Whether a check-in of theirs stands."""
        return any(each.stands for each in self.check_ins.all())

    @property
    def calendar_sequence(self) -> int:
        """SEQUENCE: both parts only rise, so their sum rises with each change to either."""
        return self.sequence + self.edition.sequence

    @property
    def affiliation(self) -> str:
        named = self.library or self.federation
        return str(named) if named else self.other_library

    def ahead(self) -> int:
        """How many stand before this one on the waiting list."""
        waiting = Registration.objects.filter(edition=self.edition).waiting()
        return waiting.filter(number__lt=self.number).count()
