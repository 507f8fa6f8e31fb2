from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from catalogue import detail
from catalogue.models import Opportunity


@require_safe
@permission_required("catalogue.view_opportunity", raise_exception=True)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The listing's page as readers would see it, whatever its status."""
    rows = Opportunity.objects.select_related("provider").prefetch_related("sessions", "topics")
    response = detail.preview(request, get_object_or_404(rows, pk=pk))
    response.headers["X-Robots-Tag"] = "noindex"
    return response
