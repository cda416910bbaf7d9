"""One file that comes in or came in: how far it is, what became of it, its rejected rows, going on, taking it back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.background import start_import
from rekindle.desk.exporting import Exported, export_book, export_list, export_rejected
from rekindle.desk.show.file_views import FilePage
from rekindle.desk.show.files import show_file
from rekindle.desk.show.matches import show_matches
from rekindle.desk.show.today import show_today
from rekindle.web.forms.fields import as_id
from rekindle.web.incoming import NotKeptError, forget_file, handle_of, is_kept, read_file
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.book import read_ask
from rekindle.web.views.common import go, make_frame, show_page, with_actor
from rekindle.web.views.where import where_form

NAMED = 5


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def file(request: HttpRequest, actor: Actor, file_id: UUID) -> HttpResponse:
    """Show how far a file is, or what became of it; POST goes on with one that stopped."""
    if request.method == "POST":
        return _go_on(request, actor, file_id)
    view = show_file(actor, file_id)
    if view is None:
        raise Http404("there is no such file")
    template = "bring_in/done.html" if view.state in {"done", "taken_back"} else "bring_in/coming.html"
    cards = [card for group in show_today(actor).groups for card in group.cards] if view.state == "done" else []
    frame = make_frame(request, actor, "bring_in")
    context = {
        "view": view,
        "again": view.state == "done" and request.GET.get("again") == "1",
        "report": view.numbers,
        "first": cards[:NAMED],
        "handle": waiting_handle(actor, view),
        "where": where_form(actor, frame) if view.state == "done" else None,
    }
    return show_page(request, template, frame, context)


def waiting_handle(actor: Actor, view: FilePage) -> str:
    """Return the handle of a file that did not come in to its end, if it waits here still."""
    stopped = view.state in {"coming", "stopped"} and is_kept(view.digest)
    return handle_of(actor, view.name, view.digest) if stopped else ""


def _go_on(request: HttpRequest, actor: Actor, file_id: UUID) -> HttpResponse:
    """Go on with a file as it was begun; its content waits here for a day, else it is chosen once more."""
    try:
        handle = request.POST.get("file", "")
        name, content = read_file(actor, handle)
        said: dict[str, Any] = {"content": content, "name": name, "after": lambda: forget_file(handle)}
        return go("file", start_import(actor, request.POST.get("key", ""), **said))
    except (RefusedError, NotKeptError) as refused:
        leave_toast(request, refusal_of(str(refused)))
        return go("file", file_id)


@require_safe
@with_actor
def rejected(request: HttpRequest, actor: Actor, file_id: UUID, form: str) -> HttpResponse:
    """Send the rejected rows of a file with their reasons."""
    return _send(lambda: export_rejected(actor, file_id, form))


@require_safe
@with_actor
def take_along(request: HttpRequest, actor: Actor, form: str) -> HttpResponse:
    """Send what the lost book lists for what the address asks, as CSV or XLSX."""
    return _send(lambda: export_book(actor, form, read_ask(request)))


@require_safe
@with_actor
def take_list(request: HttpRequest, actor: Actor, name: str, form: str) -> HttpResponse:
    """Send what another page lists, as CSV or XLSX."""
    everybody, reason = request.GET.get("all") == "1", request.GET.get("reason", "")[:40]
    return _send(lambda: export_list(actor, name, form, everybody=everybody, reason=reason))


def _send(make: Callable[[], Exported]) -> HttpResponse:
    try:
        found = make()
    except RefusedError as refusal:
        raise Http404(str(refusal)) from refusal
    response = HttpResponse(found.content, content_type=found.kind)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
@with_actor
def matches(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show records that may be one thing."""
    frame = make_frame(request, actor, "bring_in")
    return show_page(request, "bring_in/matches.html", frame, {"view": show_matches(actor)})


@require_POST
@with_actor
def decide(request: HttpRequest, actor: Actor, proposal_id: UUID) -> HttpResponse:
    """Say that two records are one thing, or two."""
    say = desk.accept_proposal if request.POST.get("are") == "one" else desk.refuse_proposal
    try:
        leave_toast(request, toast_of(say(actor, request.POST.get("key", ""), proposal_id=proposal_id)))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go("matches")


@require_POST
@with_actor
def take_back(request: HttpRequest, actor: Actor, file_id: UUID) -> HttpResponse:
    """Take a file back, and show what stayed of it."""
    try:
        done = desk.undo(actor, request.POST.get("key", ""), command_id=as_id(request.POST.get("command_id", "")))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
        return go("file", file_id)
    stays = (done.result or {}).get("stays", [])
    view = show_file(actor, file_id)
    frame = make_frame(request, actor, "bring_in")
    return show_page(request, "bring_in/taken_back.html", frame, {"view": view, "done": done, "stays": stays})
