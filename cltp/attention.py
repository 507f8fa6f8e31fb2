"""What asks for those who keep decisions."""

from cltp.models import Decision
from cltp.models.decision_queryset import DecisionQuerySet as Rows
from learning_portal.foundation.attention import Need

NEEDS = [
    Need("cltp-requested", "Requests for an assessment", "Take them up, or withdraw them.",
         "cltp.propose_decision", Decision, Rows.requested),
    Need("cltp-proposed", "Proposed decisions", "A second person reads and publishes them.",
         "cltp.publish_decision", Decision, Rows.proposed),
    Need("cltp-changed", "Decisions whose training has changed", "Readers are told. Begin a new "
         "version, or withdraw them.", "cltp.view_decision", Decision, Rows.training_changed),
    Need("cltp-review", "Decisions past their review date", "Readers are told. Begin a new "
         "version, or withdraw them.", "cltp.view_decision", Decision, Rows.review_due),
]  # fmt: skip
