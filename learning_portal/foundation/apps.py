from django.apps import AppConfig
from django.db.backends.signals import connection_created

from learning_portal.foundation import instants


class FoundationConfig(AppConfig):
    name = "learning_portal.foundation"
    label = "foundation"
    verbose_name = "Mail and letters"

    def ready(self) -> None:
        connection_created.connect(instants.read_fast, dispatch_uid="portal-instants")
