"""What the catalogue already knows of the names in a table, in a few queries whatever its length.

Names are compared as the database orders them, without case and accents. A name a
curator has since changed is found by what it was called before.
"""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from catalogue.models import Opportunity, Provider, Topic


def fold_all(texts: Iterable[str]) -> dict[str, str]:
    """Each text as `name_folded` and `title_folded` would hold it."""
    asked = sorted(set(texts))
    with connection.cursor() as cursor:
        cursor.execute("SELECT t, portal_fold(t) FROM unnest(%s::text[]) AS t", [asked])
        return dict(cursor.fetchall())


def by_name(model: type[Provider] | type[Topic], folded: dict[str, str]) -> dict[str, Any]:
    """Providers or topics by the folded names asked for; `folded` is name → folded name."""
    found: dict[str, Any] = {
        row.name_folded: row
        for row in model._default_manager.filter(name_folded__in=set(folded.values()))
    }
    missing = [name for name, key in folded.items() if key not in found]
    if missing:
        former = model.history.filter(name__in=missing).order_by("history_id")
        ids = {pk: folded[name] for pk, name in former.values_list("id", "name")}
        rows: Iterable[Model] = model._default_manager.filter(pk__in=ids)
        found.update({ids[row.pk]: row for row in rows})
    return found


class Listings:
    """The stored listings a table may mean."""

    def __init__(
        self, *, providers: list[int], refs: set[str], titles: dict[str, str], lock: bool
    ) -> None:
        """`titles` is title → folded title; `lock` holds the rows until the transaction ends."""
        self.by_ref: dict[tuple[int, str], Opportunity] = {}
        self.by_title: dict[tuple[int, str], list[Opportunity]] = {}
        self.by_former_title: dict[tuple[int, str], list[Opportunity]] = {}
        former = self._former_titles(providers, titles)
        rows = (
            Opportunity.objects.filter(provider__in=providers)
            .filter(Q(ref__in=refs) | Q(title_folded__in=set(titles.values())) | Q(pk__in=former))
            .select_related("provider")
            .prefetch_related("topics", "sessions")
            .order_by("pk")
        )
        if lock:
            rows = rows.select_for_update(of=("self",))
        for row in rows:
            if row.ref:
                self.by_ref[row.provider_id, row.ref] = row
            self.by_title.setdefault((row.provider_id, row.title_folded), []).append(row)
            former_title = former.get(row.pk)
            if former_title and "title" in row.locked_fields:
                self.by_former_title[row.provider_id, former_title] = [row]

    @staticmethod
    def _former_titles(providers: list[int], titles: dict[str, str]) -> dict[int, str]:
        if not providers:
            return {}
        rows = Opportunity.history.filter(provider_id__in=providers, title__in=titles)
        return {pk: titles[title] for pk, title in rows.values_list("id", "title")}

    def find(self, provider: int, ref: str, title: str) -> list[Opportunity]:
        """The listings meant: one, none, or several of one title when no reference tells."""
        if ref and (provider, ref) in self.by_ref:
            return [self.by_ref[provider, ref]]
        key = provider, title
        same = self.by_title.get(key) or self.by_former_title.get(key, [])
        # Another reference is another listing.
        return [row for row in same if not row.ref] if ref else same
