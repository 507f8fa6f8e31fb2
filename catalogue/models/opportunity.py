import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Func, Q
from simple_history.models import HistoricalRecords

from catalogue.models.address import Addressed, WebAddress, folded, web_only
from catalogue.models.facts import ListingFacts
from catalogue.models.opportunity_queryset import OpportunityQuerySet
from catalogue.models.provider import Provider
from catalogue.models.topic import Topic
from catalogue.models.vocabulary import (
    NOT_STATED,
    Access,
    Audience,
    BCContext,
    Certificate,
    Cost,
    Delivery,
    Kind,
    Language,
    Level,
    Origin,
    PricePer,
    Recording,
    Region,
    Status,
    all_held,
    held,
)
from learning_portal.foundation import clock, markup

# What a calendar entry says of its listing: a change to any of these raises SEQUENCE. So does
# one to the names of its provider and topics: see `told_anew`.
IN_CALENDARS = (
    "title", "summary", "url", "slug", "delivery", "status", "kind", "provider_id",
    "registration_url", "cost", "price", "price_high", "currency", "price_per",
)  # fmt: skip

# What `portal_facets` reads, in its order.
OF_FACETS = (
    "kind", "delivery", "cost", "level", "bc_context", "recording", "hours", "provider",
    "audience", "languages", "certificate", "access", "regions", "topic_keys",
)  # fmt: skip


def words(choices: Any, **options: Any) -> ArrayField:
    """A list of words from one closed vocabulary."""
    base = models.CharField(max_length=30, choices=choices.choices)
    return ArrayField(base, default=list, blank=True, **options)


