"""The parts of a listing's form, in the order a curator thinks of them."""

from typing import Any

Fieldsets = list[tuple[str | None, dict[str, Any]]]

WHAT: Fieldsets = [
    (
        "What it is",
        {
            "description": "Plain words: a reader decides in seconds. The summary is what shows "
            "in lists.",
            "fields": [
                "title",
                "provider",
                "kind",
                "summary",
                "description",
                "url",
                "link_dead_since",
            ],
        },
    ),
    (
        "About what, and for whom",
        {
            "description": "Choose what the organiser says. What you do not choose reads as "
            "“not stated”, and that is better than a guess.",
            "fields": ["topics", "audience", "level", "languages", "bc_context"],
        },
    ),
    (
        "How, and how long",
        {
            "description": "Days and times come further down, under “When and where”.",
            "fields": ["delivery", "hours", "length_note", "access", "capacity_note"],
        },
    ),
    (
        "What it costs",
        {
            "description": "An amount needs its currency. Leave the amounts empty when they are "
            "not stated.",
            "fields": ["cost", ("price", "price_high", "currency", "price_per"), "price_note"],
        },
    ),
    (
        "Registration",
        {
            "fields": [
                "registration_url",
                ("registration_closes_wall", "registration_zone_words"),
                "closes_in_bc",
                "registration_words",
            ],
        },
    ),
    (
        "Afterwards: recording and certificate",
        {"fields": ["recording", "recording_url", "recording_until", "certificate"]},
    ),
]
ADDRESS: Fieldsets = [("Its address here", {"fields": ["slug"]})]
KEPT: Fieldsets = [("Imports", {"fields": ["kept"]})]
RECORD: Fieldsets = [
    (
        "Where it stands",
        {
            "description": "The status changes by the steps at the end of this page.",
            "fields": ["status", "checked", "came_from", "dates"],
        },
    )
]
