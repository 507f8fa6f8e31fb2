"""The words a listing is found by beside its own: whose it is, and what it is about."""

from django.db.models import QuerySet

from catalogue.models import Opportunity
from learning_portal.foundation import folding

AT_ONCE = 500


def refresh_keywords(opportunities: QuerySet[Opportunity]) -> None:
    """Call after a listing's provider or topics change, or one of those is renamed.

    Writes past the history: what a listing is found by is no edit of it.
    """
    stale = []
    rows = opportunities.order_by("pk").select_related("provider").prefetch_related("topics")
    for opportunity in rows:
        words = keywords(opportunity)
        if words != opportunity.keywords:
            opportunity.keywords = words
            stale.append(opportunity)
    Opportunity.objects.bulk_update(stale, ["keywords"], batch_size=AT_ONCE)


def keywords(opportunity: Opportunity) -> str:
    names = [opportunity.provider.name, *(topic.name for topic in opportunity.topics.all())]
    return "\n".join([*names, *_in_plain_letters(opportunity.title, *names)])


def _in_plain_letters(*texts: str) -> list[str]:
    """The words PostgreSQL cannot fold, as a person without their letters types them."""
    words = [word for text in texts for word in text.split()]
    plain = {word: folding.fold(word) for word in words}
    return list(dict.fromkeys(plain[word] for word in words if plain[word] != word.casefold()))
