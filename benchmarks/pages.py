"""Pages and verbs of the web app on books of two sizes, in one run: medians, 95th percentiles, query counts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from uuid import UUID

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.fill import fill_book
from benchmarks.machine import spread
from rekindle.book.facts import facts
from rekindle.book.write.users import user_of_member
from rekindle.desk.actor import Actor
from rekindle.desk.morning import plan_workspace
from rekindle.desk.verbs import log_touch, undo
from rekindle.terms.ids import new_id
from rekindle.terms.people import MemberRole
from rekindle.terms.touches import Channel, Outcome

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
    """Fill a book, plan its morning, and time Today, a deal page, and a verb with its recompute."""
    workspace_id, owner_id = fill_book(deals, at, slug=f"bench-{deals}")
    plan_workspace(workspace_id, at)
    user_id = user_of_member(workspace_id, owner_id)
    client = _client(user_id, f"bench-{deals}")
    ids = [UUID(deal_id) for deal_id in facts(workspace_id, at)["deals"].column("deal_id").to_pylist()[: 4 * VERBS]]
    turn = count()
    pages: list[tuple[str, Callable[[], object]]] = [
        ("Today", lambda: client.get("/")),
        ("Deal", lambda: client.get(f"/deal/{ids[next(turn) % len(ids)]}")),
    ]
    times = [_measure(name, deals, act, REQUESTS) for name, act in pages]
    verbs = count()
    return [*times, _measure("Log and undo", deals, lambda: _say(workspace_id, owner_id, ids[next(verbs)]), VERBS)]


def _measure(name: str, deals: int, act: Callable[[], object], times: int) -> PageTimes:
    for _ in range(3):
        act()
    with CaptureQueriesContext(connection) as queries:
        act()
    median, high = spread(times, act)
    return PageTimes(name, deals, median, high, len(queries))


def _client(user_id: UUID | None, slug: str) -> Client:
    from rekindle.book.models import User  # noqa: PLC0415 models exist only once Django is set up

    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(User.objects.get(pk=user_id))
    session = client.session
    session["workspace"] = slug
    session.save()
    return client


def _say(workspace_id: UUID, owner_id: UUID, deal_id: UUID) -> None:
    """Log a call and take it back: two verbs, each with its advice computed before it answers."""
    actor = Actor(workspace_id, owner_id, MemberRole.ADMIN, datetime.now(UTC))
    log_touch(actor, str(new_id()), deal_id=deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL)
    undo(Actor(workspace_id, owner_id, MemberRole.ADMIN, datetime.now(UTC)), str(new_id()))
