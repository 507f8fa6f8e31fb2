"""What a typed time is in BC, as a fragment shown beside it while a curator types."""

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from catalogue.admin import typed_times
from catalogue.models import Provider, Session
from catalogue.models.vocabulary import SessionState, Timing
from learning_portal.foundation import clock, folding, time_labels


def lines(session: Session) -> list[str]:
    """A session in BC time, and on the organiser's own clock where that differs."""
    if session.starts is None or session.timing != Timing.TIMED:
        return [str(session.when())]
    read = [f"In BC: {session.when()}"]
    if not clock.same_clock(session.starts, session.zone, clock.BC_ZONE):
        read.append(f"As stated: {session.when(session.zone)}")
    return read


def fragment(session: Session, warning: str = "") -> SafeString:
    read = format_html_join("", "<p>{}</p>", ((line,) for line in lines(session)))
    return read + _warning(warning)


@require_safe
@permission_required("catalogue.view_opportunity", raise_exception=True)
def reads(request: HttpRequest) -> HttpResponse:
    """`starts ends zone provider`, with `timing` and `state`, or `moment=1` for one time alone."""
    asked = {name: folding.tidy(str(value))[:120] for name, value in request.GET.items()}
    country = _country(asked.get("provider", ""))
    starts, ends, zone = (asked.get(name, "") for name in ("starts", "ends", "zone"))
    timing = asked.get("timing", "")
    timing = timing if timing in Timing.values else Timing.TIMED
    if not (starts or ends):
        return HttpResponse("")
    try:
        if asked.get("moment"):
            placed = typed_times.moment(text=starts, zone=zone, country=country)
            return HttpResponse(closing(placed))
        placed = typed_times.read(
            timing=timing,
            state=asked.get("state") or SessionState.SCHEDULED,
            starts=starts,
            ends=ends,
            zone=zone,
            country=country,
        )
    except typed_times.Unreadable as refused:
        return HttpResponse(_refusal(refused))
    session = Session(timing=timing, starts=placed.starts, ends=placed.ends, zone=placed.zone)
    return HttpResponse(fragment(session, placed.warning))


def closing(placed: typed_times.Placed) -> SafeString:
    """One moment in BC time, and on the organiser's own clock where that differs."""
    if placed.starts is None:
        return SafeString("")
    read = format_html("<p>In BC: {}</p>", time_labels.moment(placed.starts))
    if not clock.same_clock(placed.starts, placed.zone, clock.BC_ZONE):
        stated = time_labels.moment(placed.starts, placed.zone)
        read += format_html("<p>As stated: {}</p>", stated)
    return read + _warning(placed.warning)


def _warning(warning: str) -> SafeString:
    return format_html('<p class="desk-warning">{}</p>', warning) if warning else SafeString("")


def _refusal(refused: typed_times.Unreadable) -> SafeString:
    sentences = ((message,) for message in refused.errors.values())
    return format_html_join("", '<p class="desk-error">{}</p>', sentences)


def _country(provider: str) -> str:
    if not (provider.isascii() and provider.isdigit()):
        return ""
    return Provider.objects.filter(pk=provider).values_list("country", flat=True).first() or ""
