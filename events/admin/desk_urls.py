"""The addresses of an edition's desk, below the edition's own."""

from typing import Any

from django.contrib import admin
from django.urls import path

from events.admin import (
    certificate_page,
    copy_page,
    door_pages,
    message_page,
    people_pages,
    print_pages,
    travel_page,
    walk_in_page,
)

PAGES: list[tuple[str, Any, str]] = [
    ("board/", people_pages.show_board, "board"),
    ("people/", people_pages.show_people, "people"),
    ("people/export/", people_pages.export, "export"),
    ("people/<int:person>/", people_pages.show_person, "person"),
    ("people/<int:person>/cancel/", people_pages.cancel_person, "person_cancel"),
    ("people/<int:person>/certificate/", certificate_page.correct, "certificate"),
    ("door/", door_pages.show_door, "door"),
    ("door/list.json", door_pages.door_list, "door_list"),
    ("door/press/", door_pages.press, "press"),
    ("door/presses/", door_pages.presses, "presses"),
    ("door/<int:person>/", door_pages.show_scanned, "scanned"),
    ("door/add/", walk_in_page.add, "walk_in"),
    ("travel/", travel_page.show_travel, "travel"),
    ("travel/<int:person>/", travel_page.decide, "decide"),
    ("copy/", copy_page.copy, "copy"),
    ("message/", message_page.write, "message"),
    ("badges/", print_pages.badges, "badges"),
    ("sign-in/", print_pages.sign_in, "sign_in"),
]


def urls() -> list[Any]:
    return [
        path(f"<int:key>/{where}", admin.site.admin_view(view), name=f"events_desk_{name}")
        for where, view, name in PAGES
    ]
