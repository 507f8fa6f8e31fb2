from django.apps import AppConfig

from events.letter_kind import KIND
from learning_portal.foundation import letter_kinds


class EventsConfig(AppConfig):
    name = "events"
    verbose_name = "Events"

    def ready(self) -> None:
        letter_kinds.register(KIND)
