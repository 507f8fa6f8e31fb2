"""The addresses of an edition's desk, below the edition's own."""

from typing import Any

from django.contrib import admin
from django.urls import path

from events.admin import people_pages

PAGES: list[tuple[str, Any, str]] = [
    ("board/", people_pages.show_board, "board"),
    ("people/", people_pages.show_people, "people"),
    ("people/export/", people_pages.export, "export"),
    ("people/<int:person>/", people_pages.show_person, "person"),
    ("people/<int:person>/cancel/", people_pages.cancel_person, "person_cancel"),
]


def urls() -> list[Any]:
    return [
        path(f"<int:key>/{where}", admin.site.admin_view(view), name=f"events_desk_{name}")
        for where, view, name in PAGES
    ]
