"""The closed vocabularies of gatherings. A value is also its word in an address."""

from django.db.models import TextChoices

from catalogue.models.vocabulary import Delivery


class Stage(TextChoices):
    """What the organisers have decided. What a reader is told follows from it: `Status`."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for registration"
    CLOSED = "closed", "Registration closed"
    CANCELLED = "cancelled", "Cancelled"


class Status(TextChoices):
    """Where an edition stands at a moment, to a reader."""

    PLANNED = "planned", "Planned"
    OPEN = "open", "Open for registration"
    FULL = "full", "Full: you can join the waiting list"
    CLOSED = "closed", "Registration is closed"
    CANCELLED = "cancelled", "Cancelled"
    OVER = "over", "Over"


class Way(TextChoices):
    """How people take part: the catalogue's own words."""

    IN_PERSON = Delivery.IN_PERSON.value, "In person"
    HYBRID = Delivery.HYBRID.value, "In person and online"
    ONLINE = Delivery.ONLINE_LIVE.value, "Online"


class State(TextChoices):
    """Where one registration stands."""

    CONFIRMED = "confirmed", "Has a place"
    OFFERED = "offered", "Is offered a place"
    WAITING = "waiting", "On the waiting list"
    LAPSED = "lapsed", "Did not take the place offered"
    CANCELLED = "cancelled", "Cancelled"


HOLDING = (State.CONFIRMED, State.OFFERED)  # each takes one of the edition's places
LIVE = (*HOLDING, State.WAITING)


class Role(TextChoices):
    """Roles in a public library, in the catalogue's words."""

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
    OTHER = "other", "Another role"
    NOT_STATED = "not-stated", "Rather not say"


class Part(TextChoices):
    """A part of an edition's people, as organisers choose it."""

    PLACES = "places", "All with a place"
    IN = "in", "Checked in"
    NOT_IN = "not-in", "With a place, not checked in"
    OFFERED = "offered", "Offered a place"
    WAITING = "waiting", "On the waiting list"
    TRAVEL = "travel", "Asked for travel support"
    NEEDS = "needs", "Stated a need"
    GONE = "gone", "Cancelled, or did not take the offer"
    ALL = "all", "Everyone who registered"


class TableForm(TextChoices):
    CSV = "csv", "CSV"
    XLSX = "xlsx", "Excel workbook"


class Support(TextChoices):
    """What became of a request for travel support."""

    ASKED = "asked", "Asked for"
    GRANTED = "granted", "Granted"
    DECLINED = "declined", "Declined"


class SessionKind(TextChoices):
    SESSION = "session", "Session"
    PLENARY = "plenary", "For everyone"
    BREAK = "break", "Break"


class MaterialKind(TextChoices):
    SLIDES = "slides", "Slides"
    HANDOUT = "handout", "Handout"
    RECORDING = "recording", "Recording"
    LINK = "link", "Link"
