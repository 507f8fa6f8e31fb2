from learning_portal.foundation.models.message import Message, MessageAttachment, MessageState
from learning_portal.foundation.models.periodic_run import PeriodicRun

__all__ = ["Message", "MessageAttachment", "MessageState", "PeriodicRun"]
