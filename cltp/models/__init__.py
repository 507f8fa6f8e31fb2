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
from cltp.models.request import Request
from cltp.models.step import Step
from cltp.models.training import Training

__all__ = [
    "CertificateRule",
    "Course",
    "CourseSet",
    "Decision",
    "DecisionCourse",
    "DecisionTraining",
    "Evidence",
    "Frozen",
    "Outcome",
    "OutcomeCheck",
    "ProgrammeCertificate",
    "Request",
    "Step",
    "Training",
]
