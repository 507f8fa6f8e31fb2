"""A decision's life, from request to what replaced it: the one way its state changes.

Each function is one step: atomic, locked, refused in a sentence, and kept in the history with
who, when and why. `by` is None only where no account acts: a visitor's request, the sample set.
"""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from cltp import checklist, messages
from cltp.completeness import lacking
from cltp.models import Course, Decision, Request, Step, Training
from cltp.models.step import LONGEST_WHY
from cltp.models.vocabulary import STANDING, UNDER_WAY, State
from cltp.refusals import Refused, sentence
from learning_portal.foundation import clock, folding

YEARS_UNTIL_REVIEW = 3
ASSESS, DECIDE = "cltp.propose_decision", "cltp.publish_decision"
OWN_PROPOSAL = "You proposed this decision, so a second person publishes it."
COPIED = ("certificate", "finding", "conditions", "decided_by", "capacity", "completed_from",
          "completed_to", "asked_course", "asked_training")  # fmt: skip


@transaction.atomic
def request(
    *,
    training: str,
    course: str = "",
    name: str = "",
    email: str = "",
    words: str = "",
    courses: Iterable[Course] = (),
    trainings: Iterable[Training] = (),
) -> Decision:
    """What anyone may ask for. Who asked is kept apart from the decision, to its day."""
    decision = Decision.objects.create(
        state=State.REQUESTED, asked_course=course, asked_training=training
    )
    _name(decision, courses, trainings)
    asked = Request.objects.create(decision=decision, name=name, email=email, words=words)
    _record(decision, "Requested", None, "Asked for by the form.")
    messages.received(asked)
    return decision


@transaction.atomic
def draft(
    *,
    by: User | None,
    why: str,
    courses: Iterable[Course] = (),
    trainings: Iterable[Training] = (),
    **fields: Any,
) -> Decision:
    """An assessment that nobody asked for by the form."""
    _may(by, ASSESS, "assess")
    decision = Decision.objects.create(state=State.ASSESSING, **fields)
    _name(decision, courses, trainings)
    checklist.lay_out(decision)
    _record(decision, "Assessment begun", by, why)
    return decision


@transaction.atomic
def begin(*, decision: Decision, by: User | None, why: str) -> Decision:
    _may(by, ASSESS, "assess")
    locked = _locked(decision, {State.REQUESTED}, "taken up")
    checklist.lay_out(locked)
    return _move(locked, State.ASSESSING, "Assessment begun", by, why)


@transaction.atomic
def propose(*, decision: Decision, by: User | None, why: str) -> Decision:
    """Raises Refused with all it lacks."""
    _may(by, ASSESS, "propose")
    locked = _locked(decision, {State.ASSESSING}, "proposed")
    if locked.review_by is None and locked.decided_on is not None:
        locked.review_by = clock.months_later(locked.decided_on, 12 * YEARS_UNTIL_REVIEW)
    _refuse_incomplete(locked)
    locked.subject = subject(locked)
    locked.proposed_by, locked.proposed_at = by, clock.now()
    return _move(locked, State.PROPOSED, "Proposed", by, why)


@transaction.atomic
def send_back(*, decision: Decision, by: User | None, why: str) -> Decision:
    """From a proposal to an assessment again."""
    _may(by, DECIDE, "send back")
    locked = _locked(decision, {State.PROPOSED}, "sent back")
    locked.proposed_by = locked.proposed_at = None
    return _move(locked, State.ASSESSING, "Sent back to assessment", by, why)


@transaction.atomic
def publish(*, decision: Decision, by: User | None, why: str) -> Decision:
    """By a second person. It supersedes the version of its number that stands."""
    _may(by, DECIDE, "publish")
    locked = _locked(decision, {State.PROPOSED}, "published")
    if by is not None and by == locked.proposed_by:
        raise Refused([OWN_PROPOSAL])
    _refuse_incomplete(locked)
    for standing in Decision.objects.published().filter(number=locked.number):
        _supersede(standing, locked, by, why)
    checklist.remember(locked)
    locked.published_by, locked.published_at = by, clock.now()
    published = _move(locked, State.PUBLISHED, "Published", by, why)
    messages.decided(published)
    return published


@transaction.atomic
def review(*, decision: Decision, by: User | None, why: str) -> Decision:
    """Say publicly that it is being looked at again; it stands until that has ended."""
    _may(by, DECIDE, "review")
    locked = _locked(decision, {State.PUBLISHED}, "put under review")
    return _moved(locked, State.UNDER_REVIEW, "Put under review", by, why)


