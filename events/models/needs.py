from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q

from catalogue.models.vocabulary import held
from events.models.registration import Registration
from events.models.vocabulary import Support

LONGEST_NEED = 2000
MOST_KILOMETRES, MOST_NIGHTS = 5000, 14


class Needs(models.Model):
    """What a person needs to take part. Apart from the registration, and deleted sooner."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="needs"
    )
    access = models.TextField("access needs", max_length=LONGEST_NEED, blank=True)
    dietary = models.TextField("dietary needs", max_length=LONGEST_NEED, blank=True)

    class Meta:
        verbose_name_plural = "needs"
        constraints = [
            models.CheckConstraint(
                condition=~Q(access="") | ~Q(dietary=""), name="needs_say_something"
            )
        ]

    def __str__(self) -> str:
        return f"Needs of {self.registration}"


class TravelSupport(models.Model):
    """Support that a person asked for; staff decide."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="travel"
    )
    kilometres = models.PositiveIntegerField(
        default=0,
        validators=[MaxValueValidator(MOST_KILOMETRES)],
        help_text="There and back together.",
    )
    nights = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(MOST_NIGHTS)]
    )
    decision = models.CharField(max_length=20, choices=Support.choices, default=Support.ASKED)
    amount = models.DecimalField("dollars", max_digits=7, decimal_places=2, null=True, blank=True)
    note = models.CharField(max_length=300, blank=True, help_text="What was agreed, and why.")
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL
    )

    class Meta:
        verbose_name = "travel support"
        verbose_name_plural = "travel support"
        constraints = [
            held("travel", "decision", Support),
            models.CheckConstraint(
                condition=Q(kilometres__lte=MOST_KILOMETRES, nights__lte=MOST_NIGHTS),
                name="travel_in_reason",
            ),
            models.CheckConstraint(
                condition=Q(kilometres__gt=0) | Q(nights__gt=0), name="travel_asks_for_something"
            ),
            models.CheckConstraint(
                condition=Q(decision="granted", amount__isnull=False, amount__gt=0)
                | (~Q(decision="granted") & Q(amount__isnull=True)),
                name="travel_granted_has_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"Travel support for {self.registration}"
