"""The curators' desk for the catalogue, in Django's own admin."""

from catalogue.admin import libraries, missed, opportunities, providers, synonyms, topics

__all__ = ["libraries", "missed", "opportunities", "providers", "synonyms", "topics"]
