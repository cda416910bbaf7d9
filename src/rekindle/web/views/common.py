"""What every view shares: who acts, the frame around the page, and where to go after a verb."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode, urlsplit

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme

from rekindle.book.read.once import reading_once
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.enter import actor_for_user
from rekindle.web.frame import Frame, frame_of
from rekindle.web.toast import Toast, take_toast

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
ActorView = Callable[Concatenate[HttpRequest, Actor, P], HttpResponse]

WORKSPACE = "workspace"
# The pages one stays on after an undo, by route.
STAYS = frozenset(
    {"debriefs", "settings", "signals", "coach", "patterns", "judgement", "bring_in", "matches", "playbook"}
    | {f"playbook_{part}" for part in ("library", "words", "parts", "versions")}
)
UNPROCESSABLE = 422


def with_actor(view: ActorView[P]) -> View[P]:
    """Let only signed-in members in, and say who acts, where, and when."""

    @wraps(view)
    def wrapped(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return ask_to_sign_in(request)
        # A GET changes nothing, so what it has read stays true until it is answered.
        with reading_once() if request.method == "GET" else nullcontext():
            return view(request, _who_acts(request), *args, **kwargs)

    return wrapped


def _who_acts(request: HttpRequest) -> Actor:
    now = datetime.now(UTC)
    slug = request.session.get(WORKSPACE)
    try:
        return actor_for_user(user_of(request).pk, slug, now)
    except RefusedError:
        if slug is None:
            raise PermissionDenied from None
    # The book this session was in is closed to this user by now: fall back to their own.
    try:
        return actor_for_user(user_of(request).pk, None, now)
    except RefusedError as refusal:
        raise PermissionDenied(str(refusal)) from refusal


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page and back to the page the request came from; a script is told to do the same."""
    here = request.get_full_path() if request.method != "POST" else urlsplit(request.headers.get("Referer", "")).path
    where = f"{reverse('sign_in')}?{urlencode({'next': here or '/'})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": where})
    return HttpResponseRedirect(where)


def safe_next(request: HttpRequest, target: str) -> str:
    """Return a path of this site to go to; `/` for anything else."""
    allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if allowed else "/"


def user_of(request: HttpRequest) -> AbstractBaseUser:
    """Return the signed-in user; only for views behind `with_actor`."""
    user = request.user
    assert isinstance(user, AbstractBaseUser)
    return user


def make_frame(request: HttpRequest, actor: Actor, page: str) -> Frame:
    """Read what stands around a page."""
    return frame_of(actor, user_of(request).pk, page)


def show_page(
    request: HttpRequest,
    template: str,
    frame: Frame,
    context: dict[str, Any],
    *,
    status: int = 200,
    toast: Toast | None = None,
) -> HttpResponse:
    """Render a page in its frame, with the toast of this answer or the one left before a redirect."""
    said = toast or take_toast(request)
    route = request.resolver_match.url_name if request.resolver_match else None
    stay = route if route in STAYS else frame.page
    response = render(request, template, {"frame": frame, "toast": said, "stay": stay, **context}, status=status)
    patch_vary_headers(response, ["HX-Request"])
    patch_cache_control(response, private=True, no_cache=True)
    return response


def go(name: str, *args: Any) -> HttpResponse:
    """Send to another page after a POST: 303, so that loading it again posts nothing."""
    response = redirect(name, *args)
    response.status_code = 303
    return response
