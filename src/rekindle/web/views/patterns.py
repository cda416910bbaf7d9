"""Patterns: why deals are lost, who comes back, what it takes, and where to go next."""

from urllib.parse import quote, urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.exporting.patterns import export_pattern
from rekindle.desk.patterns import refresh_patterns
from rekindle.desk.show.patterns import show_patterns
from rekindle.web.toast import leave_toast, refusal_of
from rekindle.web.views.common import make_frame, show_page, with_actor


@require_safe
@with_actor
def patterns(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show what was worked out last, of the team or of one's own deals; works nothing out."""
    view = show_patterns(actor, request.GET.get("whose", "")[:10], _months(request.GET.get("months", "")))
    return show_page(request, "patterns/page.html", make_frame(request, actor, "patterns"), {"view": view})


@require_POST
@with_actor
def work_out(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Work the patterns out anew, and show them."""
    try:
        refresh_patterns(actor)
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    asked = {"whose": "mine"} if request.POST.get("whose") == "mine" else {}
    months = _months(request.POST.get("months", ""))
    asked |= {"months": str(months)} if months else {}
    where = reverse("patterns") + (f"?{urlencode(asked)}" if asked else "")
    return HttpResponse(status=303, headers={"Location": where})


def _months(said: str) -> int:
    """Read how many months to look back; 0, everything, for what is no number."""
    return int(said) if said.isdecimal() and len(said) < 4 else 0


@require_safe
@with_actor
def take_pattern(request: HttpRequest, actor: Actor, panel: str, form: str) -> HttpResponse:
    """Send the table of one panel as CSV or XLSX."""
    try:
        whose, months = request.GET.get("whose", "")[:10], _months(request.GET.get("months", ""))
        found = export_pattern(actor, panel, form, whose=whose, months=months)
    except RefusedError as refusal:
        raise Http404(str(refusal)) from refusal
    response = HttpResponse(found.content, content_type=found.kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["Cache-Control"] = "private, no-store"
    return response
