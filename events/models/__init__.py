from events.models.check_in import CheckIn
from events.models.desk import Announcement, AttendeeExport
from events.models.edition import Edition
from events.models.gathering import Gathering
from events.models.needs import Needs, TravelSupport
from events.models.programme import (
    Appearance,
    Material,
    ProgrammeSession,
    Room,
    SignUp,
    Speaker,
    Track,
)
from events.models.registration import Registration
from events.models.venue import Venue
from events.models.vocabulary import (
    MaterialKind,
    Part,
    Role,
    SessionKind,
    Stage,
    State,
    Status,
    Support,
    TableForm,
    Way,
)

__all__ = [
    "Announcement",
    "Appearance",
    "AttendeeExport",
    "CheckIn",
    "Edition",
    "Gathering",
    "Material",
    "MaterialKind",
    "Needs",
    "Part",
    "ProgrammeSession",
    "Registration",
    "Role",
    "Room",
    "SessionKind",
    "SignUp",
    "Speaker",
    "Stage",
    "State",
    "Status",
    "Support",
    "TableForm",
    "Track",
    "TravelSupport",
    "Venue",
    "Way",
]
