"""A deal: its window, its history, its people, and everything that can be said about it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.show.deal import show_curve, show_deal
from rekindle.web.actions import list_actions
from rekindle.web.forms.verbs import LOG_HINT, LineForm, VerbForm
from rekindle.web.toast import Toast
from rekindle.web.views.common import make_frame, show_page, with_actor


@require_safe
@with_actor
def deal(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show the page of a deal."""
    return show_deal_page(request, actor, deal_id)


@require_safe
@with_actor
def curve(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show the window with the curve of its chance: as a page, or as a part of the deal's own."""
    try:
        view = show_curve(actor, deal_id)
    except (LookupError, RefusedError) as missing:
        raise Http404(str(missing)) from missing
    context = {"view": view, "window": view.window, "months": view.months}
    if request.headers.get("HX-Request"):
        response = render(request, "deal/arc.html", {**context, "deal_id": deal_id})
        patch_cache_control(response, private=True, no_cache=True)
        return response
    return show_page(request, "deal/curve.html", make_frame(request, actor, "deal"), context)


def show_deal_page(
    request: HttpRequest,
    actor: Actor,
    deal_id: UUID,
    *,
    bound: dict[str, VerbForm] | None = None,
    toast: Toast | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render a deal; `bound` are forms that were refused, by verb, with what was typed."""
    try:
        view = show_deal(actor, deal_id, request.GET.get("only", ""))
    except (LookupError, RefusedError) as missing:
        raise Http404(str(missing)) from missing
    context = {
        "view": view,
        "actions": list_actions(view, bound),
        "line": (bound or {}).get("line") or LineForm(),
        "log_hint": LOG_HINT,
        "earliest": actor.today,
    }
    return show_page(request, "deal/page.html", make_frame(request, actor, "deal"), context, status=status, toast=toast)
