from typing import Any

from django import forms
from django.utils.functional import cached_property

from catalogue.admin import typed_times
from catalogue.admin.fields import TidyField, typed_time
from events import programme, programme_entry
from events.models import Edition, ProgrammeSession
from events.programme import Slot
from learning_portal.foundation.clock import BadTime

HOW = "2027-05-12 10:00, or only the time while the edition has one day"


class ProgrammeForm(forms.ModelForm):
    """A session in the edition's own wall time, with its speakers by name."""

    starts_wall = typed_time("starts", label="Starts", help_text=HOW)
    ends_wall = typed_time("ends", label="Ends", help_text="Only the time.")
    speaker_names = TidyField(
        required=False,
        max_length=500,
        label="Speakers",
        help_text="Names, with a semicolon between them; made where there is none.",
        widget=forms.TextInput(attrs={"size": 40}),
    )

    class Meta:
        model = ProgrammeSession
        fields = ["title", "kind", "room", "track", "is_held", "capacity", "summary"]
        field_classes = dict.fromkeys(["title", "summary"], TidyField)
        widgets = {
            "title": forms.TextInput(attrs={"size": 40}),
            "summary": forms.Textarea(attrs={"rows": 2, "cols": 40}),
        }

    edition: Edition  # set by whoever shows the form

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        session = self.instance
        if session.pk:
            edition = session.edition
            self.initial["starts_wall"] = typed_times.written(session.starts, edition.zone)
            self.initial["ends_wall"] = typed_times.written(session.ends, edition.zone)[-5:]
            self.initial["speaker_names"] = "; ".join(
                each.speaker.name for each in session.appearances.all()
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.instance.pk and not self.has_changed():
            return cleaned  # where the edition moves, its programme moves along
        try:
            starts, ends = programme_entry.times(
                cleaned.get("starts_wall", ""), cleaned.get("ends_wall", ""), self.edition
            )
        except BadTime as error:
            self.add_error("starts_wall", str(error))
            return cleaned
        self.instance.starts, self.instance.ends = starts, ends
        self.instance.edition = self.edition
        return cleaned

    def names(self) -> list[str]:
        return programme_entry.names(self.cleaned_data.get("speaker_names", ""))

    def slot(self) -> Slot | None:
        """How it would stand; None while its times cannot be read."""
        if self.errors or not self.instance.starts:
            return None
        room = self.cleaned_data.get("room")
        return Slot(
            label=f"“{self.cleaned_data['title']}”",
            starts=self.instance.starts,
            ends=self.instance.ends,
            room=room.name if room else "",
            speakers=frozenset(self.names()),
            is_held=self.cleaned_data.get("is_held", True),
        )


class ProgrammeFormSet(forms.BaseInlineFormSet):
    """The sessions of an edition together: what clashes is said before anything is stored."""

    def _construct_form(self, i: int, **options: Any) -> Any:
        return self._prepared(super()._construct_form(i, **options))  # type: ignore[misc]

    @property
    def empty_form(self) -> Any:
        return self._prepared(super().empty_form)

    def _prepared(self, form: Any) -> Any:
        """With the edition's own rooms and tracks, read once for all forms."""
        form.edition = self.instance
        for name, choices in self._choices.items():
            form.fields[name].queryset = getattr(self.instance, f"{name}s").all()
            form.fields[name].choices = choices
        return form

    @cached_property
    def _choices(self) -> dict[str, list[tuple[Any, str]]]:
        return {
            name: [("", "---------"), *((each.pk, each.name) for each in rows)]
            for name, rows in (
                ("room", self.instance.rooms.all()),
                ("track", self.instance.tracks.all()),
            )
        }

    def clean(self) -> None:
        super().clean()
        stands = [form for form in self.forms if form.instance.pk or form.has_changed()]
        slots = [form.slot() for form in stands if not self._should_delete_form(form)]  # type: ignore[attr-defined]
        said = programme.all_clashes(self.instance, [slot for slot in slots if slot])
        if said:
            raise forms.ValidationError(said)


class SessionForm(ProgrammeForm):
    """One session on a page of its own: held against the others as they are stored."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition = self.instance.edition
        for name in ("room", "track"):
            rows = getattr(self.edition, f"{name}s").all()
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        slot = self.slot()
        if slot:
            others = self.edition.sessions.for_programme().exclude(pk=self.instance.pk)
            slots = [slot, *map(programme.slot, others)]
            for sentence in programme.all_clashes(self.edition, slots):
                self.add_error(None, sentence)
        return cleaned
