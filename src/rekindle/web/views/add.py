"""Adding the lost deal one is thinking of."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.first import plan_first
from rekindle.desk.verbs import add_deal
from rekindle.terms.voices import VoiceKey
from rekindle.web.forms.pages import AddForm
from rekindle.web.frame import workspace_of
from rekindle.web.toast import leave_toast, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the two fields; add the deal, and go to its page."""
    if request.method != "POST":
        return _show(request, actor, AddForm(initial={"currency": workspace_of(actor).currency}))
    form = AddForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, form, status=UNPROCESSABLE)
    try:
        done = add_deal(actor, request.POST.get("key", ""), **form.arguments())
    except RefusedError as refusal:
        return _show(request, actor, form, status=UNPROCESSABLE, refusal=str(refusal))
    plan_first(actor)
    leave_toast(request, toast_of(done, done.deals[0]))
    return go("deal", done.deals[0])


def _show(request: HttpRequest, actor: Actor, form: AddForm, status: int = 200, **more: Any) -> HttpResponse:
    frame = make_frame(request, actor, "add")
    asked = form.for_a_job() if frame.voice.key == VoiceKey.JOB else form
    return show_page(request, "add/page.html", frame, {"form": asked, **more}, status=status)
