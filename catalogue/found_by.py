"""What a listing is found by beside its own fields: whose it is, what it is about, and where."""

import re
from collections.abc import Iterable

from django.db.models import QuerySet

from catalogue.models import Opportunity, Session, Topic
from learning_portal.foundation import folding

AT_ONCE = 500
WITHIN = re.compile(r"\w'\w")  # an apostrophe between letters
SETTLED = ["keywords", "topic_keys", "regions"]


def refresh_found_by(opportunities: QuerySet[Opportunity]) -> None:
    """Call after a listing's provider or topics change, or one of those is renamed or moves.

    Writes past the history: what a listing is found by is no edit of it. Calendars are told of
    those names too.
    """
    stale, renamed = [], []
    rows = opportunities.order_by("pk").select_related("provider")
    for opportunity in rows.prefetch_related("topics", "sessions"):
        before = [getattr(opportunity, name) for name in SETTLED]
        settle(opportunity, opportunity.topics.all(), opportunity.sessions.all())
        if before != [getattr(opportunity, name) for name in SETTLED]:
            stale.append(opportunity)
            if before[:2] != [opportunity.keywords, opportunity.topic_keys]:
                renamed.append(opportunity.pk)
    Opportunity.objects.bulk_update(stale, SETTLED, batch_size=AT_ONCE)
    if renamed:
        Opportunity.objects.keyed(renamed).told_anew()


def settle(opportunity: Opportunity, topics: Iterable[Topic], sessions: Iterable[Session]) -> None:
    """Work out what the listing is found by; saves nothing."""
    topics = list(topics)
    names = [opportunity.provider.name, *(topic.name for topic in topics)]
    opportunity.keywords = "\n".join([*names, *_in_plain_letters(opportunity.title, *names)])
    opportunity.topic_keys = sorted(topic.pk for topic in topics)
    opportunity.regions = opportunity.regions_of(sessions)


def _in_plain_letters(*texts: str) -> list[str]:
    """The words PostgreSQL cannot fold, as a person without their letters types them.

    An apostrophe within a name is a letter too, and seldom typed: `K’ómoks`, `San'yas`.
    """
    plain: dict[str, None] = {}
    for word in (word for text in texts for word in text.split()):
        folded = folding.fold(word)
        if folded != word.casefold():
            plain[folded] = None
        if WITHIN.search(folded.removesuffix("'s")):
            plain[folded.replace("'", "")] = None
    return list(plain)
