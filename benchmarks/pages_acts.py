"""What is timed on a filled book: every page, and two verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from itertools import count
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.fill import fill_book
from benchmarks.machine import milliseconds
from benchmarks.server import measure_server
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

Act = Callable[[], object]


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Timed:
    """What is timed, and what is done before and after it, which is not."""

    act: Act
    before: Act = _nothing
    after: Act = _nothing

    def take(self) -> float:
        """Do it once; returns milliseconds."""
        self.before()
        taken = milliseconds(self.act)
        self.after()
        return taken


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
DEALS_ASKED = 240


def fill_and_list(deals: int) -> dict[str, Timed]:
    """Fill a book, plan its morning, and return what is timed on it, by name."""
    at = datetime.now(UTC)
    workspace_id, owner_id = fill_book(deals, at, slug=f"bench-{deals}")
    plan_workspace(workspace_id, at)
    work_out_patterns(workspace_id, at)
    user_id = user_of_member(workspace_id, owner_id)
    client = _client(user_id, f"bench-{deals}")
    ids = [UUID(deal_id) for deal_id in facts(workspace_id, at)["deals"].column("deal_id").to_pylist()[:DEALS_ASKED]]
    accounts = [UUID(one) for one in facts(workspace_id, at)["deals"].column("account_id").to_pylist()[:DEALS_ASKED]]
    turn = count()
    acts: dict[str, Act] = {
        "Today": lambda: _get(client, "/"),
        "Patterns": lambda: _get(client, "/patterns"),
        "Playbook": lambda: _get(client, "/playbook"),
        "Words tried": lambda: _get(client, "/playbook/entry/words?key=promised.mail.budget"),
        "Deal": lambda: _get(client, f"/deal/{ids[next(turn) % len(ids)]}"),
        "Coach": lambda: _get(client, "/coach"),
        "Loss review": lambda: _get(client, f"/coach/deal/{ids[next(turn) % len(ids)]}"),
        "Month review": lambda: _get(client, f"/coach/month/{owner_id}/{at:%Y-%m}"),
        "Signals": lambda: _get(client, "/signals"),
        **{name: partial(_get, client, where) for name, where in PLACES.items()},
        **{f"{name}, first after a change": partial(_get_anew, client, PLACES[name]) for name in FIRST},
        "Account": lambda: _get(client, f"/account/{accounts[next(turn) % len(accounts)]}"),
        "Debrief call": lambda: _get(client, f"/debrief/{ids[next(turn) % len(ids)]}"),
    }
    return {name: Timed(act) for name, act in acts.items()} | _list_verbs(workspace_id, owner_id, ids)


def _list_verbs(workspace_id: UUID, owner_id: UUID, ids: list[UUID]) -> dict[str, Timed]:
    """A logged call and its undo, each with its advice computed before it answers."""
    turn = count()

    def actor() -> Actor:
        return Actor(workspace_id, owner_id, MemberRole.ADMIN, datetime.now(UTC), ZoneInfo("UTC"))

    def log() -> None:
        deal_id = ids[next(turn) % len(ids)]
        log_touch(actor(), str(new_id()), deal_id=deal_id, outcome=Outcome.SPOKE, channel=Channel.CALL)

    def take_back() -> None:
        undo(actor(), str(new_id()))

    return {"Log a call": Timed(log, after=take_back), "Undo": Timed(take_back, before=log)}


def count_queries(timed: Timed) -> int:
    """Return how many queries it makes once everything is warm."""
    for _ in range(3):
        timed.take()
    timed.before()
    with CaptureQueriesContext(connection) as asked:
        timed.act()
    timed.after()
    return len(asked)


def measure_memory(deals: int, folder: str) -> float:
    """Return the memory of a server of its own on the book, in MiB."""
    return measure_server(Path(folder), *pages_to_ask(f"bench-{deals}", datetime.now(UTC)))


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
