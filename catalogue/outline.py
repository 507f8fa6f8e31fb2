"""A template that stands on a page dozens of times: rendered once for each shape of what it shows.

Rendering is most of what a row costs, and rows differ in their words alone. So the template is
given gaps where the words go, and the words, escaped, are put into the gaps.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape  # as Django's own does, without its care for what is lazy

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

GAP = "\ue004"  # a letter of no language


def gap(name: str) -> str:
    """What stands in the template for the words of this name."""
    return f"{GAP}{name}{GAP}"


@dataclass(frozen=True)
class Outline:
    """HTML around gaps, and the names of the words that fill them, in their order."""

    html: tuple[str, ...]
    names: tuple[str, ...]

    def filled(self, words: Mapping[str, str]) -> str:
        """Words that are not safe HTML are escaped."""
        parts = [self.html[0]]
        for name, after in zip(self.names, self.html[1:], strict=True):
            said = words[name]
            parts += (said if isinstance(said, SafeString) else escape(said), after)
        return "".join(parts)


def outline(template: str, context: Mapping[str, object]) -> Outline:
    parts = render_to_string(template, dict(context)).strip().split(GAP)
    return Outline(tuple(parts[::2]), tuple(parts[1::2]))
