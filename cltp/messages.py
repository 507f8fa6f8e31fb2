"""What is written to who asked for an assessment, queued with what causes it."""

from django.conf import settings

from cltp.models import Decision, Request
from learning_portal.foundation import time_labels
from learning_portal.foundation.mail import queue

KIND = "cltp-request"


def received(request: Request) -> None:
    decision = request.decision
    _send(
        request,
        "received",
        f"Your request for an assessment was received (number {decision.number})",
        f"You asked for an assessment of this training:\n\n  {decision.asked_training}\n\n"
        f"Its number is {decision.number}. The training will be set beside the CLTP course, and a "
        "second person looks at the result before it is published. You will get a message when "
        "it is decided.\n\n"
        f"Your e-mail address is deleted on {time_labels.day(request.purge_after)}.",
    )


def decided(decision: Decision) -> None:
    """To who asked for it, where their address is still kept."""
    for request in Request.objects.filter(decision=decision):
        address = f"{settings.SITE_ADDRESS}{decision.get_absolute_url()}"
        _send(
            request,
            "decided",
            f"Your request for an assessment was decided (number {decision.number})",
            f"You asked for an assessment of this training:\n\n  {decision.asked_training}\n\n"
            f"The finding is: {str(decision.get_finding_display()).lower()}. What it means, for "
            f"which dates of completion, and who decided it, is here:\n\n  {address}",
        )


def not_taken_up(decision: Decision) -> None:
    for request in Request.objects.filter(decision=decision):
        _send(
            request,
            "not-taken-up",
            f"Your request for an assessment has been closed (number {decision.number})",
            f"You asked for an assessment of this training:\n\n  {decision.asked_training}\n\n"
            "The request has been closed without a decision. That says nothing against the "
            "training: it is not assessed. If you wonder why, write to the Branch.",
        )


def _send(request: Request, what: str, subject: str, text: str) -> None:
    if request.email:
        once = f"{KIND}-{request.decision_id}-{what}"
        queue(kind=KIND, to=request.email, subject=subject, text=text, once=once)
