"""The curators' desk for questions, notices, the contact and letters."""

from faq.admin import letters, pages

__all__ = ["letters", "pages"]
