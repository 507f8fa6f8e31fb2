"""People at the desk: Django's own pages, without date fields that a browser's clock fills in."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User

from learning_portal.foundation import time_labels

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):
    readonly_fields = ["last_seen", "joined"]
    fieldsets = [
        *[part for part in UserAdmin.fieldsets or [] if "last_login" not in part[1]["fields"]],
        ("Dates", {"fields": ["last_seen", "joined"]}),
    ]

    @admin.display(description="last signed in", empty_value="Never")
    def last_seen(self, person: Any) -> str | None:
        return time_labels.moment(person.last_login) if person.last_login else None

    @admin.display(description="joined")
    def joined(self, person: Any) -> str:
        return time_labels.moment(person.date_joined)
