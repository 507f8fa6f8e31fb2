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
    Role,
    SessionKind,
    Stage,
    State,
    Status,
    Support,
    Way,
)

__all__ = [
    "Appearance",
    "Edition",
    "Gathering",
    "Material",
    "MaterialKind",
    "Needs",
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
    "Track",
    "TravelSupport",
    "Venue",
    "Way",
]
