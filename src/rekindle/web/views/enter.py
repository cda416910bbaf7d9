"""Coming in, going out, and changing the book."""

from datetime import UTC, datetime

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.enter import use_sign_in_link, workspaces_of
from rekindle.web.forms.pages import SignInForm
from rekindle.web.throttle import count_wrong, forget, is_shut
from rekindle.web.views.common import UNPROCESSABLE, WORKSPACE, go, safe_next, user_of, with_actor

WRONG = "That mail and password do not go together. Try once more."
SHUT = "Too many tries. Wait five minutes, or use the link that is printed when Rekindle starts."


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Show the two fields; let in whoever knows the password."""
    if request.method != "POST":
        return _show(request, SignInForm())
    form = SignInForm(request.POST)
    if not form.is_valid():
        return _show(request, form)
    mail = form.cleaned_data["mail"]
    if is_shut(request, mail):
        return _show(request, form, SHUT)
    user = authenticate(request, username=mail.lower(), password=form.cleaned_data["password"])
    if user is None:
        count_wrong(request, mail)
        return _show(request, form, WRONG)
    forget(request, mail)
    login(request, user)
    return HttpResponseRedirect(safe_next(request, request.POST.get("next", "/")))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Show one button; pressing it uses the link up. A look at the page, by a person or a scanner, does not."""
    if request.method != "POST":
        return render(request, "enter/link.html")
    try:
        user = ModelBackend().get_user(use_sign_in_link(token, datetime.now(UTC)))
    except RefusedError as refusal:
        return render(request, "enter/stale.html", {"refusal": str(refusal)}, status=UNPROCESSABLE)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    return go("today")


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return go("sign_in")


@require_POST
@with_actor
def switch(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Open another book of the same person."""
    slug = request.POST.get("slug", "")
    if slug in {found for found, _, _ in workspaces_of(user_of(request).pk)}:
        request.session[WORKSPACE] = slug
    return go("bring_in" if request.POST.get("then") == "bring_in" else "today")


def _show(request: HttpRequest, form: SignInForm, refusal: str = "") -> HttpResponse:
    following = request.POST.get("next") or request.GET.get("next") or "/"
    context = {"form": form, "refusal": refusal, "next": safe_next(request, following)}
    return render(request, "enter/sign_in.html", context, status=UNPROCESSABLE if form.is_bound else 200)
