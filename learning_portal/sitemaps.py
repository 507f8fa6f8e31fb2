"""Which pages search engines are told of, and when each last changed."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import Max, Q
from django.urls import reverse

from catalogue.models import Opportunity, Provider, Topic
from cltp.models import Course, Decision, ProgrammeCertificate
from learning_portal.foundation import clock

A_FILE = 5000  # addresses; fifty thousand is the most a file may hold
PLAIN = (
    "home", "catalogue:list", "catalogue:calendar",
    "cltp:home", "cltp:courses", "cltp:decisions", "cltp:compare", "cltp:learner",
    "cltp:ask", "cltp:posting",
    "events:home", "faq:home", "about", "accessibility", "privacy", "catalogue:data",
)  # fmt: skip


class Portal(Sitemap):
    """Addresses at SITE_ADDRESS where that is configured, else at the request's host."""

    limit = A_FILE

    def get_urls(
        self, page: int | str = 1, site: Any = None, protocol: str | None = None
    ) -> list[dict[str, Any]]:
        if settings.SITE_ADDRESS:
            protocol, _, host = settings.SITE_ADDRESS.partition("://")
            site = SimpleNamespace(domain=host)
        return super().get_urls(page, site, protocol)


class Pages(Portal):
    def items(self) -> list[str]:
        return [reverse(name) for name in PLAIN]

    def location(self, item: str) -> str:
        return item


class Listings(Portal):
    """Current and past, for a past listing keeps its page; samples are for nobody to find."""

    def items(self) -> Any:
        changed = Max("sessions__changed_at")
        rows = Opportunity.objects.published().real().annotate(session_changed=changed)
        return rows.only("slug", "changed_at").order_by("pk")

    def lastmod(self, item: Any) -> dt.datetime:
        return max(item.changed_at, item.session_changed or item.changed_at)


class Named(Portal):
    """Providers or topics with current listings, samples aside; changed when one of those did."""

    model: Any

    def items(self) -> Any:
        current = Q(opportunities__in=Opportunity.objects.current(clock.now()).real())
        changed = Max("opportunities__changed_at", filter=current)
        rows = self.model.objects.annotate(changed=changed).filter(changed__isnull=False)
        return rows.only("slug").order_by("pk")

    def location(self, item: Any) -> str:
        return reverse(f"catalogue:{item._meta.model_name}", args=[item.slug])

    def lastmod(self, item: Any) -> dt.datetime:
        return item.changed


class Providers(Named):
    model = Provider


class Topics(Named):
    model = Topic


class Courses(Portal):
    """The answer sheets of the closed programme's own courses; samples are for nobody to find."""

    def items(self) -> Any:
        return Course.objects.real().only("code").order_by("pk")


class Certificates(Portal):
    def items(self) -> Any:
        return ProgrammeCertificate.objects.filter(is_sample=False).order_by("pk")


class Decisions(Portal):
    """The version of each that stands; samples are for nobody to find."""

    def items(self) -> Any:
        rows = Decision.objects.published().real()
        return rows.only("number", "version", "published_at").order_by("pk")

    def lastmod(self, item: Any) -> dt.datetime:
        at: dt.datetime = item.published_at
        return at


SECTIONS: dict[str, type[Portal]] = {
    "pages": Pages,
    "listings": Listings,
    "providers": Providers,
    "topics": Topics,
    "decisions": Decisions,
    "courses": Courses,
    "certificates": Certificates,
}
