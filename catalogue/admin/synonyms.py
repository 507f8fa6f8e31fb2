"""Words that find the same, and what a set of them does to the list before it is saved."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse

from catalogue import matching, widening
from catalogue.models import Synonyms
from catalogue.models.wording import LONGEST_WORD, MOST_TOGETHER

LONGEST_LINE = 1000


class WordsField(forms.CharField):
    """Words and phrases on one line, separated by commas."""

    widget = forms.TextInput(attrs={"class": "vLargeTextField", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        return ", ".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        words = str(super().to_python(value)).split(",")
        return [word.strip() for word in words if word.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return list(initial or []) != self.to_python(data)

    def run_validators(self, value: Any) -> None:
        super().run_validators(", ".join(value))
        if len(value) > MOST_TOGETHER:
            raise ValidationError(
                f"Write at most {MOST_TOGETHER}, and these are {len(value)}: keep those that "
                "readers type."
            )
        for word in value:
            if len(word) > LONGEST_WORD:
                raise ValidationError(
                    f"“{word[:LONGEST_WORD]}…” has more than {LONGEST_WORD} characters: write "
                    "words or short phrases, and a comma after each."
                )


class SynonymsForm(forms.ModelForm):
    words = WordsField(
        max_length=LONGEST_LINE, help_text=Synonyms._meta.get_field("words").help_text
    )

    class Meta:
        model = Synonyms
        fields = ["words"]

    @property
    def is_preview(self) -> bool:
        return "_preview" in self.data

    def is_valid(self) -> bool:
        """A preview is shown beside what was typed, and never saved."""
        return super().is_valid() and not self.is_preview

    def clean_words(self) -> list[str]:
        words: list[str] = self.cleaned_data["words"]
        refused = [
            f"“{word}” holds only words that a search passes over, such as “the”."
            for word in matching.passed_over(words)
            if any(map(str.isalnum, word))
        ]
        if refused:
            raise ValidationError(refused)
        return words


@admin.register(Synonyms)
class SynonymsAdmin(admin.ModelAdmin):
    form = SynonymsForm
    fields = ["words"]
    search_fields = ["words"]
    list_per_page = 100
    list_max_show_all = 100
    show_full_result_count = False

    def render_change_form(
        self,
        request: HttpRequest,
        context: Any,
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        form = context["adminform"].form
        if not form.errors and (obj is not None or form.is_bound):
            context["effects"] = widening.effects(form.instance.words)
            context["is_preview"] = form.is_bound
        return super().render_change_form(request, context, add, change, form_url, obj)
