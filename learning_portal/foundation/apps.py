from django.apps import AppConfig


class FoundationConfig(AppConfig):
    name = "learning_portal.foundation"
    label = "foundation"
    verbose_name = "Mail and letters"
