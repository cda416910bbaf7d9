"""What the desk's tests share: acting as somebody, and all facts as plain values."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from rekindle.book.facts import facts
from rekindle.book.models import Note
from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.commands import find_member
from rekindle.book.write.writing import alive
from rekindle.desk import after
from rekindle.desk.actor import Actor
from rekindle.desk.morning import refresh_accounts
from rekindle.terms.days import zone_for
from tests.support.cast import NOW, House

_keys = count(1)


def new_key() -> str:
    """Make a key that no verb of this run used."""
    return f"key-{next(_keys)}"


def acting(house: House, at: datetime = NOW, member_id: UUID | None = None) -> Actor:
    """Act as the owner of a house, or as a colleague."""
    member = find_member(house.workspace_id, member_id or house.owner_id)
    assert member is not None
    zone = zone_for(member.zone, read_workspace(house.workspace_id).zone)
    return Actor(house.workspace_id, member.member_id, member.role, at, zone)


def record_of(house: House, at: datetime = NOW) -> dict[str, list[dict[str, Any]]]:
    """Return every fact known just after an instant, and the notes, each table in one order."""
    known = facts(house.workspace_id, at + timedelta(seconds=1))
    tables = {name: sorted(table.to_pylist(), key=repr) for name, table in known.items() if name != "moment"}
    return {**tables, "notes": _notes(house)}


def _notes(house: House) -> list[dict[str, Any]]:
    notes = alive(Note.objects.within(house.workspace_id), house.writing())
    return list(notes.order_by("id").values("id", "deal_id", "words", "private"))


def rows_of(house: House, name: str, at: datetime = NOW) -> list[dict[str, Any]]:
    """Return the facts of one table as known just after an instant, in no order that both databases keep."""
    return facts(house.workspace_id, at + timedelta(seconds=1))[name].to_pylist()


def status_of(house: House, deal_id: UUID, at: datetime = NOW) -> str:
    """Return whether a deal is open, lost or won."""
    return next(row["status"] for row in rows_of(house, "deals", at) if row["deal_id"] == deal_id.hex)


def pick(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    """Return some columns of rows, sorted."""
    return sorted((tuple(row[name] for name in names) for row in rows), key=repr)


@contextmanager
def quietly() -> Iterator[None]:
    """Say verbs without the advice that follows them."""
    listeners = list(after.after_commit)
    after.after_commit.remove(refresh_accounts)
    yield
    after.after_commit[:] = listeners
