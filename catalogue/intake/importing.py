"""Writes what a table says, all of it or nothing."""

from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, models

from catalogue import publishing
from catalogue.found_by import refresh_found_by
from catalogue.intake import plan as planning
from catalogue.intake.agreeing import agree, alone
from catalogue.intake.listing_changes import PlannedListing
from catalogue.intake.plan import Plan
from catalogue.intake.problems import Problem, Refused
from catalogue.intake.table import Table
from catalogue.models import Opportunity, Provider, Session
from catalogue.models.vocabulary import Origin

ONE_IMPORT_AT_A_TIME = 20_261_208  # any number, the same everywhere
LONGEST_REASON = 100


def bring_in(
    *,
    table: Table,
    publish: bool,
    by: User | None = None,
    origin: str = Origin.CURATED,
    expected: str | None = None,
) -> Plan:
    """Plan anew under a lock, so that two imports at once make nothing twice, and write.

    `expected` is the digest of a plan somebody agreed to. Raises Refused, Stale, and
    publishing.Refused where `by` may not publish.
    """
    try:
        with alone(ONE_IMPORT_AT_A_TIME):
            plan = planning.make(table, lock=True)
            agree(plan, expected)
            _write(plan, publish=publish, by=by, origin=origin)
    except IntegrityError as error:
        raise Refused([_refused_by_database(error)]) from error
    return plan


def _write(plan: Plan, *, publish: bool, by: User | None, origin: str) -> None:
    source = plan.table.source
    for provider in plan.providers:
        if provider.is_new or provider.fills:
            _save(provider.provider, _reason(source, provider.line), by)
    for topic in plan.new_topics:
        _save(topic, f"Imported from {source}", by)
    written = []
    for listing in plan.listings:
        if listing.is_new or listing.is_changed:
            is_new = listing.is_new
            _write_listing(listing, source, by, origin)
            written.append(listing.opportunity.pk)
            if is_new and publish:
                publishing.move(
                    opportunity=listing.opportunity,
                    transition="publish",
                    by=by,
                    reason=_reason(source, listing.line).lower(),
                )
    refresh_found_by(Opportunity.objects.filter(pk__in=written))


def _write_listing(listing: PlannedListing, source: str, by: User | None, origin: str) -> None:
    opportunity, reason = listing.opportunity, _reason(source, listing.line)
    if listing.is_new:
        opportunity.provider = listing.provider.provider
        opportunity.origin = origin
        _save(opportunity, reason, by)
        if listing.topics:
            opportunity.topics.set(listing.topics)
    elif listing.changes:
        if listing.topics is not None:
            # One record of the whole change, not one for each topic's coming and going.
            unrecorded: Any = opportunity
            unrecorded.skip_history_when_saving = True
            opportunity.topics.set(listing.topics)
            del unrecorded.skip_history_when_saving
        _save(opportunity, reason, by)
    for each in listing.sessions:
        if each.is_new or each.changes:
            each.session.opportunity = opportunity
            _save(each.session, _reason(source, each.line), by)
    opportunity.settle()  # without sessions, by the day its registration closes


def _save(row: models.Model, reason: str, by: User | None) -> None:
    recorded: Any = row
    recorded._change_reason = reason[:LONGEST_REASON]
    if by is not None:
        recorded._history_user = by
    row.save()


def _reason(source: str, line: int) -> str:
    return f"Imported from {source}, line {line}"


def _refused_by_database(error: IntegrityError) -> Problem:
    """What a constraint no rule above foresaw says, in its own words."""
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", "") or ""
    for model in (Opportunity, Session, Provider):
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                return Problem(0, "", "", str(constraint.get_violation_error_message()))
    return Problem(0, "", "", f"The database refuses a row of this table ({broken}).")
