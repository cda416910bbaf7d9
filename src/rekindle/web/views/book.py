"""The lost book: board and table, many at once, and the views one keeps."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from rekindle.desk import verbs as desk
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_views import BookAsk
from rekindle.web.forms.book import LONGEST_QUERY, BulkForm, drop_nothing
from rekindle.web.toast import leave_toast, refusal_of, toast_of
from rekindle.web.views.common import make_frame, show_page, with_actor

COLUMNS = (
    ("deal", "Deal"),
    ("value", "Value"),
    ("why", "Because"),
    ("strip", "Lost, now, window"),
    ("next", "Next"),
    ("lost", "Lost on"),
    ("owner", "Owner"),
    ("state", "State"),
)
USUAL = ("deal", "value", "why", "strip", "next", "owner", "state")
FILTERS = ("competitor", "product", "segment", "stage", "amount", "since")
ASKED = ("view", "standing", "reason", "whose", "sort", "q", "cols", *FILTERS)
LONGEST = 300


@require_safe
@with_actor
def book(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Show the board, or a page of the table for what the address asks."""
    view = show_book(actor, read_ask(request))
    frame = make_frame(request, actor, "book").counting(lost=view.count)
    links = _Links(request)
    columns = [name for name, _ in COLUMNS if name in request.GET.getlist("cols")] or list(USUAL)
    context = {
        "view": view,
        "columns": columns,
        "all_columns": [(name, label, name in columns) for name, label in COLUMNS],
        "here": _here(request),
        "asked": [(name, value) for name, value in drop_nothing(_asked(request)) if name != "q"],
        "links": links,
        "narrowed": [(one.words, links[one.name]) for one in view.narrowed],
    }
    return show_page(request, "book/page.html", frame, context)


def read_ask(request: HttpRequest) -> BookAsk:
    """Read what an address asks of the book."""
    return understand_query(request.GET)


def understand_query(said: QueryDict) -> BookAsk:
    """Read what a query asks of the book."""
    asked = {name: said.get(name, "")[:LONGEST] for name in ASKED if name not in {"q", "cols"}}
    return BookAsk(**asked, query=said.get("q", "")[:200], after=said.get("after", "")[:400])


class _Links:
    """Addresses of this page with one thing changed, for a template: `links.standing` holds those of the standings."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    def __getitem__(self, name: str) -> str:
        """Return this address without one of its parts, ready for another value of it: `?sort=amount&standing=`."""
        kept = [(key, value) for key, value in _asked(self.request) if key not in {name, "after"}]
        return f"?{urlencode([*drop_nothing(kept), (name, '')])}"


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    return [(name, value[:LONGEST]) for name in ASKED for value in request.GET.getlist(name)]


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
        leave_toast(request, toast_of(_do(actor, request.POST.get("key", ""), form)))
    except RefusedError as refusal:
        leave_toast(request, refusal_of(f"Not done: {refusal}"))
    return go_to_book(request)


def _do(actor: Actor, key: str, form: BulkForm) -> Done:
    said = form.cleaned_data
    asked = understand_query(QueryDict(said["back"])) if said["everything"] else None
    these: dict[str, Any] = {"asked": asked} if asked else {"deal_ids": said["deal"]}
    if said["do"] == "rest":
        return desk.rest_deals(actor, key, until_on=said["until_on"], **these)
    if said["do"] == "hand":
        return desk.hand_over(actor, key, member_id=said["member_id"], **these)
    return desk.leave_alone(actor, key, **these)


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
    return go_to_book(request)


def go_to_book(request: HttpRequest) -> HttpResponse:
    """Go back to the same look at the book: only a query is taken from the form, never an address."""
    query = request.POST.get("back", "")[:LONGEST_QUERY]
    where = reverse("book") + (f"?{query}" if query else "")
    response = HttpResponseRedirect(where)
    response.status_code = 303
    return response
