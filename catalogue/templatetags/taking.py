"""Where a reader takes what a page shows: into a calendar, a feed reader, a site of their own."""

from typing import Any

from django import template
from django.urls import reverse

from catalogue import site
from catalogue.outlets import web_calendars
from catalogue.reading import AnyListing, Times

register = template.Library()

MOST_DATES = 10


@register.inclusion_tag("catalogue/take_list.html", takes_context=True)
def take_list(context: Any, query: str) -> dict[str, Any]:
    """`query` is the filter as an address holds it; empty for every current listing."""
    asked = f"?{query}" if query else ""
    calendar = f"{reverse('catalogue:calendar_feed')}{asked}"
    return {
        "asked": asked,
        "calendar": calendar,
        "webcal": site.webcal(site.address(context["request"]), calendar),
    }


@register.inclusion_tag("catalogue/take_listing.html", takes_context=True)
def take_listing(context: Any, opportunity: AnyListing, dates: list[Times]) -> dict[str, Any]:
    """`dates` are the listing's, as its page shows them; a past one cannot be added by hand."""
    base = site.address(context["request"])
    calendar = reverse("catalogue:opportunity_calendar", args=[opportunity.slug])
    page = f"{base}{opportunity.get_absolute_url()}"
    ahead = [
        each for each in dates if not each.is_over and web_calendars.may_be_added(each.session)
    ]
    return {
        "calendar": calendar,
        "webcal": site.webcal(base, calendar),
        "is_over": all(each.is_over for each in dates),
        "dates": [
            {"times": each, "links": web_calendars.links(each.session, page)}
            for each in ahead[:MOST_DATES]
        ],
        "left_out": max(len(ahead) - MOST_DATES, 0),
    }
