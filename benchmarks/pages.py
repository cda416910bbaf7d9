"""Pages and verbs of the web app on books of two sizes, in one run: medians, 95th percentiles, query counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.fill import fill_book
from benchmarks.machine import middle_and_high, milliseconds, spread
from rekindle.book.facts import facts
from rekindle.book.read.workspace import list_workspaces
from rekindle.book.write.users import user_of_member
from rekindle.desk.actor import Actor
from rekindle.desk.morning import plan_workspace
from rekindle.desk.patterns import work_out_patterns
from rekindle.desk.verbs import log_touch, undo
from rekindle.terms.ids import new_id
from rekindle.terms.people import MemberRole
from rekindle.terms.touches import Channel, Outcome

PLACES = {
    "Lost book, board": "/book",
    "Lost book, table": "/book?view=table",
    "Lost book, its last pages": "/book?view=table&after=2025-01-01T12:00:00%2B00:00~01900000-0000-7000-8000-000000000000",
    "Lost book, by account": "/book?view=table&sort=account",
    "Lost book, one filter": "/book?view=table&competitor=Rival+00",
    "Lost book, three filters": "/book?view=table&competitor=Rival+05&segment=spine&stage=Proposal",
    "Lost book, board with a filter": "/book?view=board&segment=cardiac",
    "Debriefs": "/debriefs",
    "Import": "/import",
    "Matches": "/matches",
    "Add a deal": "/add",
    "Judgement": "/judgement",
    "Settings": "/settings",
    "Library": "/playbook/library",
    "Find: a name": "/find?q=person+0000",
    "Find: a slip": "/find?q=hospitl+000009",
    "Find: nothing": "/find?q=zzyzx",
    "Find in the book": "/book?view=table&q=hospital",
    "Find in the book, with a filter": "/book?view=table&q=hospital&segment=spine",
}
# Pages of the book are kept until something is done: what the first look after that takes.
FIRST = ("Lost book, board", "Lost book, table", "Lost book, one filter", "Find in the book")
REQUESTS = 60
VERBS = 60


@dataclass(frozen=True, slots=True)
class PageTimes:
    """Milliseconds, and how many queries a request makes."""

    name: str
    deals: int
    median: float
    high: float
    queries: int


def measure_pages(deals: int, at: datetime) -> list[PageTimes]:
    """Fill a book, plan its morning, and time Today, Patterns, a deal page, a call logged, and its undo."""
    workspace_id, owner_id = fill_book(deals, at, slug=f"bench-{deals}")
    plan_workspace(workspace_id, at)
    work_out_patterns(workspace_id, at)
    user_id = user_of_member(workspace_id, owner_id)
    client = _client(user_id, f"bench-{deals}")
    ids = [UUID(deal_id) for deal_id in facts(workspace_id, at)["deals"].column("deal_id").to_pylist()[: 4 * VERBS]]
    accounts = [UUID(one) for one in facts(workspace_id, at)["deals"].column("account_id").to_pylist()[: 4 * VERBS]]
    turn = count()
    pages: list[tuple[str, Callable[[], object]]] = [
        ("Today", lambda: _get(client, "/")),
        ("Patterns", lambda: _get(client, "/patterns")),
        ("Playbook", lambda: _get(client, "/playbook")),
        ("Words tried", lambda: _get(client, "/playbook/entry/words?key=promised.mail.budget")),
        ("Deal", lambda: _get(client, f"/deal/{ids[next(turn) % len(ids)]}")),
        ("Coach", lambda: _get(client, "/coach")),
        ("Loss review", lambda: _get(client, f"/coach/deal/{ids[next(turn) % len(ids)]}")),
        ("Month review", lambda: _get(client, f"/coach/month/{owner_id}/{at:%Y-%m}")),
        ("Signals", lambda: _get(client, "/signals")),
        *((name, partial(_get, client, where)) for name, where in PLACES.items()),
        *((f"{name}, first after a change", partial(_get_anew, client, PLACES[name])) for name in FIRST),
        ("Account", lambda: _get(client, f"/account/{accounts[next(turn) % len(accounts)]}")),
        ("Debrief call", lambda: _get(client, f"/debrief/{ids[next(turn) % len(ids)]}")),
    ]
    times = [_measure(name, deals, act, REQUESTS) for name, act in pages]
    return [*times, *_measure_verbs(workspace_id, owner_id, ids, deals)]


def _measure_verbs(workspace_id: UUID, owner_id: UUID, ids: list[UUID], deals: int) -> list[PageTimes]:
    """Time a logged call and its undo apart, in turns, each with its advice computed before it answers."""
    turn = count()

    def log() -> None:
        actor = Actor(workspace_id, owner_id, MemberRole.ADMIN, datetime.now(UTC), ZoneInfo("UTC"))
        deal_id = ids[next(turn) % len(ids)]
        log_touch(actor, str(new_id()), deal_id=deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL)

    def take_back() -> None:
        undo(Actor(workspace_id, owner_id, MemberRole.ADMIN, datetime.now(UTC), ZoneInfo("UTC")), str(new_id()))

    named = {"Log a call": log, "Undo": take_back}
    queries: dict[str, int] = {}
    for name, act in [*named.items()] * 2:
        with CaptureQueriesContext(connection) as asked:
            act()
        queries[name] = len(asked)
    taken: dict[str, list[float]] = {name: [] for name in named}
    for _ in range(VERBS):
        for name, act in named.items():
            taken[name].append(milliseconds(act))
    return [PageTimes(name, deals, *middle_and_high(taken[name]), queries[name]) for name in named]


def pages_to_ask(slug: str, at: datetime) -> tuple[Client, list[str]]:
    """Sign in to a filled book; returns the client and the pages a morning asks for."""
    workspace = next(one for one in list_workspaces() if one.slug == slug)
    known = facts(workspace.workspace_id, at)
    owner_id = UUID(known["members"].column("member_id")[0].as_py())
    deals = known["deals"].column("deal_id").to_pylist()[:20]
    return _client(user_of_member(workspace.workspace_id, owner_id), slug), [
        "/",
        "/book",
        "/patterns",
        "/coach",
        "/signals",
        *(f"/deal/{UUID(one)}" for one in deals),
    ]


def _measure(name: str, deals: int, act: Callable[[], object], times: int) -> PageTimes:
    for _ in range(3):
        act()
    with CaptureQueriesContext(connection) as asked:
        act()
    queries = len(asked)
    median, high = spread(times, act)
    return PageTimes(name, deals, median, high, queries)


def _get(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code != HTTPStatus.OK:
        raise RuntimeError(f"{path} answered {answer.status_code}.")


def _get_anew(client: Client, path: str) -> None:
    cache.clear()
    _get(client, path)


def _client(user_id: UUID | None, slug: str) -> Client:
    from rekindle.book.models import User  # noqa: PLC0415 models exist only once Django is set up

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session["workspace"] = slug
    session.save()
    return client
