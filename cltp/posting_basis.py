"""What the posting check takes from the records: decisions for its wording, names of courses."""

from cltp.models import Course, Decision
from cltp.models.vocabulary import Finding
from cltp.posting.wording import Recognised
from learning_portal.foundation import clock

MOST = 200  # decisions and courses looked at; far more than the programme had


def decisions() -> list[Recognised]:
    """Published, on real training, and holding for who completes it today: never the sample."""
    standing = Decision.objects.in_force(clock.today()).real()
    counting = standing.exclude(finding=Finding.NOT_COMPARABLE).newest_first().for_reading()
    return [_recognised(each) for each in counting[:MOST]]


def course_names() -> list[str]:
    """Codes, titles and other names of the courses on the programme's own list."""
    rows = Course.objects.real().values_list("code", "title", "aliases", "former_codes")[:MOST]
    return [name for code, title, *more in rows for name in [code, title, *more[0], *more[1]]]


def _recognised(decision: Decision) -> Recognised:
    courses = [link.course for link in decision.course_links.all()]
    trainings = [link.title or str(link.training) for link in decision.training_links.all()]
    return Recognised(
        courses=tuple(
            (each.code, each.title, *each.aliases, *each.former_codes) for each in courses
        ),
        training=" together with ".join(trainings),
        version=str(decision).replace("Decision", "decision"),
        address=decision.get_absolute_url(),
        missing=tuple(check.outcome.text for check in decision.missing()),
        conditions=decision.conditions,
    )
