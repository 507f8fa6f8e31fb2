from typing import Any

from django import forms

from catalogue.admin.fields import TidyField, typed_day
from cltp.models import Decision, ProgrammeCertificate
from cltp.models.step import LONGEST_WHY
from learning_portal.foundation import clock

WHY = "Why, in a sentence. The history keeps it."


class DecisionForm(forms.ModelForm):
    decided_on = typed_day(label="Decided on", help_text="The day it was decided: 2026-11-24.")
    review_by = typed_day(
        label="Review by", help_text="Left empty: three years after it was decided."
    )
    completed_from = typed_day(
        label="Completed on or after",
        help_text="The first day on which a learner may have completed the training. Empty: "
        "however long ago.",
    )
    completed_to = typed_day(
        label="Completed on or before",
        help_text="The last such day; that day counts. Empty: ongoing.",
    )
    why = TidyField(
        max_length=LONGEST_WHY,
        label="Why it is begun",
        help_text=WHY,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 80}),
    )

    class Meta:
        model = Decision
        fields = [
            "certificate", "finding", "conditions", "decided_by", "capacity", "decided_on",
            "review_by", "completed_from", "completed_to",
        ]  # fmt: skip
        field_classes = dict.fromkeys(["conditions", "decided_by", "capacity"], TidyField)
        widgets = {"conditions": forms.Textarea(attrs={"rows": 3, "cols": 80})}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "certificate" in self.fields:
            real = ProgrammeCertificate.objects.filter(is_sample=False)
            self.fields["certificate"].queryset = real  # type: ignore[attr-defined]

    def clean_decided_on(self) -> Any:
        day = self.cleaned_data["decided_on"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("That day is still to come: correct it.")
        return day
