"""/cltp/verify/: is this certificate in the Branch's records, and what is it worth today?

The answer is given to the POST itself: no number, no name and no answer stands in an address, a
log or a browser's history, and sending it again does no harm.
"""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from cltp.certificate_forms import AskForLetterForm, VerifyForm, proof_of
from cltp.certificates import checking, letters
from cltp.certificates.checking import NO_RECORD, Answer
from cltp.models import CertificateRecord
from cltp.models.letter_request import DAYS_KEPT
from learning_portal.foundation import clock, protection, time_labels

# A human resources office checks a pile of résumés; guessing names takes thousands of checks.
MOST_CHECKS, IN = 20, dt.timedelta(minutes=10)
MOST_A_DAY, DAY = 200, dt.timedelta(days=1)
MOST_REQUESTS = 10
TOO_MANY_TODAY = (
    "Your network has checked many certificates today. Everything you typed is still here: send "
    "it again tomorrow, or ask the Branch."
)
# What the letter to the Branch begins with: blanks to fill in, so that no address holds a number.
QUESTION = (
    "Please look for a CLTP certificate in your records.\n\nCertificate number:\n"
    "Holder’s name, and any former name:\nYear, as far as known:\n"
)
SEEN_TOO_LONG_AGO = (
    "It is too long since the record was shown, so the letter cannot be asked for from here. "
    "Check the certificate again, and ask from the answer."
)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, VerifyForm())
    form = VerifyForm(request.POST)
    if form.is_caught:
        return _answer(request, NO_RECORD)
    if not form.is_valid():
        return _form(request, form, 400)
    if refusal := _too_many(request):
        form.add_error(None, refusal)
        return _form(request, form, 429)
    number, family_name = form.cleaned_data["number"], form.cleaned_data["family_name"]
    return _answer(request, checking.check(number=number, family_name=family_name))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def ask_for_letter(request: HttpRequest) -> HttpResponse:
    """Reached from a found record only, whose page carries the proof that it was shown."""
    if request.method != "POST":
        return redirect("cltp:verify")
    form = AskForLetterForm(request.POST)
    if form.is_caught:
        return redirect("cltp:letter_asked")
    if (record_id := form.record_id()) is None:
        return _ask(request, form, 400, SEEN_TOO_LONG_AGO)
    if not form.is_valid():
        return _ask(request, form, 400)
    if not protection.allow(request, purpose="ask-for-letter", limit=MOST_REQUESTS, window=IN):
        return _ask(request, form, 429, protection.TOO_MANY)
    try:
        letters.ask(record_id=record_id, email=form.cleaned_data["email"])
    except letters.Refused as refused:
        return _ask(request, form, 400, str(refused))
    return redirect("cltp:letter_asked")


@require_safe
def letter_asked(request: HttpRequest) -> HttpResponse:
    context = {"section": "cltp", "days_kept": DAYS_KEPT}
    return _hidden(TemplateResponse(request, "cltp/letter_asked.html", context))


def _too_many(request: HttpRequest) -> str:
    """Counts this check; what to say where it is one too many, else empty."""
    if not protection.allow(request, purpose="verify", limit=MOST_CHECKS, window=IN):
        return protection.TOO_MANY
    if not protection.allow(request, purpose="verify", limit=MOST_A_DAY, window=DAY):
        return TOO_MANY_TODAY
    return ""


def _form(request: HttpRequest, form: VerifyForm, status: int = 200) -> HttpResponse:
    context = {
        "section": "cltp",
        "form": form,
        "is_empty": not CertificateRecord.objects.exists(),
    }
    response = TemplateResponse(request, "cltp/verify.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(int(IN.total_seconds()))
    return _hidden(response)


def _answer(request: HttpRequest, answer: Answer) -> HttpResponse:
    """Nothing typed is on the page, so that every “no record” of a minute is the same bytes."""
    context = {
        "section": "cltp",
        "answer": answer,
        "record": answer.record,
        "at": time_labels.moment(clock.now()),
        "question": QUESTION,
        "days_kept": DAYS_KEPT,
    }
    if answer.record and not answer.record.is_withdrawn:
        context |= {"form": AskForLetterForm(), "proof": proof_of(answer.record)}
    return _hidden(TemplateResponse(request, "cltp/verify_answer.html", context))


def _ask(request: HttpRequest, form: AskForLetterForm, status: int, said: str = "") -> HttpResponse:
    """Shown again, with what is wrong; nothing of the record."""
    if said:
        form.add_error(None, said)
    context = {
        "section": "cltp",
        "form": form,
        "proof": request.POST.get("proof", ""),
        "days_kept": DAYS_KEPT,
    }
    return _hidden(TemplateResponse(request, "cltp/ask_for_letter.html", context, status=status))


def _hidden(response: HttpResponse) -> HttpResponse:
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
