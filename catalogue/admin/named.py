"""What providers, topics, libraries and federations share at the desk: a name, an address."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError

from catalogue.admin.fields import ADDRESSES, TidyField


class NamedForm(forms.ModelForm):
    """Names are unique without regard to case and accents, and the form says so in time."""

    class Meta:
        field_classes = {"name": TidyField, "description": TidyField}

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"name_folded"}  # type: ignore[misc]

    def _update_errors(self, errors: ValidationError) -> None:
        """What the database says of the folded name is said beside the name."""
        found = getattr(errors, "error_dict", {})
        if found.pop("name_folded", None):
            kind = self._meta.model._meta.verbose_name
            found["name"] = [ValidationError(f"There is a {kind} of this name already.")]
        super()._update_errors(errors)  # type: ignore[misc]


class NamedAdmin(admin.ModelAdmin):
    form = NamedForm
    formfield_overrides = ADDRESSES
    search_fields = ["name"]
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    ordering = ["name_folded", "pk"]

    @admin.display(description="name", ordering="name_folded")
    def name_(self, row: Any) -> str:
        return row.name

    @admin.display(description="listings", ordering="listings")
    def listings_(self, row: Any) -> int:
        return row.listings

    def get_actions(self, request: Any) -> dict[str, Any]:
        """Deleted one by one, where the page can say what hangs on it."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
