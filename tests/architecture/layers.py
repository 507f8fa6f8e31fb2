"""Where each module stands, the highest first: it imports only from what stands lower.

A name is a module or a package of that room; two of one line do not import each other.
"""

ROOMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "learning_portal": (
        ("settings", "urls", "wsgi", "apps"),
        (
            "views",
            "letter_page",
            "kept_mail",
            "search_engines",
            "admin",
            "desk",
            "health",
            "management",
        ),
        ("middleware", "context", "checks", "roles", "sitemaps", "periodic_tasks"),
        ("purging",),
    ),
    "learning_portal.foundation": (
        ("apps", "admin", "database", "protection", "static_files"),
        ("working",),
        ("sending", "periodic"),
        ("mail", "letters", "composing", "outcomes", "resending", "smtp"),
        ("models",),
        ("embedded", "time_labels", "zone_words", "markup", "visitor", "text_fields", "tables"),
        ("letter_kinds",),
        ("clock", "folding"),
    ),
    "catalogue": (
        ("apps", "urls"),
        (
            "views",
            "calendar_pages",
            "feeds",
            "embedding",
            "suggesting",
            "admin",
            "management",
            "templatetags",
        ),
        (
            "forms",
            "front",
            "detail",
            "intake",
            "history",
            "panel",
            "nothing",
            "spelling",
            "missed",
            "widening",
            "paging",
        ),
        ("outlets",),
        ("finding", "row_fragments"),
        ("search",),
        ("filterset", "rows", "calendar_entries", "versions"),
        (
            "facets",
            "reading",
            "publishing",
            "attention",
            "found_by",
            "month",
            "site",
            "revalidation",
        ),
        ("tally",),
        ("matching",),
        ("models",),
    ),
    "cltp": (
        ("apps", "urls"),
        ("views", "decision_pages", "asking", "verifying", "admin", "management", "posting_pages"),
        ("forms", "certificate_forms"),
        ("steps", "intake"),
        ("sample",),
        ("decisions", "finding", "reading", "certificates", "attention", "reports"),
        ("checklist", "completeness", "refusals", "recognition", "messages", "posting_basis"),
        ("models", "posting"),
        ("holder_names",),
    ),
    "events": (
        ("apps", "urls"),
        (
            "views",
            "registering",
            "place",
            "programme_pages",
            "sign_up_pages",
            "admin",
            "management",
        ),
        ("editions",),
        ("programme_table",),
        ("group_form", "changes", "programme_entry"),
        ("forms", "programme"),
        ("registration", "listing", "timetable"),
        ("reading",),
        ("messages",),
        ("calendars",),
        ("models",),
    ),
    "faq": (("apps", "urls"), ("views", "admin"), ("forms",), ("models",)),
    "bench": (
        ("settings", "urls", "management"),
        ("stock", "report", "explain", "limits", "counting"),
        ("measuring", "server", "loading", "verification"),
        ("targets",),
        ("client", "processor", "catalogue", "numbers"),
        ("shapes", "prose"),
        ("words", "zipf"),
    ),
}

# Which rooms each room may enter besides its own. The roof enters every one of the portal's;
# the bench measures the portal from outside, and nothing of the portal knows it.
MAY_ENTER: dict[str, set[str]] = {
    "bench": set(ROOMS) - {"bench"},
    "learning_portal": set(ROOMS) - {"learning_portal", "bench"},
    "learning_portal.foundation": set(),
    "catalogue": {"learning_portal.foundation"},
    "cltp": {"learning_portal.foundation", "catalogue"},
    "events": {"learning_portal.foundation", "catalogue"},
    "faq": {"learning_portal.foundation", "catalogue"},
}

# path -> why it imports inside a function.
LATE_IMPORTS = {
    "manage.py": "says in a sentence that Django is not installed here, where it is not",
    "learning_portal/apps.py": "the groups' models exist only when every app is loaded",
}
