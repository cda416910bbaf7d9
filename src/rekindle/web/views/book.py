"""The lost book: board and table, many at once, and the views one keeps."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_views import BookAsk
from rekindle.web.forms.book import BulkForm, drop_nothing
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import make_frame, show_page, with_actor

COLUMNS = (
    ("deal", "Deal"),
    ("value", "Value"),
    ("why", "Because"),
    ("strip", "Lost, now, window"),
    ("next", "Next"),
    ("lost", "Lost"),
    ("owner", "Owner"),
    ("state", "State"),
)
USUAL = ("deal", "value", "why", "strip", "next", "owner", "state")
ASKED = ("view", "standing", "reason", "whose", "sort", "q", "cols")


@require_safe
@with_actor
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the board, or a page of the table for what the address asks."""
    view = show_book(actor, read_ask(request))
    frame = make_frame(request, actor, "book").counting(lost=view.count)
    columns = [name for name, _ in COLUMNS if name in request.GET.getlist("cols")] or list(USUAL)
    context = {
        "view": view,
        "columns": columns,
        "all_columns": [(name, label, name in columns) for name, label in COLUMNS],
        "here": _here(request),
        "links": _Links(request),
    }
    return show_page(request, "book/page.html", frame, context)


def read_ask(request: HttpRequest) -> BookAsk:
    """Read what an address asks of the book."""
    asked = {name: request.GET.get(name, "")[:200] for name in ASKED}
    query = asked.pop("q")
    asked.pop("cols")
    return BookAsk(**asked, query=query, after=request.GET.get("after", "")[:400])


class _Links:
    """Addresses of this page with one thing changed, for a template: `links.standing` holds those of the standings."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> str:
        """Return this address without one of its parts, ready for another value of it: `?sort=amount&standing=`."""
        kept = [(key, value) for key, value in _asked(self.request) if key not in {name, "after"}]
        return f"?{urlencode([*drop_nothing(kept), (name, '')])}"


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value[:200]) for name in ASKED for value in request.GET.getlist(name)]


def _here(request: HttpRequest) -> str:
    return urlencode(drop_nothing(_asked(request)))


@require_POST
@with_actor
def bulk(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Rest, hand over or leave alone what was ticked, as one thing to undo."""
    form = BulkForm(request.POST)
    try:
        if not form.is_valid():
            raise RefusedError(form.first_error())
        leave_toast(request, toast_of(_say(actor, request.POST.get("key", ""), form)))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(f"Not done: {refusal}"))
    return _back(request)


def _say(actor: Actor, key: str, form: BulkForm) -> Done:
    said, deals = form.cleaned_data, form.cleaned_data["deal"]
    if said["do"] == "rest":
        return desk.rest_deals(actor, key, deal_ids=deals, until_on=said["until_on"])
    if said["do"] == "hand":
        return desk.hand_over(actor, key, deal_ids=deals, member_id=said["member_id"])
    return desk.leave_alone(actor, key, deal_ids=deals)


@require_POST
@with_actor
def keep_view(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Keep this way of looking at the book under a name, or let go of one."""
    key, name = request.POST.get("key", ""), request.POST.get("name", "")
    try:
        if "drop" in request.POST:
            done = desk.drop_view(actor, key, name=request.POST["drop"])
        else:
            done = desk.save_view(actor, key, name=name, query=request.POST.get("back", ""))
        leave_toast(request, toast_of(done))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(f"Not done: {refusal}"))
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Go back to the same look at the book: only a query is taken from the form, never an address."""
    query = request.POST.get("back", "")[:1000]
    where = reverse("book") + (f"?{query}" if query else "")
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response
