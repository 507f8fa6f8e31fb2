from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords


class Contact(models.Model):
    """Whom to ask at the Branch. There is one row, and what it holds is a curator's to enter."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    role = models.CharField(
        "role", max_length=100, blank=True, help_text="For example: Professional Learning Lead."
    )
    name = models.CharField(
        max_length=100, blank=True, help_text="Leave empty to name the role alone."
    )
    email = models.EmailField("e-mail", blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    address = models.TextField("postal address", max_length=500, blank=True)
    note = models.TextField(
        max_length=500, blank=True, help_text="What else a reader should know: hours, who is away."
    )
    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "contact"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1),
                name="contact_is_one",
                violation_error_message="There is one contact: change that one.",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.role or "Not entered yet"

    @classmethod
    def current(cls) -> "Contact":
        """The one row; blank where none has been entered."""
        return cls.objects.first() or cls()

    @property
    def is_entered(self) -> bool:
        """Whether there is a way to reach the person."""
        return bool(self.email or self.telephone or self.address)

    @property
    def dialled(self) -> str:
        """The telephone number as `tel:` wants it, without the words around it."""
        number = self.telephone.lower().partition("ext")[0].partition("x")[0]
        digits = "".join(letter for letter in number if letter in "0123456789")
        return f"+{digits}" if number.strip().startswith("+") else digits
