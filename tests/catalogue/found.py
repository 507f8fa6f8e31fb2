"""What a search finds, read back from the database."""

from catalogue.finding import Finding
from catalogue.models import Opportunity


def titles(finding: Finding, most: int = 1000) -> list[str]:
    """The titles of the listings found, in their order."""
    rows = Opportunity.objects.in_bulk(keys := finding.keys(0, most))
    return [rows[key].title for key in keys]
