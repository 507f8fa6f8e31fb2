"""Markdown in, safe HTML out."""

import html as entities
import re

import nh3
from markdown_it import MarkdownIt

ALLOWED = {
    "p", "br", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre",
    "h2", "h3", "h4", "hr", "table", "thead", "tbody", "tr", "th", "td", "del",
}  # fmt: skip
BLOCK = re.compile(r"<(?!/?(?:strong|em|a|code|del)\b)")  # a tag that parts words

_reader = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table")


def to_html(markdown: str) -> str:
    """Cleaned HTML: no images, scripts, styles or raw HTML; links to http(s) and mailto only."""
    return nh3.clean(
        _reader.render(markdown),
        tags=ALLOWED,
        attributes={"a": {"href", "title"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer",
    )


def to_text(markup: str) -> str:
    """The words of our own cleaned HTML, one space between them."""
    return " ".join(entities.unescape(nh3.clean(BLOCK.sub(" <", markup), tags=set())).split())
