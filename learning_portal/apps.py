from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    """Django's admin, with the portal's start page."""

    default_site = "learning_portal.desk.Desk"


class PortalConfig(AppConfig):
    name = "learning_portal"
    verbose_name = "Learning Portal"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from learning_portal import checks, roles  # noqa: F401 - checks register themselves

        post_migrate.connect(roles.keep_groups, dispatch_uid="portal-groups")
