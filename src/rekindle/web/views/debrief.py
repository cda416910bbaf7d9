"""Debriefs: the month's list, the guided call, one's own view, the link to the form, a colleague's call."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.show.debrief import show_debrief
from rekindle.desk.show.debrief_views import DebriefView
from rekindle.desk.show.debriefs import show_debriefs
from rekindle.terms.debriefs import Again, DebriefHow, MayReturn
from rekindle.web.forms.debriefs import AskForm, CallForm, LinkForm, OwnForm
from rekindle.web.forms.fields import PersonField, as_id
from rekindle.web.toast import leave_toast, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, with_actor


@require_safe
@with_actor
def debriefs(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the losses nobody talked about; `?all=1` those of everybody, `?all=0` one's own."""
    view = show_debriefs(actor, everybody=request.GET["all"] != "0" if "all" in request.GET else None)
    return show_page(request, "debrief/list.html", make_frame(request, actor, "debriefs"), {"view": view})


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def call(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show the guided call, with the person of `?with=`; keep what was said."""
    view = _view(actor, deal_id, request.POST.get("person_id") or request.GET.get("with", ""))
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _try(form, lambda: desk.debrief_loss(actor, _key(request), deal_id=deal_id, **form.arguments()))
        if done:
            return _said(request, done, deal_id, "call")
    return _show(request, actor, "debrief/call.html", view, {"form": form, "steps": STEPS, "choices": CHOICES})


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def own(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show and keep the rep's own view."""
    view = _view(actor, deal_id)
    form = OwnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _try(
            form,
            lambda: desk.debrief_loss(actor, _key(request), deal_id=deal_id, how=DebriefHow.OWN, **form.arguments()),
        )
        if done:
            return _said(request, done, deal_id, "call")
    return _show(request, actor, "debrief/own.html", view, {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def send(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Show the links to the buyer's form, and make one. Nothing is sent from here."""
    view = _view(actor, deal_id, request.GET.get("with", ""))
    start = {"person_id": view.person_id, "your_name": view.member, "company": view.company, "days": 30}
    form = LinkForm(request.POST) if request.method == "POST" else LinkForm(initial=start)
    if request.method == "POST" and form.is_valid():
        done = _try(form, lambda: desk.make_form_link(actor, _key(request), deal_id=deal_id, **form.cleaned_data))
        if done:
            return _said(request, done, deal_id, "send_form")
    _offer(form, "person_id", [(one.person_id, one.name) for one in view.stakeholders if not one.left_alone])
    return _show(
        request, actor, "debrief/send.html", view, {"form": form, "site": request.build_absolute_uri("/")[:-1]}
    )


@require_POST
@with_actor
def revoke(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Close a link."""
    link_id = as_id(request.POST.get("link_id", ""))
    if link_id is None:
        raise Http404("which link?")
    try:
        done = desk.revoke_form_link(actor, _key(request), link_id=link_id)
    except RefusedError as refusal:
        raise Http404(str(refusal)) from refusal
    return _said(request, done, deal_id, "send_form")


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def ask(request: HttpRequest, actor: Actor, deal_id: UUID) -> HttpResponse:
    """Ask a colleague to make the call."""
    view = _view(actor, deal_id, request.GET.get("with", ""))
    form = AskForm(request.POST) if request.method == "POST" else AskForm(initial={"person_id": view.person_id})
    if request.method == "POST" and form.is_valid():
        done = _try(form, lambda: desk.ask_colleague(actor, _key(request), deal_id=deal_id, **form.cleaned_data))
        if done:
            return _said(request, done, deal_id, "call")
    _offer(form, "member_id", list(view.colleagues))
    _offer(form, "person_id", [(one.person_id, one.name) for one in view.stakeholders if not one.left_alone])
    return _show(request, actor, "debrief/ask.html", view, {"form": form})


def _view(actor: Actor, deal_id: UUID, person: str = "") -> DebriefView:
    try:
        return show_debrief(actor, deal_id, as_id(person))
    except (LookupError, RefusedError) as missing:
        raise Http404(str(missing)) from missing


def _key(request: HttpRequest) -> str:
    return request.POST.get("key", "")


def _try(form: forms.Form, say: Any) -> Done | None:
    """Say the verb; what it refuses is an error of the form, whose words stay."""
    try:
        done: Done = say()
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
        return None
    return done


def _said(request: HttpRequest, done: Done, deal_id: UUID, route: str) -> HttpResponse:
    leave_toast(request, toast_of(done))
    return go(route, deal_id)


def _offer(form: forms.Form, name: str, offered: list[tuple[UUID, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, PersonField)
    first = [] if field.required and offered else [("", "Nobody named")]
    field.widget.choices = [*first, *((str(one), words) for one, words in offered)]


def _show(request: HttpRequest, actor: Actor, template: str, view: DebriefView, more: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if more["form"].errors else 200
    context = {"view": view, **more}
    return show_page(request, template, make_frame(request, actor, "debriefs"), context, status=status)


STEPS = (
    ("may", "May I?"),
    ("factors", "Factors"),
    ("better", "Better"),
    ("others", "Who else"),
    ("again", "Again"),
    ("change", "Change"),
)
CHOICES = {
    "may": (
        (MayReturn.THREE_MONTHS.value, "Yes, in about three months", ""),
        (MayReturn.YEAR.value, "Yes, in about a year", "Once, and with something useful."),
        (
            MayReturn.IF_CHANGED.value,
            "Only if something relevant changes",
            "Left alone until something does; then it comes up again.",
        ),
        (MayReturn.NO.value, "No, please don’t", "Left alone, everywhere, by everybody. Only they can lift it."),
    ),
    "again": ((Again.YES.value, "Yes"), (Again.PERHAPS.value, "Perhaps"), (Again.NO.value, "No")),
}