@transaction.atomic
def new_version(*, decision: Decision, by: User | None, why: str) -> Decision:
    """A copy to assess anew; the version that stands does so until the copy is published."""
    _may(by, ASSESS, "assess")
    old = _locked(decision, {*STANDING, State.WITHDRAWN}, "renewed")
    if old.is_sample:
        raise Refused(["A sample is not renewed: it goes when the real list is entered."])
    if not old.was_published:
        raise Refused([f"{old} was never published: ask for a new assessment."])
    newest = Decision.objects.filter(number=old.number).order_by("-version")[0]
    new = Decision(number=old.number, version=newest.version + 1, state=State.ASSESSING)
    for field in COPIED:
        setattr(new, field, getattr(old, field))
    with _named_refusals():
        new.save()
    checklist.copy(old, new)
    checklist.lay_out(new)
    _record(new, f"Version {new.version} begun", by, why)
    return new


@transaction.atomic
def replace(*, decision: Decision, by_decision: Decision, by: User | None, why: str) -> Decision:
    """Say that another decision, of another number, has replaced this one."""
    _may(by, DECIDE, "replace")
    locked = _locked(decision, STANDING, "replaced")
    if by_decision.pk == locked.pk:
        raise Refused(["A decision cannot supersede itself."])
    other = Decision.objects.select_for_update().get(pk=by_decision.pk)
    if not other.stands:
        raise Refused([f"{other} does not stand itself: it is {_stands(other)}."])
    if other.is_sample != locked.is_sample:
        raise Refused(["A sample and a real decision do not replace each other."])
    return _supersede(locked, other, by, why)


@transaction.atomic
def withdraw(*, decision: Decision, by: User | None, why: str) -> Decision:
    """End it. What was published keeps its address, which says that it was withdrawn."""
    _may(by, DECIDE, "withdraw")
    locked = _locked(decision, STANDING | UNDER_WAY, "withdrawn")
    withdrawn = _moved(locked, State.WITHDRAWN, "Withdrawn", by, why)
    if not withdrawn.was_published:
        messages.not_taken_up(withdrawn)
    return withdrawn


def subject(decision: Decision) -> str:
    """The same for decisions on the same courses and the same training."""
    courses = sorted(decision.course_links.values_list("course_id", flat=True))
    trainings = sorted(decision.training_links.values_list("training_id", flat=True))
    whole = f"certificate {decision.certificate_id}" if decision.certificate_id else "courses"
    return f"{whole} {courses} training {trainings}"


def _name(decision: Decision, courses: Iterable[Course], trainings: Iterable[Training]) -> None:
    with _named_refusals():
        for course in courses:
            decision.course_links.create(course=course)
        for training in trainings:
            decision.training_links.create(training=training)


def _may(by: User | None, permission: str, what: str) -> None:
    if by is not None and not by.has_perm(permission):
        raise Refused([f"You do not have permission to {what} decisions."])


def _locked(decision: Decision, states: Iterable[str], what: str) -> Decision:
    """Every version of the number is locked, in one order, so that no two steps cross."""
    rows = Decision.objects.select_for_update().filter(number=decision.number).order_by("pk")
    locked = {row.pk: row for row in rows}[decision.pk]
    if locked.state not in set(states):
        raise Refused([f"{locked} is {_stands(locked)}: it cannot be {what}."])
    return locked


def _stands(decision: Decision) -> str:
    return str(decision.get_state_display()).lower()


def _refuse_incomplete(decision: Decision) -> None:
    if wrong := lacking(decision, clock.today()):
        raise Refused(wrong)


def _supersede(old: Decision, new: Decision, by: User | None, why: str) -> Decision:
    done = f"Superseded by {str(new)[0].lower()}{str(new)[1:]}"
    return _moved(old, State.SUPERSEDED, done, by, why, superseded_by=new)


def _moved(
    decision: Decision, state: str, done: str, by: User | None, why: str, **fields: Any
) -> Decision:
    """For what may be published: only where it stands is written."""
    with _named_refusals():
        Decision.objects.filter(pk=decision.pk).update(state=state, **fields)
    decision.refresh_from_db()
    _record(decision, done, by, why)
    return decision


def _move(decision: Decision, state: str, done: str, by: User | None, why: str) -> Decision:
    decision.state = state
    with _named_refusals():
        decision.save()
    _record(decision, done, by, why)
    return decision


def _record(decision: Decision, done: str, by: User | None, why: str) -> None:
    said = " ".join(folding.tidy(why).split())
    if not said:
        raise Refused(["Say why, in a sentence: the history keeps it."])
    if len(said) > LONGEST_WHY:
        raise Refused([f"Say why in at most {LONGEST_WHY:,} characters: it has {len(said):,}."])
    Step.objects.create(decision=decision, by=by, led_to=decision.state, done=done, why=said)


@contextmanager
def _named_refusals() -> Any:
    """What a constraint of the database refuses is said in its sentence."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused([sentence(error)]) from error
