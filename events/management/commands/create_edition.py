import datetime as dt
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from events import editions
from events.models import Edition, Stage, Venue, Way
from learning_portal.foundation import clock, folding

HOW = "write 2027-05-12T09:00, or only the day while the hours are not known: 2027-05-12"


class Command(BaseCommand):
    help = "Make an edition of a gathering. The last line it prints is the edition's address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--title", required=True)
        parser.add_argument("--starts", required=True, help=f"in --zone's own time: {HOW}")
        parser.add_argument("--ends", required=True, help="the same; as a day, the last of them")
        parser.add_argument("--zone", default=clock.BC_ZONE, help=f"{clock.BC_ZONE} unless told")
        parser.add_argument("--capacity", required=True, type=int, help="how many places")
        parser.add_argument("--open", action="store_true", help="open registration at once")
        parser.add_argument("--gathering", default=editions.NAME)
        parser.add_argument("--summary", default="")
        parser.add_argument("--way", choices=Way.values, default=Way.IN_PERSON.value)
        parser.add_argument("--venue", default="", help="its name; made where there is none")
        parser.add_argument("--address", default="", help="street address of a new venue")
        parser.add_argument("--city", default="")
        parser.add_argument("--sample", action="store_true", help="mark it as sample content")

    def handle(self, *args: Any, **asked: Any) -> None:
        starts, has_hours = placed("--starts", asked["starts"], asked["zone"])
        ends, end_has_hours = placed("--ends", asked["ends"], asked["zone"], is_end=True)
        if has_hours != end_has_hours:
            raise CommandError("Write both --starts and --ends with a time, or both as days.")
        if ends <= starts:
            raise CommandError("The edition ends before it starts: check --starts and --ends.")
        try:
            edition = editions.create(
                gathering=tidy("--gathering", asked["gathering"]),
                title=tidy("--title", asked["title"]),
                summary=folding.tidy(asked["summary"]),
                starts=starts,
                ends=ends,
                zone=asked["zone"],
                hours_known=has_hours,
                capacity=asked["capacity"],
                way=asked["way"],
                stage=Stage.OPEN if asked["open"] else Stage.PLANNED,
                venue=venue(asked),
                is_sample=asked["sample"],
            )
        except ValidationError as refused:
            said = [f"{name}: {' '.join(each)}" for name, each in refused.message_dict.items()]
            raise CommandError("\n".join(said)) from refused
        self.say(edition)

    def say(self, edition: Edition) -> None:
        self.stdout.write(f"{edition.title}: {edition.when()}.")
        self.stdout.write(f"{edition.capacity} places. {edition.get_stage_display()}.")
        self.stdout.write(f"{settings.SITE_ADDRESS}{edition.get_absolute_url()}")


def tidy(name: str, text: str) -> str:
    """Raises CommandError where nothing is left."""
    said = " ".join(folding.tidy(text).split())
    if not said:
        raise CommandError(f"{name}: write some words.")
    return said


def placed(
    name: str, text: str, zone_name: str, *, is_end: bool = False
) -> tuple[dt.datetime, bool]:
    """The instant, and whether an hour was stated. Raises CommandError."""
    try:
        if len(text.strip()) == len("2027-05-12"):
            day = dt.date.fromisoformat(text.strip())
            return clock.start_of_day(day + clock.DAY if is_end else day, zone_name), False
        at = dt.datetime.fromisoformat(text.strip())
        if at.tzinfo is not None:  # an offset says by itself which instant is meant
            return at.astimezone(dt.UTC), True
        return clock.instant(at, zone_name), True
    except clock.BadTime as refused:
        raise CommandError(str(refused)) from refused
    except (ValueError, OverflowError) as refused:
        raise CommandError(f"{name} is not a time: {HOW}.") from refused


def venue(asked: dict[str, Any]) -> Venue | None:
    name = " ".join(folding.tidy(asked["venue"]).split())
    if not name:
        return None
    found, _made = Venue.objects.get_or_create(
        name=name, city=asked["city"], defaults={"address": asked["address"]}
    )
    return found
