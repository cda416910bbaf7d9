"""Choosing something else to bring."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.show.bringing import show_bringing
from rekindle.web.toast import leave_toast, refusal_of
from rekindle.web.views.common import go, make_frame, show_page, with_actor


@require_safe
@with_actor
def bring(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show what else may be brought to the person a deal's advice names."""
    try:
        view = show_bringing(actor, deal_id)
    except LookupError as missing:
        raise Http404(str(missing)) from missing
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
        return go("deal", deal_id)
    return show_page(request, "today/bring.html", make_frame(request, actor, "bring"), {"view": view})
