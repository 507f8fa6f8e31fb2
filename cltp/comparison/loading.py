"""The rows that a comparison is read from."""

import datetime as dt
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, Q

from catalogue.models import Opportunity
from cltp.comparison import closing
from cltp.comparison.things import Asked, Held
from cltp.models import Decision, DecisionCourse, DecisionTraining
from cltp.models.vocabulary import STANDING

MOST_DECISIONS = 600


def decisions(asked: Iterable[Asked], held: Iterable[Held]) -> tuple[list[Decision], bool]:
    """Those about what is asked for: all that stand, and ended ones that name what is held.

    Those that name what is held come first, so that the cap leaves out only what might have
    closed a gap; the second is whether it left out any. Four queries, or none.
    """
    asked = list(asked)
    courses = [each.course for each in asked if each.course is not None]
    certificates = [each.certificate for each in asked if each.certificate is not None]
    trainings = [each.training for each in held if each.training is not None]
    if not asked:
        return [], False
    about = DecisionCourse.objects.filter(decision=OuterRef("pk"), course__in=courses)
    naming = DecisionTraining.objects.filter(decision=OuterRef("pk"), training__in=trainings)
    rows = (
        Decision.objects.ever_published()
        .filter(Exists(about) | Q(certificate__in=certificates))
        .annotate(names_held=Exists(naming))
        .filter(Q(names_held=True) | Q(state__in=sorted(STANDING)))
        .for_reading()
        .order_by("-names_held", "number", "-version")
    )
    found: list[Decision] = list(rows[: MOST_DECISIONS + 1])
    return found[:MOST_DECISIONS], len(found) > MOST_DECISIONS


def current(rows: Sequence[Decision], at: dt.datetime) -> dict[int, Opportunity]:
    """The current listings that these decisions name, by key; two queries, or none."""
    keys = closing.listings(rows)
    if not keys:
        return {}
    return {each.pk: each for each in Opportunity.objects.current(at).keyed(keys).for_rows()}
