from cltp.models.certificate import CertificateRule, CourseSet, ProgrammeCertificate
from cltp.models.course import Course, Outcome
from cltp.models.decision import Decision
from cltp.models.decision_parts import (
    DecisionCourse,
    DecisionTraining,
    Evidence,
    Frozen,
    OutcomeCheck,
)
from cltp.models.letter_request import LetterRequest, RequestState
from cltp.models.monthly_count import Counted, MonthlyCount
from cltp.models.record import CertificateRecord, Completion, Earned
from cltp.models.record_log import CertificateCheck, CheckOutcome, RecordView, Seen
from cltp.models.request import Request
from cltp.models.step import Step
from cltp.models.training import Training

__all__ = [
    "CertificateCheck",
    "CertificateRecord",
    "CertificateRule",
    "CheckOutcome",
    "Completion",
    "Counted",
    "Course",
    "CourseSet",
    "Decision",
    "DecisionCourse",
    "DecisionTraining",
    "Earned",
    "Evidence",
    "Frozen",
    "LetterRequest",
    "MonthlyCount",
    "Outcome",
    "OutcomeCheck",
    "ProgrammeCertificate",
    "RecordView",
    "Request",
    "RequestState",
    "Seen",
    "Step",
    "Training",
]
