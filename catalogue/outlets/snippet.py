"""What another site pastes into a page of its own to show a list of ours."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

HEIGHT = 480


def snippet(address: str, title: str) -> SafeString:
    """HTML for a page of any site; `address` is the full one of the list to show."""
    return format_html(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>',
        address,
        title,
        HEIGHT,
    )
