from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from catalogue import row_html
from catalogue.rows import Row

register = template.Library()


@register.simple_tag
def listing_rows(rows: Iterable[Row]) -> SafeString:
    """Rows as a list shows them."""
    return row_html.of_rows(rows)
