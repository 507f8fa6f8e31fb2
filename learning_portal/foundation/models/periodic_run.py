from django.db import models

from learning_portal.foundation import clock


class PeriodicRun(models.Model):
    """When a periodic task ran last and is due next: one row a task, which its run holds locked."""

    name = models.CharField(primary_key=True, max_length=60)
    due_at = models.DateTimeField("due", default=clock.now)
    ran_at = models.DateTimeField("last ran", null=True, blank=True)
    failed_at = models.DateTimeField("last failed", null=True, blank=True)
    why = models.CharField("what happened", max_length=500, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = "periodic task"

    def __str__(self) -> str:
        return self.name
