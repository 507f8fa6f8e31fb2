"""The outcomes of a decision's courses set beside its training, one row each."""

from cltp.models import Decision, OutcomeCheck
from cltp.models.course import Outcome


def outcomes(decision: Decision) -> list[Outcome]:
    """Of its courses or, for the whole certificate, of every course its rules name."""
    asked = Outcome.objects.select_related("course")
    if decision.certificate_id:
        rows = asked.filter(course__sets__rule__certificate=decision.certificate_id)
        return list(rows.distinct())
    return list(asked.filter(course__decision_links__decision=decision))


def lay_out(decision: Decision) -> None:
    """A row for each outcome that has none; rows of courses no longer named go."""
    wanted = {outcome.pk: outcome for outcome in outcomes(decision)}
    decision.checks.exclude(outcome__in=wanted).delete()
    there = set(decision.checks.values_list("outcome_id", flat=True))
    OutcomeCheck.objects.bulk_create(
        OutcomeCheck(decision=decision, outcome=outcome)
        for outcome in wanted.values()
        if outcome.pk not in there
    )


def remember(decision: Decision) -> None:
    """Write down what courses, outcomes and training are called now, before they are frozen."""
    for course in decision.course_links.select_related("course"):
        course.code, course.title = course.course.code, course.course.title
        course.save()
    for link in decision.training_links.select_related("training__opportunity__provider"):
        for name, value in link.training.facts().items():
            setattr(link, name, value)
        link.save()
    for check in decision.checks.select_related("outcome"):
        check.text = check.outcome.text
        check.save()


def copy(old: Decision, new: Decision) -> None:
    """Both sides, the evidence and what was said of each outcome, for a new version."""
    for course in old.course_links.all():
        new.course_links.create(course_id=course.course_id)
    for link in old.training_links.all():
        new.training_links.create(training_id=link.training_id)
    for check in old.checks.all():
        new.checks.create(outcome_id=check.outcome_id, covered=check.covered, note=check.note)
    for each in old.evidence.all():
        new.evidence.create(text=each.text, url=each.url, is_public=each.is_public)
