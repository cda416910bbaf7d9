"""Letting people into a book, and closing their door; on the page Settings."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from rekindle.desk import verbs
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.show.members import make_invitation_link
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, with_actor
from rekindle.web.views.settings import FOR_ADMINS, invite_form, show_settings


@never_cache
@require_POST
@with_actor
def invite(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Let somebody in, and show the link that does so, once: it is written down nowhere."""
    form = invite_form(actor, request.POST)
    if form is None:
        leave_toast(request, refusal_of(FOR_ADMINS))
        return go("settings")
    if not form.is_valid():
        return show_settings(request, actor, UNPROCESSABLE, invite=form)
    try:
        done = verbs.invite(actor, request.POST.get("key", ""), **form.arguments())
    except RefusedError as refusal:
        return show_settings(request, actor, UNPROCESSABLE, invite=form, invite_refusal=str(refusal))
    leave_toast(request, toast_of(done))
    return _show_link(request, actor, UUID((done.result or {})["member"]))


@never_cache
@require_POST
@with_actor
def link(request: HttpRequest, actor: Actor, member_id: UUID) -> HttpResponse:
    """Make another link for somebody who never came in."""
    return _show_link(request, actor, member_id)


@never_cache
@require_POST
@with_actor
def anew(request: HttpRequest, actor: Actor, member_id: UUID) -> HttpResponse:
    """Shut the door of somebody who lost their way back, and show a link that lets them in again."""
    try:
        leave_toast(request, toast_of(verbs.let_in_anew(actor, request.POST.get("key", ""), member_id=member_id)))
    except RefusedError as refusal:
        return show_settings(request, actor, invited_words=str(refusal))
    return _show_link(request, actor, member_id)


@require_POST
@with_actor
def close(request: HttpRequest, actor: Actor, member_id: UUID) -> HttpResponse:
    """Close the door of a member."""
    try:
        leave_toast(request, toast_of(verbs.close_door(actor, request.POST.get("key", ""), member_id=member_id)))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go("settings")


def _show_link(request: HttpRequest, actor: Actor, member_id: UUID) -> HttpResponse:
    try:
        token = make_invitation_link(actor, member_id, actor.at)
    except RefusedError as refusal:
        return show_settings(request, actor, invited_words=str(refusal))
    return show_settings(request, actor, invited=request.build_absolute_uri(reverse("enter", args=[token])))
