"""The curators' desk for the catalogue, in Django's own admin."""

from catalogue.admin import libraries, opportunities, providers, synonyms, topics

__all__ = ["libraries", "opportunities", "providers", "synonyms", "topics"]
