"""The buyer's form: no sign-in, no cookie, no script needed. GET shows, POST keeps the answers at once."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rekindle.desk.actor import RefusedError
from rekindle.desk.enter import workspaces_of
from rekindle.desk.show.buyer_form import show_buyer_form
from rekindle.desk.show.debrief_views import BuyerFormView
from rekindle.desk.verbs.buyer_form import NoSuchFormError, answer_form
from rekindle.web.forms.debriefs import BuyerForm
from rekindle.web.throttle import is_crowded
from rekindle.web.views.common import UNPROCESSABLE, user_of

TOO_MANY = 429
CROWDED = "Too many answers came from here at once. Go back, wait five minutes and send them again."


# The link itself is what lets somebody in: there is no session whose rights a foreign page could borrow.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def form(request: HttpRequest, token: str) -> HttpResponse:
    """Show the four questions of a link, or keep the answers. Links that are not open all get one answer."""
    now = datetime.now(UTC)
    if is_crowded(request, "form", 60 if request.method != "POST" else 12):
        return _quiet(render(request, "buyer_form/crowded.html", {"words": CROWDED}, status=TOO_MANY))
    try:
        view = show_buyer_form(token, now)
        if request.method != "POST" or _is_colleague(request, view):
            return _show(request, view, BuyerForm())
        return _answer(request, token, view, now)
    except NoSuchFormError:
        return _quiet(render(request, "buyer_form/closed.html", status=404))


def _answer(request: HttpRequest, token: str, view: BuyerFormView, now: datetime) -> HttpResponse:
    given = BuyerForm(request.POST)
    if not given.is_valid():
        return _show(request, view, given, status=UNPROCESSABLE)
    try:
        done = answer_form(token, request.POST.get("key", ""), now, **given.cleaned_data)
    except RefusedError as refusal:
        given.add_error(None, str(refusal))
        return _show(request, view, given, status=UNPROCESSABLE)
    may = {choice.value: choice for choice in view.may_return}.get(given.cleaned_data["may_return"] or "")
    is_silenced = bool(done.result and done.result.get("silence"))
    return _quiet(render(request, "buyer_form/thanks.html", {"view": view, "may": may, "is_silenced": is_silenced}))


def _show(request: HttpRequest, view: BuyerFormView, form: BuyerForm, status: int = 200) -> HttpResponse:
    context = {"view": view, "form": form, "is_colleague": _is_colleague(request, view)}
    return _quiet(render(request, "buyer_form/page.html", context, status=status))


def _is_colleague(request: HttpRequest, view: BuyerFormView) -> bool:
    """Say whether whoever looks is signed in to the workspace that asks: they may look, and not answer for a buyer."""
    if not request.user.is_authenticated:
        return False
    return any(slug == view.workspace_slug for slug, _, _ in workspaces_of(user_of(request).pk))


def _quiet(response: HttpResponse) -> HttpResponse:
    """Let no page that is linked, no cache and no search engine learn of the link."""
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
