"""The closed vocabularies. A value is also its word in an address, and the database holds it."""

from functools import cache

from django.db import models
from django.db.models import Q, TextChoices

NOT_STATED = "not-stated"


class Status(TextChoices):
    SUGGESTED = "suggested", "Suggested"
    DRAFT = "draft", "Draft"
    IN_REVIEW = "in-review", "In review"
    PUBLISHED = "published", "Published"
    ARCHIVED = "archived", "Archived"


class Kind(TextChoices):
    WEBINAR = "webinar", "Webinar"
    WEBINAR_SERIES = "webinar-series", "Webinar series"
    COURSE = "course", "Course"
    PROGRAMME = "programme", "Programme"
    IN_PERSON_EVENT = "in-person-event", "In-person event"
    CONFERENCE = "conference", "Conference"
    RECORDING = "recording", "Recording"
    COLLECTION = "collection", "Collection"


# Kinds that happen on stated days: without a session their dates are unknown, not "any time".
ON_A_DAY = (Kind.WEBINAR, Kind.WEBINAR_SERIES, Kind.IN_PERSON_EVENT, Kind.CONFERENCE)


class Delivery(TextChoices):
    ONLINE_LIVE = "online-live", "Online, live"
    ONLINE_FACILITATED = "online-facilitated", "Online, facilitated"
    ONLINE_SELF_PACED = "online-self-paced", "Online, self-paced"
    IN_PERSON = "in-person", "In person"
    HYBRID = "hybrid", "Online and in person"
    NOT_STATED = NOT_STATED, "Not stated"


class Cost(TextChoices):
    FREE = "free", "Free"
    FREE_TO_AUDIT = "free-to-audit", "Free to audit"
    PAID = "paid", "Paid"
    MIXED = "mixed", "Some free, some paid"
    NOT_STATED = NOT_STATED, "Not stated"


class PricePer(TextChoices):
    PERSON = "person", "Per person"
    SITE = "site", "Per site"
    NOT_STATED = NOT_STATED, "Not stated"


class Level(TextChoices):
    INTRODUCTORY = "introductory", "Introductory"
    INTERMEDIATE = "intermediate", "Intermediate"
    ADVANCED = "advanced", "Advanced"
    ALL = "all", "All levels"
    NOT_STATED = NOT_STATED, "Not stated"


class Audience(TextChoices):
    """Roles in a public library; a listing for `everyone` names no other."""

    EVERYONE = "everyone", "Everyone"
    PAGE = "page", "Page"
    CIRCULATION = "circulation", "Circulation"
    LIBRARY_ASSISTANT = "library-assistant", "Library assistant"
    TECHNICIAN = "technician", "Technician"
    LIBRARIAN = "librarian", "Librarian"
    CHILDREN_AND_YOUTH = "childrens-and-youth", "Children’s and youth"
    PROGRAMMING = "programming", "Programming"
    TECHNICAL_SERVICES = "technical-services", "Technical services"
    SYSTEMS = "systems", "Systems"
    BRANCH_HEAD = "branch-head", "Branch head"
    DIRECTOR = "director", "Director"
    TRUSTEE = "trustee", "Trustee"
    VOLUNTEER = "volunteer", "Volunteer"


class Language(TextChoices):
    ENGLISH = "en", "English"
    FRENCH = "fr", "French"
    SPANISH = "es", "Spanish"
    ASL = "ase", "American Sign Language"
    INDIGENOUS = "indigenous", "An Indigenous language"
    OTHER = "other", "Another language"


class BCContext(TextChoices):
    YES = "yes", "Made in or for BC"
    NO = "no", "Not specific to BC"
    NOT_STATED = NOT_STATED, "Not stated"


class Recording(TextChoices):
    NONE = "none", "No recording"
    PROMISED = "promised", "Recording promised"
    PENDING = "pending", "Recording coming"
    AVAILABLE = "available", "Recording available"
    NOT_STATED = NOT_STATED, "Not stated"


class Certificate(TextChoices):
    """What earns a certificate; empty means not stated, `none` stands alone."""

    LIVE = "live", "For attending live"
    RECORDED = "recorded", "For watching the recording"
    GROUP = "group", "For watching as a group"
    COMPLETION = "completion", "On completion"
    NONE = "none", "No certificate"


class Access(TextChoices):
    """How a listing can be reached by more people; empty means not stated."""

    CAPTIONS = "captions", "Captions"
    ASL = "asl", "ASL interpretation"
    TELEPHONE = "telephone", "By telephone"
    LOW_BANDWIDTH = "low-bandwidth", "Works on a thin connection"


class Region(TextChoices):
    BC = "BC", "British Columbia"
    CANADA = "Canada", "Elsewhere in Canada"
    US = "US", "United States"
    ELSEWHERE = "elsewhere", "Elsewhere"
    NOT_STATED = NOT_STATED, "Not stated"


class SessionState(TextChoices):
    SCHEDULED = "scheduled", "Scheduled"
    TO_BE_ANNOUNCED = "to-be-announced", "To be announced"
    CANCELLED = "cancelled", "Cancelled"
    MOVED = "moved", "Moved to a new time"


class Timing(TextChoices):
    """What the organiser stated of a session's time."""

    TIMED = "timed", "A start time"
    ALL_DAY = "all-day", "Whole days"
    DATE_ONLY = "date-only", "A date; the time is to be announced"


class Origin(TextChoices):
    """Content that did not come from the Branch's own curating."""

    CURATED = "curated", "Curated"
    STARTER = "starter", "Starter content, to be checked"
    SAMPLE = "sample", "Sample"


def held(model: str, field: str, words: type[TextChoices]) -> models.CheckConstraint:
    """A named constraint: the field holds one of these words."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": words.values}),
        name=f"{model}_{field}_known",
        violation_error_message=f"Choose one of: {', '.join(map(str, words.labels))}.",
    )


def all_held(model: str, field: str, words: type[TextChoices]) -> models.CheckConstraint:
    """A named constraint: every word in the list field is one of these."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__contained_by": words.values}),
        name=f"{model}_{field}_known",
        violation_error_message=f"Choose from: {', '.join(map(str, words.labels))}.",
    )


def label(words: type[TextChoices], value: str) -> str:
    """How a word reads; one that is no longer in the vocabulary reads as it is written."""
    return _labels(words).get(value, value)


@cache
def _labels(words: type[TextChoices]) -> dict[str, str]:
    return {value: str(said) for value, said in words.choices}


class Length(TextChoices):
    """How long a listing takes in all; a reader's choice, worked out from its hours."""

    UP_TO_1_HOUR = "up-to-1-hour", "Up to 1 hour"
    UP_TO_3_HOURS = "1-to-3-hours", "1 to 3 hours"
    UP_TO_A_DAY = "3-to-8-hours", "3 to 8 hours"
    LONGER = "longer", "Longer than a day"
    NOT_STATED = NOT_STATED, "Not stated"


class When(TextChoices):
    """When a reader wants to learn; a month is written `2026-12`."""

    THIS_WEEK = "this-week", "This week"
    NEXT_WEEK = "next-week", "Next week"
    THIS_MONTH = "this-month", "This month"
    ON_DEMAND = "on-demand", "Any time (on demand)"
    PAST = "past", "Past"


class Sort(TextChoices):
    SOONEST = "soonest", "Soonest first"
    NEWEST = "newest", "Newest here first"
    RELEVANCE = "relevance", "Best match first"
    TITLE = "title", "By title"
    CLOSING = "closing", "Registration closing first"
