import json
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe

from catalogue.models import Opportunity
from catalogue.outlets import jsonld as outlet
from catalogue.site import address

register = template.Library()

# Inside a script element these would end it or open another.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@register.simple_tag(takes_context=True)
def jsonld(context: Any, opportunity: Opportunity) -> SafeString:
    """The listing's schema.org data, in a script element that runs nothing."""
    data = outlet.data(opportunity, address(context["request"]))
    said = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{said}</script>')  # noqa: S308
