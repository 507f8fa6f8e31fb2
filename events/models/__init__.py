from events.models.edition import Edition
from events.models.gathering import Gathering
from events.models.venue import Venue
from events.models.vocabulary import Stage, Status, Way

__all__ = ["Edition", "Gathering", "Stage", "Status", "Venue", "Way"]
