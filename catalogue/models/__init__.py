from catalogue.models.change import Change
from catalogue.models.library import Federation, Library
from catalogue.models.opportunity import Opportunity
from catalogue.models.provider import Provider
from catalogue.models.session import Session
from catalogue.models.topic import Heading, Topic
from catalogue.models.wording import MissedSearch, Synonyms

__all__ = [
    "Change",
    "Federation",
    "Heading",
    "Library",
    "MissedSearch",
    "Opportunity",
    "Provider",
    "Session",
    "Synonyms",
    "Topic",
]
