from django.apps import AppConfig


class CLTPConfig(AppConfig):
    name = "cltp"
    verbose_name = "CLTP"
