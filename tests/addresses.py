"""One address of every kind of public page, over the starter content and the samples."""

PUBLIC = [
    "/",
    "/opportunities/",
    "/opportunities/?q=library&cost=free&kind=course&kind=webinar&sort=title",
    "/opportunities/?q=zzzz&delivery=in-person",
    "/opportunities/?from=yesterday&cost=cheap&page=0",
    "/opportunities/library-support-staff-certification/",
    "/about/data/",
    "/about/data/?q=library&kind=course&accent=red",
    "/cltp/",
    "/events/",
    "/faq/",
    "/about/",
    "/write/",
    "/write/?about=listing&page=/opportunities/indigenous-canada/",
    "/accessibility/",
    "/privacy/",
    "/clock/",
    "/no-such-page/",
    "/admin/login/",
]
