"""Reads and checks the list's parameters; maps each choice to a word of the queryset."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import django_filters
from django import forms

from catalogue.facets import Facet
from catalogue.models import Opportunity
from catalogue.models.opportunity_queryset import OpportunityQuerySet
from catalogue.models.vocabulary import Sort, When
from learning_portal.foundation import clock

LONGEST_SEARCH = 200
MOST_VALUES = 50  # chosen in one filter
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """`2026-12-09`, a BC day."""

    def to_python(self, value: Any) -> dt.date | None:
        if not value:
            return None
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"“{value[:40]}” is not a day in the calendar: write it like 2026-12-09."
            )
        return day


class WhenField(forms.Field):
    """A word of `When`, or a month written `2026-12`, which becomes its first day."""

    def to_python(self, value: Any) -> str | dt.date | None:
        if not value or value in When.values:
            return value or None
        try:
            month = dt.date.fromisoformat(f"{value}-01") if len(value) == 7 else None
        except ValueError:
            month = None
        if month is None or not FIRST_YEAR <= month.year <= LAST_YEAR:
            raise forms.ValidationError(
                f"“{value[:40]}” is not a time this page knows: choose from the list, "
                "or write a month like 2026-12."
            )
        return month


class WhenFilter(django_filters.Filter):
    field_class = WhenField


class DayFilter(django_filters.Filter):
    field_class = DayField


class SearchForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("to", "“Until” is before “from”: turn them round.")
        return cleaned


class OpportunityFilter(django_filters.FilterSet):
    class Meta:
        model = Opportunity
        form = SearchForm
        fields: list[str] = []

    def __init__(
        self,
        data: Any,
        *,
        facets: Sequence[Facet],
        at: dt.datetime,
        asked: Callable[[], str],
    ) -> None:
        """`asked` gives the reader's words as a tsquery; it is called only where there are any."""
        super().__init__(data, queryset=Opportunity.objects.all())
        self.at, self.asked = at, asked
        for facet in facets:
            if facet.name in data:  # a field that was not asked costs as much as one that was
                self.filters[facet.name] = self._choice_filter(facet)
        for name, plain in self._plain_filters().items():
            if name in data:
                self.filters[name] = plain
        for name, each in self.filters.items():
            each.parent, each.model, each.field_name = self, Opportunity, each.field_name or name
        self.by_name = {facet.name: facet for facet in facets}

    def _choice_filter(self, facet: Facet) -> django_filters.Filter:
        return django_filters.MultipleChoiceFilter(
            label=facet.label,
            choices=facet.choices,
            method="of_facet",
            field_name=facet.name,
        )

    def _plain_filters(self) -> dict[str, django_filters.Filter]:
        return {
            "q": django_filters.CharFilter(
                method="with_words",
                max_length=LONGEST_SEARCH,
                error_messages={
                    "max_length": "A search is at most %(limit_value)d characters, and this one "
                    "has %(show_value)d: keep the words that matter."
                },
            ),
            "when": WhenFilter(method="in_time"),
            "from": DayFilter(method="in_time"),
            "to": DayFilter(method="in_time"),
            "sort": django_filters.ChoiceFilter(
                choices=Sort.choices,
                method="in_time",
                error_messages={"invalid_choice": "“%(value).40s” is not an order: choose one."},
            ),
        }

    def rows_in_time(self, *, also_over: bool = False) -> OpportunityQuerySet:
        """The rows that `when`, `from` and `to` leave: current ones unless they say otherwise.

        `also_over` is for calendars, which choose among the sessions themselves.
        """
        rows, when = self.rows_in_range(), self.form.cleaned_data.get("when")
        if rows is None and not when:
            return self.rows_when("", also_over=also_over)
        in_range = Opportunity.objects.all() if rows is None else rows
        return in_range & self.rows_when(when) if when else in_range

    def rows_in_range(self) -> OpportunityQuerySet | None:
        """The rows on the days from `from` to `to`; None where neither is asked."""
        days = self.days_asked()
        return Opportunity.objects.on_days(*days, self.at) if days else None

    def days_asked(self) -> tuple[dt.date, dt.date] | None:
        """From the first day up to, not including, the second; None where neither is asked."""
        errors, asked = self.form.errors, self.form.cleaned_data
        if not (asked.get("from") or (asked.get("to") and "to" not in errors)):
            return None
        first = asked.get("from") or clock.bc_day(self.at)
        last = asked.get("to") or dt.date(LAST_YEAR, 12, 31)
        return first, last + clock.DAY

    def rows_when(self, when: str | dt.date, *, also_over: bool = False) -> OpportunityQuerySet:
        """The rows of a choice of `when`; of none: the current ones."""
        rows: OpportunityQuerySet = Opportunity.objects.all()
        today = clock.bc_day(self.at)
        match when:
            case dt.date():
                return rows.on_days(*clock.month_of(when), self.at)
            case When.THIS_WEEK:
                return rows.on_days(*clock.week_of(today), self.at)
            case When.NEXT_WEEK:
                return rows.on_days(*clock.week_of(today + clock.WEEK), self.at)
            case When.THIS_MONTH:
                return rows.on_days(*clock.month_of(today), self.at)
            case When.ON_DEMAND:
                return rows.on_demand(self.at)
            case When.PAST:
                return rows.past(self.at)
        return rows.published() if also_over else rows.current(self.at)

    def with_words(self, rows: OpportunityQuerySet, name: str, value: str) -> OpportunityQuerySet:
        return rows.matching(self.asked())

    def of_facet(
        self, rows: OpportunityQuerySet, name: str, value: list[str]
    ) -> OpportunityQuerySet:
        facet = self.by_name[name]
        return rows.under(map(facet.of, value)) if value else rows

    def in_time(self, rows: OpportunityQuerySet, name: str, value: Any) -> OpportunityQuerySet:
        """Time and order are not narrowed one by one: see `rows_in_time` and the search."""
        return rows
