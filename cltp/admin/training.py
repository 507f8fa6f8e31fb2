from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from catalogue.admin.fields import TidyField, typed_day
from catalogue.models import Opportunity
from cltp.forms import A_LISTING
from cltp.models import Training
from learning_portal.foundation import clock, folding

NO_LISTING = "There is no published listing at this address: copy it from the listing's own page."
WHEN = Training._meta.get_field("link_dead_since").help_text


class TrainingForm(forms.ModelForm):
    listing = TidyField(
        required=False,
        label="Listing",
        help_text="The address of its page here, if it is in the catalogue: /opportunities/…/. "
        "Then leave the rest empty: the listing says it.",
        widget=forms.TextInput(attrs={"size": 80}),
    )
    link_dead_since = typed_day(label="Web page has not answered since", help_text=WHEN)

    class Meta:
        model = Training
        fields = ["title", "provider", "hours", "url", "link_dead_since"]
        field_classes = {"title": TidyField, "provider": TidyField}

    def _get_validation_exclusions(self) -> set[str]:
        """Whether it is listed or described is the constraint's to say, of the listing too."""
        of_the_listing = {"opportunity", "is_sample"}
        return super()._get_validation_exclusions() - of_the_listing  # type: ignore[misc]

    def clean_listing(self) -> str:
        written: str = self.cleaned_data["listing"]
        self.instance.opportunity = self._listing(written) if written else None
        return written

    def clean_link_dead_since(self) -> Any:
        day = self.cleaned_data["link_dead_since"]
        if day is not None and day > clock.today():
            raise forms.ValidationError("That day is still to come: write the day you looked.")
        return day

    def _listing(self, written: str) -> Opportunity:
        named = A_LISTING.search(written if written.endswith("/") else f"{written}/")
        slug = named[1] if named else ""
        found = Opportunity.objects.published().filter(slug=slug).first() if slug else None
        if found is None:
            raise forms.ValidationError(NO_LISTING)
        if Training.objects.filter(opportunity=found).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError("This listing is here already: choose it by its title.")
        return found


@admin.register(Training)
class TrainingAdmin(admin.ModelAdmin):
    form = TrainingForm
    list_display = ["__str__", "hours_", "is_listed", "is_sample"]
    search_fields = ["title"]  # see get_search_results
    search_help_text = "Titles and providers; accents do not matter."
    list_per_page = 50
    list_max_show_all = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    fieldsets = [
        ("In the catalogue", {"fields": ["listing"]}),
        (
            "Or an outside course",
            {
                "description": "For what is not in the catalogue. Several decisions may name it. "
                "If you change it after one was published, that decision says so.",
                "fields": ["title", "provider", "hours", "url", "link_dead_since"],
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Training]:
        return super().get_queryset(request).select_related("opportunity__provider")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A listing is changed in the catalogue, and a sample not at all."""
        fixed = obj is not None and (obj.opportunity_id is not None or obj.is_sample)
        return not fixed and super().has_change_permission(request, obj)

    def get_search_results(
        self, request: HttpRequest, queryset: Any, search_term: str
    ) -> tuple[Any, bool]:
        if "autocomplete" in request.path:
            queryset = queryset.filter(is_sample=False)
        for word in folding.tidy(search_term).split()[:20]:
            plain = folding.fold(word)
            queryset = queryset.filter(
                Q(title_folded__contains=plain)
                | Q(provider__icontains=word)
                | Q(opportunity__title_folded__contains=plain)
                | Q(opportunity__provider__name_folded__contains=plain)
            )
        return queryset, False

    @admin.display(description="hours")
    def hours_(self, training: Training) -> Any:
        return training.facts()["hours"]

    @admin.display(description="in the catalogue", boolean=True)
    def is_listed(self, training: Training) -> bool:
        return training.opportunity_id is not None
