"""Today: one short list, one person in front of you."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.morning import plan_morning
from rekindle.desk.show.files import show_begun
from rekindle.desk.show.today import show_today
from rekindle.desk.show.views import TodayView
from rekindle.desk.team.handing import list_handed
from rekindle.web.forms.fields import as_id
from rekindle.web.toast import Toast, leave_toast, refusal_of
from rekindle.web.views.common import go, make_frame, show_page, with_actor
from rekindle.web.views.practice import is_offered
from rekindle.web.views.where import where_form

logger = logging.getLogger(__name__)

NOT_PLANNED = "The morning could not be planned. Nothing is lost. “rekindle check” looks for the cause."


@require_safe
@with_actor
def today(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the page, with the person of `?deal=` in front, else the first."""
    return show_queue(request, actor, focus=as_id(request.GET.get("deal", "")))


@require_POST
@with_actor
def plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Plan this morning anew, and show it."""
    try:
        plan_morning(actor)
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    except Exception:
        logger.exception("The morning could not be planned.")
        leave_toast(request, refusal_of(NOT_PLANNED))
    return go("today")


def show_queue(
    request: HttpRequest, actor: Actor, *, focus: UUID | None = None, toast: Toast | None = None, status: int = 200
) -> HttpResponse:
    """Render Today: the whole page, or for a script only what changes."""
    view = show_today(actor)
    frame = make_frame(request, actor, "today").counting(left=view.left, lost=view.lost_count)
    template = "today/swap.html" if request.headers.get("HX-Request") else "today/page.html"
    handed = () if request.headers.get("HX-Request") else list_handed(actor)
    asks_here = view.is_planned and view.lost_count and not view.total
    context = {
        **queue_context(view, focus),
        "handed": handed,
        "offers_practice": is_offered(request, view.undo_words, view.left),
        "begun": () if view.lost_count else show_begun(actor),
        "where": where_form(actor, frame) if asks_here else None,
    }
    return show_page(request, template, frame, context, status=status, toast=toast)


def queue_context(view: TodayView, focus: UUID | None) -> dict[str, Any]:
    """Choose who is in front: the one asked for while still in the list, else the first."""
    deals = [card.deal_id for group in view.groups for card in group.cards]
    return {
        "view": view,
        "focus": focus if focus in deals else (deals[0] if deals else None),
        "earliest": view.day + timedelta(days=1),
    }
