"""What was known at an instant, as the tables of the seam."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.db import connection

from rekindle.book.arrow import snapshot
from rekindle.book.merging import accounts_to_read, find_merges, join_readings, tell_as_one
from rekindle.book.models import Workspace
from rekindle.book.queries import deals, people, touches
from rekindle.book.queries.query import INSTANTS, Query
from rekindle.tables.facts import FACTS, moment
from rekindle.tables.schemas import Tables, conform

QUERIES: tuple[Query, ...] = (
    people.MEMBERS,
    people.ACCOUNTS,
    deals.DEALS,
    deals.LOSSES,
    deals.CLAIMS,
    deals.RETURNS,
    people.PEOPLE,
    people.SEATS,
    touches.TOUCHES,
    touches.PERMISSIONS,
    touches.SUPPRESSIONS,
    deals.PROMISES,
    deals.RESTS,
    touches.SIGNALS,
    people.CONTRACTS,
)


def facts(
    workspace_id: UUID, as_of: datetime, *, account_id: UUID | None = None, keep_owner: UUID | None = None
) -> Tables:
    """Return every table of `tables.facts.FACTS` as it was known at `as_of`, an aware instant.

    A row counts if it had happened and was known by then, and no void row was. `moment.today` is the day of `as_of` in
    the workspace's zone. With `account_id` only that account's deals and people are read, and what touches them.
    Records that were said to be one thing are told as one.
    Deals whose owner cannot sign in are the workspace owner's, except those of the member `keep_owner`.
    Sees only what is committed. Raises LookupError when there is no such workspace.
    """
    found = Workspace.objects.filter(pk=workspace_id).values_list("zone", "currency").first()
    if found is None:
        raise LookupError(f"there is no workspace {workspace_id}")
    zone, currency = ZoneInfo(found[0]), found[1]
    there = as_of.astimezone(zone)
    today, ahead = there.date(), int((there.utcoffset() or timedelta(0)).total_seconds())
    merges = find_merges(workspace_id, as_of)
    accounts: Sequence[UUID | None] = [account_id]
    if merges and account_id:
        accounts = accounts_to_read(workspace_id, merges, account_id)
    readings: list[Tables] = []
    with snapshot() as read:
        for one in accounts:
            parameters = _parameters(workspace_id, as_of, today, one, keep_owner)
            readings.append({query.table: _in_zone(query.table, read(query, parameters), zone) for query in QUERIES})
    tables = readings[0] if account_id is None or len(readings) == 1 else join_readings(readings, merges, account_id)
    tables = tell_as_one(tables, merges) if merges else tables
    return {"moment": moment(as_of, today, currency, ahead), **tables}


def _parameters(
    workspace_id: UUID, as_of: datetime, today: date, account_id: UUID | None, keep_owner: UUID | None
) -> dict[str, Any]:
    # As Django stores them: on SQLite days are text, and instants are naive text of UTC.
    instant = as_of.astimezone(UTC)
    sqlite = connection.vendor == "sqlite"
    return {
        "workspace": workspace_id.hex,
        "account": account_id.hex if account_id else None,
        "keep_owner": keep_owner.hex if keep_owner else None,
        "as_of": str(instant.replace(tzinfo=None)) if sqlite else instant,
        "today": today.isoformat() if sqlite else today,
        "weekday": f"%{today.isoweekday()}%",
    }


def _in_zone(table: str, read: pa.Table, zone: ZoneInfo) -> pa.Table:
    """Turn instants into days of the workspace's zone where the schema wants a day."""
    for name in INSTANTS.get(table, ()):
        instants = read.column(name).to_pylist()
        days = [instant and instant.replace(tzinfo=UTC).astimezone(zone).date() for instant in instants]
        read = read.set_column(read.column_names.index(name), name, pa.array(days, pa.date32()))
    return conform(read, FACTS[table])
