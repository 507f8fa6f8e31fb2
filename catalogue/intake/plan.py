"""What importing a table would do: worked out in full before anything is written."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalogue.intake import fields, listing_changes, providers
from catalogue.intake.fields import Row
from catalogue.intake.groups import Group, gather
from catalogue.intake.known import Listings, by_name, fold_all
from catalogue.intake.listing_changes import PlannedListing
from catalogue.intake.problems import Problem
from catalogue.intake.providers import PlannedProvider
from catalogue.intake.table import Table
from catalogue.models import Opportunity, Provider, Topic
from catalogue.models.vocabulary import NOT_STATED, Status
from learning_portal.foundation import clock


@dataclass
class Plan:
    """Its rows are changed in memory only; `importing` writes them."""

    table: Table
    listings: list[PlannedListing] = field(default_factory=list)
    providers: list[PlannedProvider] = field(default_factory=list)
    new_topics: list[Topic] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Problem] = field(default_factory=list)

    @property
    def new(self) -> list[PlannedListing]:
        return [each for each in self.listings if each.is_new]

    @property
    def changed(self) -> list[PlannedListing]:
        return [each for each in self.listings if each.is_changed]

    @property
    def unchanged(self) -> list[PlannedListing]:
        return [each for each in self.listings if not each.is_new and not each.is_changed]

    @property
    def new_providers(self) -> list[PlannedProvider]:
        return [each for each in self.providers if each.is_new]

    def digest(self) -> str:
        """Stands for everything that would be written: equal digests, equal writes."""
        return hashlib.sha256("\n".join(self._said()).encode()).hexdigest()

    def _said(self) -> Iterator[str]:
        for each in self.providers:
            provider = each.provider
            yield repr((provider.pk, provider.name, provider.country, provider.region))
        for listing in self.listings:
            row, owner = listing.opportunity, listing.provider.provider
            topics = [(topic.pk, topic.name) for topic in listing.topics or []]
            yield repr((row.pk, row.status, owner.pk, owner.name, listing.values, topics))
            yield repr((listing.changes, listing.kept, [each.pk for each in listing.gone]))
            for session in listing.sessions:
                yield repr((session.session.pk, session.values, session.changes))


def make(table: Table, *, lock: bool = False, now: dt.datetime | None = None) -> Plan:
    """`lock` holds the listings concerned until the transaction ends."""
    plan = Plan(table)
    folded = _folded(table)
    groups, plan.problems = gather(table.lines, folded)
    plan.remarks = [Problem(0, "", "", note) for note in table.notes]
    names = {group.first("provider") for group in groups} - {""}
    known = by_name(Provider, {name: folded[name] for name in sorted(names)})
    owners, problems, remarks = providers.work_out(groups, folded, known)
    plan.providers = list(owners.values())
    plan.problems += problems
    plan.remarks += remarks
    read = {
        group: _read(group, owners.get(folded.get(group.first("provider"), ""))) for group in groups
    }
    topics = _topics(plan, read, folded)
    stored = Listings(
        providers=[each.provider.pk for each in plan.providers if not each.is_new],
        refs={group.ref for group in groups if group.ref},
        titles={group.first("title"): folded.get(group.first("title"), "") for group in groups},
        lock=lock,
    )
    used: dict[int, int] = {}
    for group, rows in read.items():
        plan.problems += [problem for row in rows for problem in row.problems]
        plan.remarks += [remark for row in rows for remark in row.warnings]
        owner = owners.get(folded.get(group.first("provider"), ""))
        if owner is None or not group.first("title"):
            continue
        listing = _listing(plan, group, owner, stored, folded, used)
        if listing is not None:
            _fill(plan, listing, rows, folded, topics, now or clock.now())
            plan.listings.append(listing)
    return plan


def _folded(table: Table) -> dict[str, str]:
    texts = {line.get(name) for line in table.lines for name in ("title", "provider")}
    for line in table.lines:
        texts.update(fields.listed(line.get("topics")))
    return fold_all(texts - {""})


def _read(group: Group, owner: PlannedProvider | None) -> list[Row]:
    country = owner.provider.country if owner else ""
    rows = [fields.read(line, country) for line in group.lines]
    for row in rows:
        if row.region and owner is not None:
            _place_provider(owner, row)
    return rows


def _place_provider(owner: PlannedProvider, row: Row) -> None:
    """A region stated without a session says where the provider is."""
    provider = owner.provider
    if row.region == provider.region:
        return
    if owner.is_new or provider.region == NOT_STATED:
        providers.set_region(owner, row.region)
    else:
        remark = f"“{provider.name}” stays under {provider.get_region_display()}: a region is "
        row.warn("region", f"{remark}a session's, and this row has none.")


def _topics(plan: Plan, read: dict[Group, list[Row]], folded: dict[str, str]) -> dict[str, Topic]:
    """Each topic named, by its folded name; the new ones join the plan."""
    said: dict[str, tuple[str, int]] = {}
    for rows in read.values():
        for row in rows:
            for name in row.topics:
                said.setdefault(folded[name], (name, row.line.number))
    topics = by_name(Topic, {name: key for key, (name, _line) in said.items()})
    for key, (name, line) in said.items():
        if key in topics:
            continue
        topics[key] = Topic(name=name)
        plan.new_topics.append(topics[key])
        if len(name) > 100:
            right = "A topic's name has at most 100 characters. Split several topics by |."
            plan.problems.append(Problem(line, "topics", name, right))
    return topics


def _listing(
    plan: Plan,
    group: Group,
    owner: PlannedProvider,
    stored: Listings,
    folded: dict[str, str],
    used: dict[int, int],
) -> PlannedListing | None:
    title, found = group.first("title"), []
    if not owner.is_new:
        found = stored.find(owner.provider.pk, group.ref, folded[title])
    if len(found) > 1:
        right = f"“{owner.provider.name}” has several listings of this title here: give its `ref`."
        plan.problems.append(Problem(group.number, "title", title, right))
        return None
    if not found:
        row = Opportunity(status=Status.IN_REVIEW)
        return PlannedListing(group.number, row, owner)
    row = found[0]
    if row.pk in used:
        right = f"This is the same listing as line {used[row.pk]}: give both the same `ref`."
        plan.problems.append(Problem(group.number, "title", title, right))
        return None
    used[row.pk] = group.number
    return PlannedListing(group.number, row, owner)


def _fill(
    plan: Plan,
    listing: PlannedListing,
    rows: list[Row],
    folded: dict[str, str],
    topics: dict[str, Topic],
    now: dt.datetime,
) -> None:
    plan.problems += listing_changes.merge(rows, listing)
    plan.problems += listing_changes.merge_topics(rows, folded, topics, listing)
    listing_changes.compare(listing)
    plan.remarks += listing_changes.add_sessions(rows, listing, now)
    plan.problems += listing_changes.settle(listing)
