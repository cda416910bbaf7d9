"""One's own limits, and one's password."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.enter import set_password
from rekindle.desk.playbooks import list_choices
from rekindle.desk.show.away import show_away
from rekindle.desk.show.members import list_insiders, list_outsiders
from rekindle.desk.show.phrases import NAMELESS
from rekindle.desk.verbs import change_settings, end_away, set_away
from rekindle.terms.money import minor_digits
from rekindle.terms.people import MemberRole
from rekindle.web.forms.fields import as_id
from rekindle.web.forms.keys import read_keymap, show_letters
from rekindle.web.forms.pages import PasswordForm
from rekindle.web.forms.settings import AwayForm, BookForm, InviteForm, SettingsForm
from rekindle.web.frame import member_of, workspace_of
from rekindle.web.toast import Toast, leave_toast, refusal_of, toast_of
from rekindle.web.views.common import UNPROCESSABLE, go, make_frame, show_page, user_of, with_actor

FOR_ADMINS = "Settings of the workspace are for its admin. Ask them to change it."


@require_http_methods(["GET", "HEAD", "POST"])
@with_actor
def settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show and change a member's minutes, people a day, zone and the price of an hour."""
    if request.method != "POST":
        return _show(request, actor, SettingsForm(initial=_current(actor)))
    form = SettingsForm(request.POST)
    if not form.is_valid():
        return _show(request, actor, form, status=UNPROCESSABLE)
    try:
        said = form.arguments(workspace_of(actor).currency)
        done = change_settings(actor, request.POST.get("key", ""), **said)
    except RefusedError as refusal:
        return _show(request, actor, form, status=UNPROCESSABLE, refusal=str(refusal))
    leave_toast(request, toast_of(done))
    return go("settings")


@require_POST
@with_actor
def away(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Enter days away into one's calendar, or take them out with `drop`."""
    form, limits = AwayForm(request.POST), SettingsForm(initial=_current(actor))
    dropped, key = as_id(request.POST.get("drop", "")), request.POST.get("key", "")
    if dropped is None and not form.is_valid():
        return _show(request, actor, limits, status=UNPROCESSABLE, away=form)
    try:
        done = end_away(actor, key, away_id=dropped) if dropped else set_away(actor, key, **form.cleaned_data)
    except RefusedError as refusal:
        return _show(request, actor, limits, status=UNPROCESSABLE, away=form, away_refusal=str(refusal))
    leave_toast(request, toast_of(done))
    return go("settings")


@require_POST
@with_actor
def keys(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep which letters act and where, for this member on every device; a script is answered without a page."""
    is_script = bool(request.headers.get("HX-Request"))
    try:
        keymap = read_keymap(request.POST, member_of(actor).keymap)
        # What is kept is how the letters stand, not a step: the same again changes nothing.
        done = change_settings(actor, str(uuid4()), keymap=keymap)
    except RefusedError as refusal:
        if is_script:
            return HttpResponse(str(refusal), status=UNPROCESSABLE, content_type="text/plain")
        leave_toast(request, refusal_of(str(refusal)))
        return go("settings")
    if is_script:
        return HttpResponse(status=204)
    leave_toast(request, toast_of(done))
    return go("settings")


@require_POST
@with_actor
def book_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Change what holds for the whole book, and plan its morning anew."""
    form, limits = _book_form(actor, request.POST), SettingsForm(initial=_current(actor))
    if form is None:
        return _show(request, actor, limits, status=UNPROCESSABLE, refusal=FOR_ADMINS)
    if not form.is_valid():
        return _show(request, actor, limits, status=UNPROCESSABLE, book=form)
    try:
        done = change_settings(actor, request.POST.get("key", ""), **form.arguments())
    except RefusedError as refusal:
        return _show(request, actor, limits, status=UNPROCESSABLE, book=form, book_refusal=str(refusal))
    leave_toast(request, toast_of(done))
    return go("settings")


@require_POST
@with_actor
def break_in(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make this book one's job search, and go on where one was; by default with the first morning."""
    asked = request.POST.get("from", "")
    try:
        change_settings(actor, request.POST.get("key", ""), pack="job_search")
        leave_toast(request, Toast("This is your job search now. Playbook, in Settings, leads back."))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(str(refusal)))
    return go(asked if asked in {"settings", "add", "bring_in"} else "today")


@sensitive_post_parameters()
@require_POST
@with_actor
def password(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Change the password, or set the first one; the other sessions of this user end."""
    user = user_of(request)
    form = PasswordForm(user, request.POST)
    if form.is_valid():
        try:
            set_password(user.pk, form.cleaned_data["new"])
        except RefusedError as refusal:
            form.add_error("new", str(refusal))
    if form.errors:
        limits = SettingsForm(initial=_current(actor))
        return _show(request, actor, limits, status=UNPROCESSABLE, password=form)
    fresh = ModelBackend().get_user(user.pk)
    assert fresh is not None
    update_session_auth_hash(request, fresh)
    leave_toast(request, Toast("Your password is changed. Everywhere else you are signed out."))
    return go("settings")


def _current(actor: Actor) -> dict[str, Any]:
    member, workspace = member_of(actor), workspace_of(actor)
    minor = workspace.hour_price_minor if member.hour_price_minor is None else member.hour_price_minor
    return {
        "name": "" if member.name == NAMELESS else member.name,
        "minutes_per_week": member.minutes_per_week,
        "touches_per_day": member.touches_per_day,
        "zone": member.zone,
        "hour_price": Decimal(minor) / 10 ** minor_digits(workspace.currency),
        "working_days": list(member.working_days),
    }


def _book_form(actor: Actor, data: QueryDict | None = None) -> BookForm | None:
    """Build the form of the whole book, for its admin only."""
    if actor.role != MemberRole.ADMIN:
        return None
    workspace = workspace_of(actor)
    names = ("jurisdiction", "pack", "currency", "fiscal_month")
    now = {"workspace_name": workspace.name, **{name: getattr(workspace, name) for name in names}}
    form = BookForm(data, prefix="book", initial=now)
    form.offer(*list_choices(workspace))
    return form


def invite_form(actor: Actor, data: QueryDict | None = None) -> InviteForm | None:
    """Build the form that lets somebody in, for the admin of a book that is no sample."""
    if actor.role != MemberRole.ADMIN or workspace_of(actor).is_sample:
        return None
    form = InviteForm(data, prefix="invite")
    form.offer(list_outsiders(actor))
    return form


def show_settings(request: HttpRequest, actor: Actor, status: int = 200, **more: Any) -> HttpResponse:
    """Show the page as it stands, with what another form on it has to say."""
    return _show(request, actor, SettingsForm(initial=_current(actor)), status=status, **more)


def _show(request: HttpRequest, actor: Actor, form: SettingsForm, status: int = 200, **more: Any) -> HttpResponse:
    form.name_currency(workspace_of(actor).currency)
    context = {
        "form": form,
        "away": AwayForm(),
        "away_days": show_away(actor),
        "book": _book_form(actor),
        "invite": invite_form(actor),
        "insiders": list_insiders(actor) if actor.role == MemberRole.ADMIN else (),
        "password": PasswordForm(user_of(request)),
        "remaps": show_letters(member_of(actor).keymap),
        **more,
    }
    return show_page(request, "settings/page.html", make_frame(request, actor, "settings"), context, status=status)