class Opportunity(ListingFacts, Addressed):
    """Something to learn from: a webinar, a course, an event, a recording, a collection."""

    named_by = "title"
    reserved = frozenset({"calendar", "embed", "suggest"})
    _change_reason: str | None  # both are read by the history when it records a save
    _history_user: Any

    status = models.CharField(
        max_length=20, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    title = models.CharField(max_length=200)
    title_folded = folded("title")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="opportunities")
    kind = models.CharField(max_length=30, choices=Kind.choices)
    summary = models.CharField(
        max_length=400,
        blank=True,
        help_text="One or two plain sentences: what a reader would learn. Shown in lists.",
    )
    description = models.TextField(
        blank=True, max_length=20_000, help_text="More, in Markdown: paragraphs, lists, links."
    )
    description_html = models.TextField(editable=False, default="", blank=True)
    url = WebAddress(
        "web page", blank=True, help_text="The provider's own page about it: https://…"
    )
    link_dead_since = models.DateField(
        "web page has not answered since",
        null=True,
        blank=True,
        help_text="The day you found that the organiser's page is gone: 2026-12-31. Readers are "
        "told. Empty it when the page is back, or the address put right.",
    )
    topics = models.ManyToManyField(Topic, blank=True, related_name="opportunities")
    audience = words(Audience, help_text="Who it is for. None chosen reads as “not stated”.")
    level = models.CharField(max_length=20, choices=Level.choices, default=NOT_STATED)
    languages = words(Language, help_text="None chosen reads as “not stated”.")
    bc_context = models.CharField(
        "BC context",
        max_length=20,
        choices=BCContext.choices,
        default=NOT_STATED,
        help_text="Is it made in BC, or for BC's laws, people and places?",
    )

    delivery = models.CharField(max_length=30, choices=Delivery.choices, default=NOT_STATED)
    hours = models.DecimalField(
        max_digits=7,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.05"))],
        help_text="How long it takes in all, in hours: 1.5 for ninety minutes.",
    )
    length_note = models.CharField(
        max_length=120, blank=True, help_text="In words where hours do not say it: “six weeks”."
    )

    cost = models.CharField(max_length=20, choices=Cost.choices, default=NOT_STATED)
    price = models.DecimalField(
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="The amount, or the lowest where there are several.",
    )
    price_high = models.DecimalField(
        "highest price",
        max_digits=9,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
        help_text="Only where there are several prices.",
    )
    currency = models.CharField(
        max_length=3,
        blank=True,
        validators=[RegexValidator("^[A-Z]{3}$", "Use three capital letters, such as CAD or USD.")],
        help_text="CAD, USD … Needed with an amount.",
    )
    price_per = models.CharField(max_length=20, choices=PricePer.choices, default=NOT_STATED)
    price_note = models.CharField(
        max_length=200, blank=True, help_text="For example: “$43 for members, $59 for others”."
    )

    registration_url = WebAddress(
        "registration page",
        blank=True,
        help_text="Where a reader signs up, when that is not the web page above.",
    )
    registration_closes = models.DateTimeField(null=True, blank=True)
    registration_zone = models.CharField(max_length=64, blank=True)
    registration_words = models.CharField(max_length=120, blank=True)

    recording = models.CharField(max_length=20, choices=Recording.choices, default=NOT_STATED)
    recording_url = WebAddress("recording link", blank=True)
    recording_until = models.DateField(
        null=True, blank=True, help_text="The last day the recording can be watched, if stated."
    )
    certificate = words(
        Certificate, help_text="What earns a certificate. None chosen reads as “not stated”."
    )
    access = words(
        Access, help_text="What the organiser states. None chosen reads as “not stated”."
    )
    capacity_note = models.CharField(
        max_length=200, blank=True, help_text="For example: “Limited to 30 people”."
    )

    origin = models.CharField(
        max_length=20, choices=Origin.choices, default=Origin.CURATED, editable=False
    )
    ref = models.CharField("reference", max_length=120, blank=True, editable=False)
    locked_fields = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, editable=False
    )
    checked_on = models.DateField(null=True, blank=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    # These follow from the sessions, the provider and the topics; see `settle` and found_by.py.
    over_at = models.DateTimeField(null=True, editable=False)
    keywords = models.TextField(default="", blank=True, editable=False)
    regions = words(Region, editable=False)
    topic_keys = ArrayField(models.BigIntegerField(), default=list, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    published_at = models.DateTimeField(null=True, editable=False)
    words_en_fr = models.GeneratedField(
        expression=Func(
            F("title"), F("keywords"), F("summary"), F("description"), function="portal_words"
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    title_words = models.GeneratedField(
        expression=Func(F("title"), F("keywords"), function="portal_title_words"),
        output_field=SearchVectorField(),
        db_persist=True,
    )
    # Every choice of every filter that it stands under: `kind:webinar`, `topic:12`.
    facets = models.GeneratedField(
        expression=Func(*map(F, OF_FACETS), function="portal_facets"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )

    history = HistoricalRecords(
        m2m_fields=[topics],
        excluded_fields=[
            "title_folded", "words_en_fr", "title_words", "keywords", "regions", "topic_keys",
            "facets", "over_at", "sequence", "description_html", "former_slugs", "changed_at",
        ],
    )  # fmt: skip

    objects = OpportunityQuerySet.as_manager()

    class Meta:
        verbose_name = "opportunity"
        verbose_name_plural = "opportunities"
        ordering = ["title_folded", "pk"]
        permissions = [
            ("review_opportunity", "Can accept suggestions and send listings to review"),
            ("publish_opportunity", "Can publish listings"),
            ("archive_opportunity", "Can archive and restore listings"),
            ("import_opportunity", "Can import listings from a table"),
        ]
        indexes = [
            GinIndex(fields=["words_en_fr"], name="opportunity_words"),
            GinIndex(fields=["former_slugs"], name="opportunity_former_slugs"),
            GinIndex(fields=["facets"], name="opportunity_facets"),
            GinIndex(
                fields=["title_folded"], name="opportunity_letters", opclasses=["gin_trgm_ops"]
            ),
            models.Index(fields=["status", "over_at"], name="opportunity_current"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "ref"], condition=~Q(ref=""), name="opportunity_ref_unique"
            ),
            held("opportunity", "status", Status),
            held("opportunity", "kind", Kind),
            held("opportunity", "delivery", Delivery),
            held("opportunity", "level", Level),
            held("opportunity", "bc_context", BCContext),
            held("opportunity", "cost", Cost),
            held("opportunity", "price_per", PricePer),
            held("opportunity", "recording", Recording),
            held("opportunity", "origin", Origin),
            all_held("opportunity", "audience", Audience),
            all_held("opportunity", "languages", Language),
            all_held("opportunity", "certificate", Certificate),
            all_held("opportunity", "access", Access),
            all_held("opportunity", "regions", Region),
            models.CheckConstraint(
                condition=~Q(certificate__contains=["none"]) | Q(certificate=["none"]),
                name="opportunity_no_certificate_alone",
                violation_error_message="“No certificate” cannot stand beside a certificate.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | (Q(price__gte=0) & ~Q(currency="")),
                name="opportunity_price_has_currency",
                violation_error_message="Say in which currency the price is: CAD, USD …",
            ),
            models.CheckConstraint(
                condition=Q(price_high__isnull=True) | Q(price_high__gte=F("price")),
                name="opportunity_price_high_above_price",
                violation_error_message="The highest price is below the price.",
            ),
            models.CheckConstraint(
                condition=Q(price__isnull=True) | ~Q(cost="free") | Q(price=0),
                name="opportunity_free_has_no_price",
                violation_error_message="A free listing has no price: choose another cost, "
                "or remove the amount.",
            ),
            models.CheckConstraint(
                condition=Q(hours__isnull=True) | Q(hours__gt=0),
                name="opportunity_hours_positive",
                violation_error_message="Hours are more than nothing; leave empty if not stated.",
            ),
            models.CheckConstraint(
                condition=Q(registration_closes__isnull=True) | ~Q(registration_zone=""),
                name="opportunity_registration_has_zone",
            ),
            *web_only("opportunity", "url", "registration_url", "recording_url"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **options: Any) -> None:
        self.description_html = markup.to_html(self.description) if self.description else ""
        if self.changed(*IN_CALENDARS):
            self.sequence += 1
        stands_anew = self._state.adding or self.changed("registration_closes", "provider_id")
        super().save(*args, **options)
        if stands_anew:
            self.settle()

    def sittings(self) -> list[Any]:
        """Its sessions in order, of which those that read them read no more than once."""
        return list(self.sessions.all())

    @property
    def is_published(self) -> bool:
        return self.status == Status.PUBLISHED

    def is_current(self, at: dt.datetime | None = None) -> bool:
        """Published, and not over: the same rule as `OpportunityQuerySet.current`."""
        return self.is_published and not self.is_over(at)

    def settle(self) -> None:
        """Work out `over_at` and `regions` anew from the sessions, the close date, the provider.

        Called when a session is saved or deleted, or one of the others changes.
        """
        sessions = list(self.sessions.only("over_at", "region").order_by())
        settled = {"over_at": self.over_at_of(sessions), "regions": self.regions_of(sessions)}
        if any(getattr(self, name) != value for name, value in settled.items()):
            for name, value in settled.items():
                setattr(self, name, value)
            type(self).objects.filter(pk=self.pk).update(**settled)

    def over_at_of(self, sessions: Iterable[Any]) -> dt.datetime | None:
        """When the last of them is over, or the close date where there are none; empty: never."""
        ends = [session.over_at for session in sessions]
        if not ends:
            return self.registration_closes
        stated = [end for end in ends if end is not None]
        return max(stated) if len(stated) == len(ends) else None

    def regions_of(self, sessions: Iterable[Any]) -> list[str]:
        """Where it takes place or, where no place is stated, where its provider is."""
        placed = {session.region for session in sessions} - {NOT_STATED}
        return sorted(placed) or [self.provider.region]

    def needs_checking(self, today: dt.date | None = None) -> bool:
        limit = (today or clock.today()) - dt.timedelta(days=settings.CHECKED_FOR_DAYS)
        return self.checked_on is None or self.checked_on < limit
