"""Judgement: how far the desk can be trusted, on this book's own past."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.judging import set_hold_out, try_book
from rekindle.desk.show.judgement import show_judgement
from rekindle.desk.show.learned import show_learned
from rekindle.desk.verbs.learning import remove_learned, use_learned
from rekindle.web.toast import leave_toast, refusal_of
from rekindle.web.views.common import go, make_frame, show_page, with_actor

TOO_LARGE = "A book of this size takes minutes. Type “rekindle backtest” in a terminal; its answer appears here."


@require_safe
@with_actor
def judgement(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the latest test, what the model has learned, and what a proof would need."""
    view = show_judgement(actor)
    shown = {"view": view, "learned": show_learned(actor)}
    return show_page(request, "judgement/page.html", make_frame(request, actor, "judgement"), shown)


@require_POST
@with_actor
def try_again(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Test the desk on the past of the book, and show what came out."""
    if show_judgement(actor).too_large:
        leave_toast(request, refusal_of(TOO_LARGE))
    else:
        try_book(actor)
    return go("judgement")


@require_POST
@with_actor
def hold_out(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Leave one account in ten to chance, or nobody any more."""
    try:
        set_hold_out(actor, request.POST.get("key", ""), on=bool(request.POST.get("on")))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go("judgement")


@require_POST
@with_actor
def learned(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Use what was learned from a log as a limit, use no log any more, or remove it."""
    key, asked = request.POST.get("key", ""), request.POST.get("do", "")
    try:
        set_id = UUID(request.POST.get("set", ""))
        if asked == "remove":
            remove_learned(actor, key, set_id=set_id)
        else:
            use_learned(actor, key, set_id=set_id if asked == "use" else None)
    except ValueError:
        leave_toast(request, refusal_of("There is nothing like that among what was learned."))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go("judgement")
