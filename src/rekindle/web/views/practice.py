"""The practice run: three made-up people, a few keys. A GET changes nothing here, and neither does anything else."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk.actor import Actor
from rekindle.desk.show.practice import show_practice
from rekindle.web.views.common import go, make_frame, show_page, with_actor

COOKIE = "practised"
_YEAR = 365 * 24 * 3600


@require_safe
@with_actor
def practise(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show whom to practise on after the keys in `?did=`."""
    frame = make_frame(request, actor, "practice")
    view = show_practice(frame.voice.key, request.GET.get("did", "")[:10], actor.today)
    return show_page(request, "practice/page.html", frame, {"view": view})


@require_POST
@with_actor
def skip(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Go to Today, and do not offer the practice again in this browser."""
    answer = go("today")
    answer.set_cookie(COOKIE, "1", max_age=_YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def is_offered(request: HttpRequest, undo_words: str, left: int) -> bool:
    """Say whether the practice is offered: to who has somebody to get back to, did nothing yet and did not skip it."""
    return bool(left) and not undo_words and COOKIE not in request.COOKIES
