from typing import Any, cast

from django import forms

from catalogue.admin import typed_times
from catalogue.admin.fields import TidyField, typed_time, typed_zone
from catalogue.models import Session
from catalogue.models.vocabulary import SessionState

TYPED = {"starts_wall", "ends_wall", "zone_words"}


class SessionForm(forms.ModelForm):
    """A session as the organiser states it: wall time and whose clock. The server places it."""

    starts_wall = typed_time(
        "starts",
        label="Starts",
        help_text=f"As the organiser states it: {typed_times.HOW.removeprefix('as ')}. "
        "For whole days, only the day.",
    )
    ends_wall = typed_time(
        "ends",
        label="Ends",
        help_text="The same way; only the time where it ends on the same day. For whole days, the "
        "last of them. Leave empty when it is not stated.",
    )
    zone_words = typed_zone(
        help_text="The organiser’s: “US Pacific”, “Eastern”, “BC” … or a zone’s name such as "
        "America/Toronto.",
    )

    class Meta:
        model = Session
        fields = [
            "state", "label", "timing", "organiser_words", "venue", "address", "city", "region",
        ]  # fmt: skip
        field_classes = dict.fromkeys(
            ["label", "organiser_words", "venue", "address", "city"], TidyField
        )

    def __init__(self, *args: Any, country: str = "", **options: Any) -> None:
        """`country` is the provider's: it decides what “Pacific” means."""
        super().__init__(*args, **options)
        self.country = country
        self.placed: typed_times.Placed | None = None
        if self.instance.pk:
            said = typed_times.typed(self.instance)
            for name in TYPED:
                self.initial[name] = said[name.partition("_")[0]]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not {*TYPED, "timing"} & set(self.changed_data):
            self._refuse_scheduled_without_start(cleaned)
        elif {*TYPED, "timing", "state"} <= cleaned.keys():
            self._place(cleaned)
        return cleaned

    def _place(self, cleaned: dict[str, Any]) -> None:
        try:
            self.placed = typed_times.read(
                timing=cleaned["timing"],
                state=cleaned["state"],
                starts=cleaned["starts_wall"],
                ends=cleaned["ends_wall"],
                zone=cleaned["zone_words"],
                country=self.country,
            )
        except typed_times.Unreadable as refused:
            for role, message in refused.errors.items():
                self.add_error("zone_words" if role == "zone" else f"{role}_wall", message)
        else:
            cleaned["organiser_words"] = self._organiser_words(cleaned)

    def _refuse_scheduled_without_start(self, cleaned: dict[str, Any]) -> None:
        """Times that were not touched stay as they are; only the state may contradict them."""
        unannounced = cleaned.get("state") == SessionState.TO_BE_ANNOUNCED
        if self.instance.starts is None and not unannounced:
            self.add_error(
                "starts_wall", "Write when it starts, or choose “To be announced” as its state."
            )

    def _organiser_words(self, cleaned: dict[str, Any]) -> str:
        span = " to ".join(filter(None, [cleaned["starts_wall"], cleaned["ends_wall"]]))
        return typed_times.organiser_words(
            cleaned.get("organiser_words", ""),
            is_edited="organiser_words" in self.changed_data,
            before=self.initial.get("starts_wall", ""),
            now=f"{span} {cleaned['zone_words']}"[:200] if span else "",
        )

    def save(self, commit: bool = True) -> Session:
        if self.placed:
            self.instance.starts = self.placed.starts
            self.instance.ends = self.placed.ends
            self.instance.zone = self.placed.zone
        return super().save(commit)


class SessionFormSet(forms.BaseInlineFormSet):
    def _should_delete_form(self, form: Any) -> bool:
        """Also a session that another person deleted while this form stood open."""
        is_gone = form in self.initial_forms and form.instance.pk is None
        return is_gone or super()._should_delete_form(form)  # type: ignore[misc]

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        provider = self.instance.provider if self.instance.provider_id else None
        return {**super().get_form_kwargs(index), "country": provider.country if provider else ""}

    def warnings(self) -> list[str]:
        """What a curator should look at again, of the sessions just read."""
        placed = (cast(SessionForm, form).placed for form in self.forms)
        return [each.warning for each in placed if each and each.warning]
