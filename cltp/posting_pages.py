"""/cltp/posting/: the check in the browser. Nothing of a posting is stored, logged or cached."""

import datetime as dt
from typing import Any

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from catalogue import site
from cltp import posting_basis
from cltp.models import Counted, MonthlyCount
from cltp.posting import files
from cltp.posting.checking import LONGEST, TooMuch, check
from cltp.posting.refused import Refused
from cltp.posting.revising import advise, marked, revised, revised_text
from cltp.posting.table import RULES
from learning_portal.foundation import clock, protection, time_labels

MOST_CHECKS = 300  # a whole building may stand behind one address
IN = dt.timedelta(minutes=10)
LARGEST_BODY = files.LARGEST + 512 * 1024  # below what Django itself stops at
MOST_DRAINED = 16 * 1024 * 1024
TOO_LARGE = (
    "What you sent is larger than a posting. Paste the posting’s text alone, or choose a file of "
    "2 MB or less."
)
NOTHING = "Paste a posting’s text, or choose a file."


@never_cache
@csrf_exempt  # checked in _check, once it is known that the body may be read
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def posting(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request)
    if _is_too_large(request):
        return _form(request, TOO_LARGE, status=413)
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _check(request)


@csrf_protect
def _check(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("text", "").replace("\x00", "")
    if not _allowed(request):
        response = _form(request, protection.TOO_MANY, text, status=429)
        response["Retry-After"] = str(int(IN.total_seconds()))
        return response
    try:
        uploaded = request.FILES.get("file")
        if uploaded is not None:
            text = files.text_of(uploaded.read()).replace("\x00", "")
        if not text.strip():
            return _form(request, NOTHING, status=400)
        found = check(text, posting_basis.course_names())
    except (Refused, TooMuch) as refused:
        return _form(request, str(refused), text[:LONGEST], status=400)
    MonthlyCount.count(Counted.POSTINGS)
    advice = advise(found, posting_basis.decisions() if found else ())
    pieces = revised(text, advice)
    context = {
        "section": "cltp",
        "as_of": time_labels.moment(clock.now()),
        "site": site.address(request),
        "advice": advice,
        "posting": marked(text, advice),
        "revised": pieces,
        "is_cut": any(piece.is_removed for piece in pieces),
        "revised_text": revised_text(text, advice),
        "is_changed": any(each.is_replaced for each in advice),
    }
    return TemplateResponse(request, "cltp/posting_checked.html", context)


@never_cache
@sensitive_post_parameters()
@require_POST
def revised_file(request: HttpRequest) -> HttpResponse:
    """The revised posting, as it stands in the page, as a plain text to keep."""
    text = request.POST.get("revised", "")[: 2 * LONGEST].replace("\x00", "")
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="revised-posting.txt"'
    return response


@require_safe
def rules(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "cltp/posting_rules.html", {"section": "cltp", "rules": RULES})


def _form(request: HttpRequest, wrong: str = "", text: str = "", status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"section": "cltp", "wrong": wrong, "text": text, "longest": LONGEST}
    return TemplateResponse(request, "cltp/posting.html", context, status=status)


def _allowed(request: HttpRequest) -> bool:
    return protection.allow(request, purpose="posting", limit=MOST_CHECKS, window=IN)


def _is_too_large(request: HttpRequest) -> bool:
    """Read and let go of what is not too much, so that a browser hears the answer."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    length = int(stated) if stated.isdecimal() else 0
    if length <= LARGEST_BODY:
        return False
    left = min(length, MOST_DRAINED)
    while left > 0 and (piece := request.read(min(left, 64 * 1024))):
        left -= len(piece)
    return True
