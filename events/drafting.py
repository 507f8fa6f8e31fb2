"""From what people asked for to a session of the programme."""

import datetime as dt

from django.db import transaction

from events.models import CallTopic, Edition, ProgrammeSession
from events.registration import Refused, lock
from learning_portal.foundation import clock

HOUR = dt.timedelta(hours=1)
FIRST_HOUR, LAST_HOUR = dt.time(9), dt.time(16)  # where the edition's hours are not known yet


@transaction.atomic
def draft(*, topic: CallTopic) -> ProgrammeSession:
    """A session of an hour, at the first hour nothing else is at; the organiser moves it.

    A topic is drafted once: a second time gives the session there is. Raises Refused.
    """
    edition = lock(topic.call.edition_id)
    topic = CallTopic.objects.select_related("session").get(pk=topic.pk)
    if topic.session is not None:
        return topic.session
    if edition.is_over() or edition.is_cancelled:
        raise Refused(f"{edition.title} is over or cancelled: nothing can be added to it.")
    if edition.programme_shown:
        raise Refused(
            "Readers see the programme, and would see the draft too. Untick “programme is shown” "
            "with the edition first, or add the session to the programme yourself."
        )
    starts = _free_hour(edition)
    midnight = clock.start_of_day(clock.wall(starts, edition.zone).date() + clock.DAY, edition.zone)
    topic.session = ProgrammeSession.objects.create(
        edition=edition,
        title=topic.title,
        summary=topic.about,
        starts=starts,
        ends=min(starts + HOUR, midnight),
    )
    topic.save(update_fields=["session"])
    return topic.session


def _free_hour(edition: Edition) -> dt.datetime:
    """The first within the event's hours, day by day; the very first where every one is taken."""
    hours = [start for day in edition.days for start in _hours(edition, day)]
    taken = list(edition.sessions.values_list("starts", "ends"))
    for start in hours:
        if not any(starts < start + HOUR and start < ends for starts, ends in taken):
            return start
    return hours[0]


def _hours(edition: Edition, day: dt.date) -> list[dt.datetime]:
    begins, finishes = FIRST_HOUR, LAST_HOUR
    if edition.hours_known:
        begins = clock.wall(edition.starts, edition.zone).time()
        finishes = clock.wall(edition.ends, edition.zone).time()
    start = clock.instant(dt.datetime.combine(day, begins), edition.zone)
    until = clock.instant(dt.datetime.combine(day, finishes), edition.zone)
    count = max(1, (until - start) // HOUR)
    return [start + number * HOUR for number in range(count)]
