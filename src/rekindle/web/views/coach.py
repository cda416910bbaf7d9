"""Coach: the conversations worth having, what is kept for a 1:1, what is handed out, and reviews to read together."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.show.coach import coach_door, show_coach
from rekindle.desk.show.month_review import show_month_review
from rekindle.desk.show.review import DIFFERENTLY, show_deal_review
from rekindle.desk.team.handing import hand_out_of
from rekindle.desk.team.who import Door
from rekindle.terms.coaching import Topic
from rekindle.web.forms.coach import HandForm, WordsForm
from rekindle.web.forms.fields import as_id
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor

FORBIDDEN = 403
REST_DAYS = 28


@require_safe
@with_actor
def coach(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the page; to whom it is not open, what to do instead."""
    door = coach_door(actor)
    frame = make_frame(request, actor, "coach")
    if door != Door.OPEN:
        return show_page(
            request, "coach/closed.html", frame, {"door": door.value}, status=FORBIDDEN if door == Door.REP else 200
        )
    view = show_coach(actor)
    form = HandForm()
    form.offer(view.members, view.handouts)
    return show_page(request, "coach/page.html", frame, {"view": view, "form": form})


@require_POST
@with_actor
def keep(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep a conversation for the next 1:1, or put it off."""
    member_id, topic = as_id(request.POST.get("member_id", "")), request.POST.get("topic", "")
    if member_id is None or topic not in set(Topic):
        raise Http404("which conversation?")
    said: dict[str, Any] = {"member_id": member_id, "topic": Topic(topic)}
    if request.POST.get("do") == "later":
        return _say(request, lambda key: desk.put_off(actor, key, **said))
    said |= {"title": request.POST.get("title", ""), "deal_id": as_id(request.POST.get("deal_id", ""))}
    return _say(request, lambda key: desk.keep_talk(actor, key, **said))


@require_POST
@with_actor
def let_go(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Take something off a list: a talk that was had, or on Today what was handed to oneself."""
    kept_id = as_id(request.POST.get("kept_id", ""))
    if kept_id is None:
        raise Http404("which one?")
    where = "today" if request.POST.get("after") == "today" else "coach"
    return _say(request, lambda key: desk.let_go(actor, key, kept_id=kept_id), where)


@require_POST
@with_actor
def rest(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let what does not fit somebody's week rest for a month: one undo takes it back."""
    ids = [found for found in map(as_id, request.POST.getlist("deal")) if found]
    if not ids:
        leave_toast(request, refusal_of("Not done: tick one or more deals first."))
        return go("coach")
    until = actor.today + timedelta(days=REST_DAYS)
    return _say(request, lambda key: desk.rest_deals(actor, key, deal_ids=ids, until_on=until))


@require_POST
@with_actor
def hand(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Hand a thing of value, or words, to a member."""
    form = HandForm(request.POST)
    if not form.is_valid():
        leave_toast(request, refusal_of(f"Not handed out: {next(iter(form.errors.values()))[0]}"))
        return go("coach")
    return _say(request, lambda key: hand_out_of(actor, key, **form.cleaned_data))


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def review(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show one loss to read together; what it came to is kept as a note on the deal."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = f"{DIFFERENTLY}{form.cleaned_data['words']}"
        done = _try(form, lambda: desk.add_note(actor, _key(request), deal_id=deal_id, words=words))
        if done:
            leave_toast(request, toast_of(done))
            return go("review", deal_id)
    try:
        view = show_deal_review(actor, deal_id)
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _show(request, actor, "coach/deal.html", {"view": view, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def month(request: HttpRequest, actor: Actor, member_id: UUID, month: str) -> HttpResponse:
    """Show a member's losses of a month to read together; what it came to is kept with it."""
    form = WordsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["words"]
        done = _try(form, lambda: desk.keep_review(actor, _key(request), member_id=member_id, month=month, words=words))
        if done:
            leave_toast(request, toast_of(done))
            return go("month_review", member_id, month)
    try:
        view = show_month_review(actor, member_id, month)
    except RefusedError:
        frame = make_frame(request, actor, "coach")
        return show_page(request, "coach/closed.html", frame, {"door": Door.REP.value}, status=FORBIDDEN)
    except LookupError as missing:
        raise Http404(str(missing)) from missing
    return _show(request, actor, "coach/month.html", {"view": view, "form": form})


def _show(request: HttpRequest, actor: Actor, template: str, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if context["form"].errors else 200
    return show_page(request, template, make_frame(request, actor, "coach"), context, status=status)


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")


def _try(form: WordsForm, say: Callable[[], Done]) -> Done | None:
    """Say the verb; what it refuses is an error of the form, whose words stay."""
    try:
        return say()
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return None


def _say(request: HttpRequest, say: Callable[[str], Done], where: str = "coach") -> HttpResponse:
    try:
        leave_toast(request, toast_of(say(_key(request))))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(f"Not done: {refusal}"))
    return go(where)
