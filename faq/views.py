import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from faq.forms import LetterForm, prefilled
from faq.models import Contact, Question
from faq.models.letter import MONTHS_KEPT
from learning_portal.foundation import protection

# A whole library system may stand behind one address.
MOST_LETTERS = 60
IN = dt.timedelta(minutes=10)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "section": "faq",
        "groups": Question.objects.published().by_heading(),
        "contact": Contact.current(),
    }
    return TemplateResponse(request, "faq/home.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, LetterForm(initial=prefilled(request.GET)))
    form = LetterForm(request.POST)
    if form.is_caught:
        return redirect("faq:thanks")
    if not form.is_valid():
        return _form(request, form, 400)
    if not protection.allow(request, purpose="letter", limit=MOST_LETTERS, window=IN):
        form.add_error(None, protection.TOO_MANY)
        return _form(request, form, 429)
    form.save()
    return redirect("faq:thanks")


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "faq/thanks.html")


def _form(request: HttpRequest, form: LetterForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "contact": Contact.current(), "months_kept": MONTHS_KEPT}
    response = TemplateResponse(request, "faq/write.html", context, status=status)
    if status == 429:
        response["Retry-After"] = str(int(IN.total_seconds()))
    return response
