from events.models.call import Call, CallAnswer, CallTopic
from events.models.certificate import Certificate
from events.models.check_in import CheckIn
from events.models.desk import Announcement, AttendeeExport
from events.models.edition import Edition
from events.models.feedback import Feedback, Rating, Worth
from events.models.gathering import Gathering
from events.models.kept_count import Counted, KeptCount
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
from events.models.told import Told
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
    "Call",
    "CallAnswer",
    "CallTopic",
    "Certificate",
    "CheckIn",
    "Counted",
    "Edition",
    "Feedback",
    "Gathering",
    "KeptCount",
    "Material",
    "MaterialKind",
    "Needs",
    "Part",
    "ProgrammeSession",
    "Rating",
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
    "Told",
    "Track",
    "TravelSupport",
    "Venue",
    "Way",
    "Worth",
]
