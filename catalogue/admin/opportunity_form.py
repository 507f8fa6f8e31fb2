import datetime as dt
from typing import Any

from django import forms

from catalogue.admin import meanwhile, typed_times
from catalogue.admin.fields import (
    TidyField,
    TopicsField,
    several,
    typed_day,
    typed_time,
    typed_zone,
)
from catalogue.models import Opportunity
from catalogue.models.vocabulary import Access, Audience, Certificate, Language
from catalogue.versions import field_label
from learning_portal.foundation import clock

NOT_CHOSEN = "None chosen reads as “not stated”."
REGISTRATION = {"registration_closes_wall", "registration_zone_words"}
CLOSES = ("registration_closes", "registration_zone", "registration_words")
NEVER_IMPORTED = {"slug", "kept", "link_dead_since"}


class OpportunityForm(forms.ModelForm):
    topics = TopicsField(
        help_text="Not in the list? Save the listing, add the topic under Topics, and come back."
    )
    audience = several(Audience, help_text=f"Who it is for. {NOT_CHOSEN}")
    languages = several(Language, help_text=NOT_CHOSEN)
    access = several(Access, help_text=f"What the organiser states. {NOT_CHOSEN}")
    certificate = several(Certificate, help_text=f"What earns one. {NOT_CHOSEN}")
    link_dead_since = typed_day(
        label="Web page has not answered since",
        help_text=Opportunity._meta.get_field("link_dead_since").help_text,
    )
    recording_until = typed_day(
        help_text="The last day the recording can be watched, if stated: 2026-12-31.",
    )
    registration_closes_wall = typed_time(
        "starts",
        label="Registration closes",
        help_text=f"Day and time, {typed_times.HOW}. Leave empty when it is not stated.",
    )
    registration_zone_words = typed_zone(help_text="Whose clock that time is in.")
    kept = forms.MultipleChoiceField(
        required=False,
        label="Kept from imports",
        widget=forms.CheckboxSelectMultiple,
        help_text="A curator changed these, so imports leave them alone. Untick one to let "
        "imports change it again.",
    )

    class Meta:
        model = Opportunity
        fields = [
            "title", "provider", "kind", "summary", "description", "url", "link_dead_since",
            "topics", "audience", "level", "languages", "bc_context", "delivery", "hours",
            "length_note", "cost", "price",
            "price_high", "currency", "price_per", "price_note", "registration_url",
            "registration_words", "recording", "recording_url", "recording_until", "certificate",
            "access", "capacity_note", "slug",
        ]  # fmt: skip
        field_classes = dict.fromkeys(
            ["title", "summary", "description", "length_note", "currency", "price_note",
             "registration_words", "capacity_note"],
            TidyField,
        )  # fmt: skip
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 3, "cols": 80}),
            "currency": forms.TextInput(attrs={"size": 5}),
        }
        labels = {"registration_words": "In the organiser’s words"}
        help_texts = {
            "registration_words": "How the organiser states the close of registration. Left empty, "
            "it is what you typed above.",
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.placed: typed_times.Placed | None = None
        if "topics" in self.fields:  # a person who may only look is shown no form fields
            self.fields["topics"].offer()  # type: ignore[attr-defined]
        if "kept" in self.fields:
            locked = self.instance.locked_fields
            self.fields["kept"].choices = [(n, field_label(n).capitalize()) for n in locked]  # type: ignore[attr-defined]
            self.initial["kept"] = locked
        closes, zone = self.instance.registration_closes, self.instance.registration_zone
        if closes:
            self.initial["registration_closes_wall"] = typed_times.written(closes, zone)
            self.initial["registration_zone_words"] = zone

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and self.data.get(meanwhile.FIELD) != meanwhile.stored(self.instance):
            self.add_error(None, meanwhile.refusal(self.instance))
        if REGISTRATION & set(self.changed_data) and cleaned.keys() >= REGISTRATION:
            self._place_close(cleaned)
        return cleaned

    def _place_close(self, cleaned: dict[str, Any]) -> None:
        typed, zone = cleaned["registration_closes_wall"], cleaned["registration_zone_words"]
        provider = cleaned.get("provider")
        country = provider.country if provider else ""
        try:
            self.placed = (
                typed_times.moment(text=typed, zone=zone, country=country)
                if typed
                else typed_times.Placed(None, None, "")
            )
        except typed_times.Unreadable as refused:
            names = {"starts": "registration_closes_wall", "zone": "registration_zone_words"}
            for role, message in refused.errors.items():
                self.add_error(names[role], message)
            return
        cleaned["registration_words"] = typed_times.organiser_words(
            cleaned.get("registration_words", ""),
            is_edited="registration_words" in self.changed_data,
            before=self.initial.get("registration_closes_wall", ""),
            now=f"{typed} {zone}"[:120] if typed else "",
        )

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.placed and not self.errors:
            self.instance.registration_closes = self.placed.starts
            self.instance.registration_zone = self.placed.zone

    def clean_link_dead_since(self) -> dt.date | None:
        day: dt.date | None = self.cleaned_data["link_dead_since"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("That day is still to come: write the day you looked.")
        return day

    def edited(self) -> set[str]:
        """The listing's fields this curator changed: imports shall leave them alone."""
        changed = set(self.changed_data)
        if changed & REGISTRATION:
            changed = (changed - REGISTRATION) | set(CLOSES)
        return changed - NEVER_IMPORTED

    def locked(self, sessions_changed: bool) -> list[str]:
        """What `locked_fields` is after this save."""
        kept = self.cleaned_data.get("kept", [])
        sessions = {"sessions"} if sessions_changed else set()
        return sorted({*kept, *self.edited(), *sessions})
