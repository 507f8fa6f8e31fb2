"""The desk for the closed programme: courses, decisions, and the registrars' records."""

from cltp.admin import (
    course_import,
    courses,
    decisions,
    letter_requests,
    logs,
    programme,
    records,
    reports,
    training,
)

__all__ = [
    "course_import",
    "courses",
    "decisions",
    "letter_requests",
    "logs",
    "programme",
    "records",
    "reports",
    "training",
]
