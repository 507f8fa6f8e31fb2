from django.contrib.auth.models import User
from django.db import models

from catalogue.models.vocabulary import held
from cltp.models.decision import Decision
from cltp.models.vocabulary import State
from learning_portal.foundation import clock

LONGEST_WHY = 1000


class Step(models.Model):
    """One step in a decision's life. Rows are only ever added: the database sees to it."""

    decision = models.ForeignKey(Decision, on_delete=models.CASCADE, related_name="steps")
    at = models.DateTimeField(default=clock.now, editable=False)
    by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # empty where no account acts: a visitor, the sample
    led_to = models.CharField(max_length=20, choices=State.choices)
    done = models.CharField(max_length=60)
    why = models.CharField(max_length=LONGEST_WHY, blank=True)

    class Meta:
        ordering = ["decision", "at", "pk"]
        constraints = [held("step", "led_to", State)]

    def __str__(self) -> str:
        return self.done
