"""What asks for the desk: each need is one named rule of the queryset."""

from collections.abc import Callable
from dataclasses import dataclass

from cltp.models import Decision
from cltp.models.decision_queryset import DecisionQuerySet as Rows


@dataclass(frozen=True)
class Need:
    key: str
    label: str
    why: str
    permission: str
    rows: Callable[[Rows], Rows]

    def decisions(self) -> Rows:
        return self.rows(Decision.objects.all())


NEEDS = [
    Need("cltp-requested", "Requests for an assessment", "Take them up, or withdraw them.",
         "cltp.propose_decision", Rows.requested),
    Need("cltp-proposed", "Proposed decisions", "A second person reads and publishes them.",
         "cltp.publish_decision", Rows.proposed),
    Need("cltp-changed", "Decisions whose training has changed", "Readers are told. Begin a new "
         "version, or withdraw them.", "cltp.view_decision", Rows.training_changed),
    Need("cltp-review", "Decisions past their review date", "Readers are told. Begin a new "
         "version, or withdraw them.", "cltp.view_decision", Rows.review_due),
]  # fmt: skip
