from catalogue.models.library import Federation, Library
from catalogue.models.opportunity import Opportunity
from catalogue.models.provider import Provider
from catalogue.models.session import Session
from catalogue.models.topic import Heading, Topic

__all__ = ["Federation", "Heading", "Library", "Opportunity", "Provider", "Session", "Topic"]
