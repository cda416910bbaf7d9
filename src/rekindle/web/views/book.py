"""The lost book as a plain list."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from rekindle.desk.actor import Actor
from rekindle.desk.show.book import show_book
from rekindle.web.views.common import make_frame, show_page, with_actor


@require_safe
@with_actor
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show one page of the lost deals, those that match `?q=` if something is asked for."""
    query = request.GET.get("q", "").strip()[:200]
    number = request.GET.get("page", "1")
    page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
    view = show_book(actor, query, max(page, 1))
    frame = make_frame(request, actor, "book")
    return show_page(request, "book/page.html", frame if query else frame.counting(lost=view.count), {"view": view})
