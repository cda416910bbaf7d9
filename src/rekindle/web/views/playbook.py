"""The playbook: by reason, the library, the words, every part, one entry to read or to change, and the versions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.editing.entries import NotTypedError, keep_entry, remove_entry
from rekindle.desk.show.playbook import show_reason
from rekindle.desk.show.playbook_entry import show_entry
from rekindle.desk.show.playbook_parts import show_library, show_parts, show_words
from rekindle.desk.show.playbook_versions import show_difference, show_versions
from rekindle.desk.show.playbook_views import EntryPage
from rekindle.desk.verbs import restore_playbook, take_over_pack
from rekindle.web.forms.fields import as_id
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor

Typed = Mapping[str, Sequence[str]]
# Where one is led after a change, by section.
_HOMES = {"assets": "playbook_library", "words": "playbook_words", "on_signal": "playbook_words"}


@require_safe
@with_actor
def playbook(request: HttpRequest, actor: Actor, reason: str = "") -> HttpResponse:
    """Show what to bring back for one reason."""
    try:
        view = show_reason(actor, reason)
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _page(request, actor, "reason", view)


@require_safe
@with_actor
def library(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the things of value, all or those for one reason."""
    try:
        view = show_library(actor, request.GET.get("reason", ""))
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _page(request, actor, "library", view)


@require_safe
@with_actor
def words(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every set of words, by play."""
    return _page(request, actor, "words", show_words(actor))


@require_safe
@with_actor
def parts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every part of the playbook."""
    return _page(request, actor, "parts", show_parts(actor))


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def entry(request: HttpRequest, actor: Actor, section: str) -> HttpResponse:
    """Show one entry, or a new one; a POST looks at what was typed, keeps it as a new version, or takes it away."""
    if request.method == "POST":
        return _change(request, actor, section)
    key = request.GET.get("key", "")
    try:
        view = show_entry(
            actor, section, key, is_new="new" in request.GET, deal=as_id(request.GET.get("deal", "")), typed=None
        )
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _page(request, actor, "entry", view)


def _change(request: HttpRequest, actor: Actor, section: str) -> HttpResponse:
    typed: Typed = dict(request.POST.lists())
    key, act = request.POST.get("entry", ""), request.POST.get("act", "")
    shown: dict[str, Any] = {
        "typed": typed,
        "is_new": "is_new" in request.POST,
        "deal": as_id(request.POST.get("deal", "")),
    }
    try:
        if act == "look":
            return _look(request, actor, show_entry(actor, section, key, **shown))
        done = _say(request, actor, section, key, act, typed)
    except NotTypedError as refusal:
        view = show_entry(actor, section, key, problems=refusal.problems, **shown)
        return _page(request, actor, "entry", view, UNPROCESSABLE, refusal=refusal.words)
    except RefusedError as refusal:
        try:
            view = show_entry(actor, section, key, **shown)
        except RefusedError as missing:
            raise Http404(str(missing)) from missing
        return _page(request, actor, "entry", view, UNPROCESSABLE, refusal=str(refusal))
    leave_toast(request, toast_of(done))
    return go("playbook_reason", key) if section == "reasons" else go(_HOMES.get(section, "playbook_parts"))


def _say(request: HttpRequest, actor: Actor, section: str, key: str, act: str, typed: Typed) -> Done:
    mine, why = request.POST.get("key", ""), request.POST.get("because", "")
    seen = request.POST.get("seen", "")
    if act == "remove":
        return remove_entry(actor, mine, section=section, entry=key, why=why, seen=seen)
    knowing = "knowing" in request.POST
    is_new = "is_new" in request.POST
    return keep_entry(
        actor, mine, section=section, entry=key, typed=typed, why=why, seen=seen, is_new=is_new, knowing=knowing
    )


def _look(request: HttpRequest, actor: Actor, view: EntryPage) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "playbook/tried.html", {"view": view})
    return _page(request, actor, "entry", view)


@require_safe
@with_actor
def versions(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show every version of the playbook."""
    return _page(request, actor, "versions", show_versions(actor))


@require_safe
@with_actor
def version(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Show what a version changed, or how it differs from another."""
    other = request.GET.get("against", "")
    try:
        view = show_difference(actor, number, int(other) if other.isdigit() else None)
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _page(request, actor, "version", view)


@require_POST
@with_actor
def restore(request: HttpRequest, actor: Actor, number: int) -> HttpResponse:
    """Make an earlier version the one in force again."""
    why = request.POST.get("because", "")
    try:
        done = restore_playbook(actor, request.POST.get("key", ""), number=number, why=why)
    except RefusedError as refusal:
        return _refuse_version(request, actor, number, str(refusal))
    leave_toast(request, toast_of(done))
    return go("playbook_versions")


def _refuse_version(request: HttpRequest, actor: Actor, number: int, words: str) -> HttpResponse:
    try:
        view = show_difference(actor, number)
    except RefusedError as missing:
        raise Http404(str(missing)) from missing
    return _page(request, actor, "version", view, UNPROCESSABLE, refusal=words)


@require_POST
@with_actor
def take_over(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring in what is new in the pack's folder."""
    try:
        leave_toast(request, toast_of(take_over_pack(actor, request.POST.get("key", ""), why="New in the pack")))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go("playbook_versions")


def _page(
    request: HttpRequest, actor: Actor, name: str, view: Any, status: int = 200, *, refusal: str = ""
) -> HttpResponse:
    frame = make_frame(request, actor, "playbook")
    return show_page(request, f"playbook/{name}.html", frame, {"view": view, "refusal": refusal}, status=status)
