"""The rules about decisions, each with one name. Days are passed in."""

import datetime as dt
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from cltp.models.decision_parts import DecisionCourse, DecisionTraining, OutcomeCheck
from cltp.models.vocabulary import STANDING, UNDER_WAY, State
from learning_portal.foundation import clock

if TYPE_CHECKING:
    from cltp.models.decision import Decision


class DecisionQuerySet(models.QuerySet["Decision"]):
    def published(self) -> Self:
        """Those that stand today: published, and neither superseded nor withdrawn."""
        return self.filter(state__in=STANDING)

    def ever_published(self) -> Self:
        """Those with a public address, which stays."""
        return self.filter(published_at__isnull=False)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def requested(self) -> Self:
        return self.filter(state=State.REQUESTED)

    def proposed(self) -> Self:
        return self.filter(state=State.PROPOSED)

    def searched(self, word: str) -> Self:
        """For the desk: by number, by what was asked for, by the training's name."""
        number = int(word) if word.isascii() and word.isdigit() and len(word) < 10 else None
        return self.filter(
            Q(number=number)
            | Q(asked_training__icontains=word)
            | Q(asked_course__icontains=word)
            | Exists(DecisionTraining.objects.filter(decision=OuterRef("pk")).named(word))
        )

    def real(self) -> Self:
        return self.filter(is_sample=False)

    def in_force(self, completed_on: dt.date) -> Self:
        """Published, and holding for who completed the training on that day."""
        return self.published().filter(
            Q(completed_from__isnull=True) | Q(completed_from__lte=completed_on),
            Q(completed_to__isnull=True) | Q(completed_to__gte=completed_on),
        )

    def review_due(self, today: dt.date | None = None) -> Self:
        """Published, and the day by which it was to be looked at again has passed."""
        return self.published().filter(review_by__lt=today or clock.today())

    def training_changed(self) -> Self:
        """Published, and some of its training is not as it was when it was decided."""
        changed = DecisionTraining.objects.changed().filter(decision=OuterRef("pk"))
        return self.published().filter(Exists(changed))

    def of_course(self, course: int) -> Self:
        """About this course, alone or with others."""
        named = DecisionCourse.objects.filter(decision=OuterRef("pk"), course=course)
        return self.filter(Exists(named))

    def of_certificate(self, certificate: int) -> Self:
        """About the whole certificate: what is said of one course is never added up to it."""
        return self.filter(certificate=certificate)

    def of_listing(self, opportunity: int) -> Self:
        """About this listing, alone or with other training."""
        named = DecisionTraining.objects.filter(
            decision=OuterRef("pk"), training__opportunity=opportunity
        )
        return self.filter(Exists(named))

    def listings(self) -> set[int]:
        """The keys of the listings that any of them names."""
        named = DecisionTraining.objects.filter(decision__in=self.values("pk").order_by())
        listings = named.filter(training__opportunity__isnull=False)
        return set(listings.values_list("training__opportunity", flat=True))

    def newest_first(self) -> Self:
        return self.order_by("-number", "-version")

    def for_reading(self) -> Self:
        """With courses, training and outcomes: four queries whatever the number of rows."""
        return self.select_related("certificate", "superseded_by").prefetch_related(
            Prefetch("course_links", DecisionCourse.objects.select_related("course")),
            Prefetch("training_links", DecisionTraining.objects.with_changes()),
            Prefetch("checks", OutcomeCheck.objects.select_related("outcome__course")),
        )

    def latest_of(self, number: int) -> "Decision | None":
        """The version of this number that stands or, where none does, the last published."""
        versions = self.ever_published().filter(number=number)
        return versions.order_by("-version").first()
