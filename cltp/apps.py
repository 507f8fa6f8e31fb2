from django.apps import AppConfig

from cltp.certificates.letter_kind import KIND
from learning_portal.foundation import letter_kinds


class CLTPConfig(AppConfig):
    name = "cltp"
    verbose_name = "CLTP"

    def ready(self) -> None:
        letter_kinds.register(KIND)
