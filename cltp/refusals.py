"""What the database refuses, in sentences."""

from collections.abc import Iterable

from django.db import IntegrityError

from cltp.models import Decision, DecisionCourse, DecisionTraining, OutcomeCheck

# What the triggers of migration 0002 refuse; constraints carry their own sentences.
TRIGGERS = {
    "decision_names_courses": "Name the CLTP courses it is about, or the whole certificate.",
    "decision_names_training": "Name the training.",
    "decision_names_what_is_missing": "Comparable in part names the outcomes that are missing.",
    "decision_equivalent_lacks_nothing": "An outcome is marked as not covered, so the finding "
    "cannot be equivalent.",
    "decision_samples_apart": "Sample decisions name only samples, and others only what is real.",
    "decision_kept": "A published decision stays as it is: write a new version.",
    "decision_step_follows": "The decision has moved on meanwhile: look at it again.",
    "decision_superseded_once": "It is superseded already.",
    "decision_superseded_by_a_standing_one": "A decision is superseded by one that stands, never "
    "in a circle.",
}


class Refused(Exception):
    """The step is not allowed; `reasons` says why, in sentences."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = list(reasons)
        super().__init__(" ".join(self.reasons))


def sentence(error: IntegrityError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", "") or ""
    if broken in TRIGGERS:
        return TRIGGERS[broken]
    for model in (Decision, DecisionCourse, DecisionTraining, OutcomeCheck):
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                return str(constraint.get_violation_error_message())
    return f"The database refuses this ({broken})."
