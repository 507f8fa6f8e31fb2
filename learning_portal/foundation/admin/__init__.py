"""The desk's pages for mail, and for what the worker does."""

from learning_portal.foundation.admin import messages, periodic

__all__ = ["messages", "periodic"]
