"""A letter as whoever is shown it sees it: how it stands at this moment."""

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from catalogue import site
from faq.models import Contact
from learning_portal.foundation import clock, letter_kinds, letters, time_labels
from learning_portal.foundation.models import LetterState, SignedLetter

PAGES = {
    LetterState.VALID: "letters/valid.html",
    LetterState.EXPIRED: "letters/expired.html",
    LetterState.REVOKED: "letters/revoked.html",
    LetterState.REPLACED: "letters/replaced.html",
    LetterState.ALTERED: "letters/altered.html",
}


@never_cache
@require_safe
def letter(request: HttpRequest, token: str) -> HttpResponse:
    found = SignedLetter.objects.select_related("replaced_by").filter(token=token).first()
    kind = letter_kinds.known(found.kind) if found else None
    context = {"contact": Contact.current(), "as_of": time_labels.moment(clock.now())}
    if found is None or kind is None:
        return _private(TemplateResponse(request, "letters/unknown.html", context, status=404))
    newer = found.replaced_by
    address = f"{site.address(request)}{found.get_absolute_url()}"
    context |= {
        "letter": found,
        "kind": kind,
        "content": found.content,
        "issued": time_labels.moment(found.issued_at),
        "expires": time_labels.day(found.expires_on),
        "revoked": time_labels.moment(found.revoked_at) if found.revoked_at else "",
        "newer_issued": time_labels.moment(newer.issued_at) if newer else "",
        "address": address,
        "qr": letters.qr_svg(address),
    }
    return _private(TemplateResponse(request, PAGES[found.state()], context))


def _private(response: HttpResponse) -> HttpResponse:
    """Its address is what opens it: no search engine and no other site is to learn it."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
