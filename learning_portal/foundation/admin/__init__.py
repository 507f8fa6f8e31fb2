"""The desk's pages for mail, letters, and what the worker does."""

from learning_portal.foundation.admin import letters, messages, periodic

__all__ = ["letters", "messages", "periodic"]
