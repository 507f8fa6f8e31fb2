"""A decision's next step: what may be done, what it lacks, and why it is done."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods

from cltp import decisions, reading, steps
from cltp.admin.decision_form import WHY
from cltp.completeness import lacking
from cltp.models import Decision
from cltp.models.step import LONGEST_WHY
from cltp.models.vocabulary import STANDING, State
from cltp.refusals import Refused
from learning_portal.foundation import clock

NO_OTHER = "No published decision has this number: write the number of the one that replaces it."
PUBLIC = " Readers see it with what is published."


class StepForm(forms.Form):
    step = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a step.", "invalid_choice": "Choose a step."},
    )
    other = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=2_000_000_000,
        label="Replaced by decision",
        help_text="Its number. Only to replace this one by another.",
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Write the number of the other decision: 12."
        ),
    )
    why = forms.CharField(
        max_length=LONGEST_WHY,
        help_text=WHY + PUBLIC,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        error_messages={"required": "Say why, in a sentence: the history keeps it."},
    )

    def __init__(self, *args: Any, offered: list[steps.Named], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(each.name, f"{each.label}. {each.about}") for each in offered]
        self.fields["step"].choices = choices  # type: ignore[attr-defined]
        if steps.REPLACE not in dict(choices):
            del self.fields["other"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("step") == steps.REPLACE and "other" not in self.errors:
            number = cleaned.get("other") or 0
            found = Decision.objects.published().filter(number=number).first()
            if found is None:
                self.add_error("other", NO_OTHER)
            cleaned["by_decision"] = found
        return cleaned

    def asked(self) -> dict[str, Any]:
        """What the step takes besides the decision and the person."""
        said = {"why": self.cleaned_data["why"]}
        if self.cleaned_data["step"] == steps.REPLACE:
            said["by_decision"] = self.cleaned_data["by_decision"]
        return said


@require_http_methods(["GET", "POST"])
def steps_page(request: HttpRequest, pk: int) -> HttpResponse:
    person = request.user
    if not isinstance(person, User) or not person.has_perm("cltp.view_decision"):
        raise PermissionDenied
    decision = get_object_or_404(Decision.objects.for_reading(), pk=pk)
    offered = steps.open_to(decision, person)
    form = StepForm(request.POST if request.method == "POST" else None, offered=offered)
    if request.method == "POST":
        if not offered:
            raise PermissionDenied
        if form.is_valid() and (taken := _take(decision, person, form)):
            messages.success(request, f"{taken}: {taken.steps.latest('pk').done.lower()}.")
            return redirect("admin:cltp_decision_change", taken.pk)
    return TemplateResponse(
        request, "admin/cltp/decision/steps.html", _context(request, decision, person, form)
    )


def _take(decision: Decision, person: User, form: StepForm) -> Decision | None:
    step = steps.STEPS[form.cleaned_data["step"]]
    try:
        return step.take(decision=decision, by=person, **form.asked())
    except Refused as refused:
        for reason in refused.reasons:
            form.add_error(None, reason)
        return None


def _context(
    request: HttpRequest, decision: Decision, person: User, form: StepForm
) -> dict[str, Any]:
    is_own = decision.state == State.PROPOSED and decision.proposed_by_id == person.pk
    assessing = decision.state == State.ASSESSING
    return {
        **admin.site.each_context(request),
        "title": f"Next step: {decision}",
        "opts": Decision._meta,
        "decision": decision,
        "form": form,
        "offered": bool(form.fields["step"].choices),  # type: ignore[attr-defined]
        "lacks": lacking(decision, clock.today()) if assessing else [],
        "own_proposal": decisions.OWN_PROPOSAL if is_own else "",
        "training_side": reading.training_side(decision),
        "courses_side": reading.courses_side(decision),
        "changes": decision.changes() if decision.state in STANDING else [],
    }
