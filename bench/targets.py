"""The pages that are measured, by name, and what a good answer of each looks like."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from bench.client import ANEW
from catalogue import paging
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.vocabulary import Status
from learning_portal.foundation import clock

THREE_WORDS = "children reading training"
COMMON = "library"
NOTHING = "zyxwv qwertz"
PAGE, CALENDAR, ATOM, DATA = "</html>", "END:VCALENDAR", "</feed>", "}"
TOTAL = re.compile(r">\s*([\d,]+)\+? listings?\s*</h2>")
LISTING = re.compile(r'href="/opportunities/[a-z0-9-]+/"')


@dataclass(frozen=True)
class Target:
    """One page. `holds` is a pattern every good answer has; a list has its total in `finds`."""

    name: str
    path: str
    end: str = PAGE
    holds: str = ""
    is_list: bool = False
    finds_nothing: bool = False

    def problem(self, body: str) -> str:
        """Why this cannot be the answer; empty where it is plausible."""
        if not body.rstrip().endswith(self.end):
            return f"does not end with {self.end}"
        if self.holds and not re.search(self.holds, body):
            return f"has nothing like {self.holds}"
        if not self.is_list:
            return ""
        total = self.finds(body)
        if total is None:
            return "does not say how many listings it found"
        if bool(total) == self.finds_nothing:
            return f"finds {total} listings"
        return "" if self.finds_nothing or LISTING.search(body) else "has no listing"

    def finds(self, body: str) -> int | None:
        """How many listings the page says there are."""
        said = TOTAL.search(body)
        return int(said[1].replace(",", "")) if said else None


def limit(name: str, path: str) -> Target:
    return Target(name, path, end="")


def every() -> list[Target]:
    """Every target, for the database at hand."""
    return [
        Target("home", reverse("home"), holds=LISTING.pattern),
        _list("list"),
        _list("page-20", page=min(20, paging.pages(Opportunity.objects.current().count()))),
        *_filters(),
        _list("three-words", q=THREE_WORDS),
        _list("common-word", q=COMMON),
        _list("three-words-anew", q=f"{THREE_WORDS} -{ANEW}"),
        _list("common-word-anew", q=f"{COMMON} -{ANEW}"),
        _list("finds-nothing", nothing=True, q=NOTHING),
        Target("suggestions", f"{_LIST}suggest/?q=chil", end=""),
        *_outputs(),
    ]


_LIST = "/opportunities/"


def _list(name: str, *, nothing: bool = False, **asked: Any) -> Target:
    query = f"?{urlencode(asked)}" if asked else ""
    return Target(name, f"{_LIST}{query}", is_list=True, finds_nothing=nothing)


def _filters() -> list[Target]:
    today = clock.today()
    topic, provider = _busiest(Topic), _busiest(Provider)
    month = clock.month_of(today)[1]
    ahead: dict[str, Any] = {
        "from": today + dt.timedelta(days=14),
        "to": today + dt.timedelta(days=44),
    }
    return [
        _list("topic", topic=topic),
        _list("kind", kind="webinar"),
        _list("delivery", delivery="online-live"),
        _list("cost", cost="free"),
        _list("provider", provider=provider),
        _list("audience", audience="library-assistant"),
        _list("level", level="introductory"),
        _list("length", length="up-to-1-hour"),
        _list("language", language="fr"),
        _list("region", region="BC"),
        _list("bc", bc="yes"),
        _list("access", access="captions"),
        _list("recording", recording="available"),
        _list("certificate", certificate="live"),
        _list("this-month", when="this-month"),
        _list("a-month", when=f"{month:%Y-%m}"),
        _list("from-to", **ahead),
        _list("on-demand", when="on-demand"),
        _list("past", when="past"),
        _list("three-facets", topic=topic, cost="free", delivery="online-live"),
    ]


def _busiest(model: type[Topic] | type[Provider]) -> str:
    """The slug of the topic or provider with the most published listings."""
    counted = model._default_manager.filter(opportunities__status=Status.PUBLISHED).annotate(
        listings=Count("opportunities")
    )
    return counted.order_by("-listings", "slug").values_list("slug", flat=True)[0]


def _outputs() -> list[Target]:
    by_sessions = Opportunity.objects.current().annotate(number=Count("sessions"))
    one = by_sessions.filter(number=1, sessions__over_at__gt=clock.now()).order_by("pk")[0]
    most = by_sessions.order_by("-number", "pk")[0]
    session = "BEGIN:VEVENT"
    return [
        Target("detail", one.get_absolute_url(), holds="<h1"),
        Target("ics-1", f"{_LIST}{one.slug}.ics", end=CALENDAR, holds=session),
        Target("ics-100", f"{_LIST}{most.slug}.ics", end=CALENDAR, holds=session),
        Target("atom", "/opportunities.atom", end=ATOM, holds="<entry>"),
        Target("json", reverse("catalogue:json"), end=DATA, holds='"title"'),
    ]
