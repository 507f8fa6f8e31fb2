from events.models.edition import Edition
from events.models.gathering import Gathering
from events.models.needs import Needs, TravelSupport
from events.models.registration import Registration
from events.models.venue import Venue
from events.models.vocabulary import Role, Stage, State, Status, Support, Way

__all__ = [
    "Edition",
    "Gathering",
    "Needs",
    "Registration",
    "Role",
    "Stage",
    "State",
    "Status",
    "Support",
    "TravelSupport",
    "Venue",
    "Way",
]
