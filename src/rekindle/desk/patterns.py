"""Working out the patterns of a book: with the morning, after a file, and when somebody asks."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.facts import facts
from rekindle.book.read.patterns import SAME, brought_in_at, has_losses, owners_who_sign_in, turned_since, worked_out_at
from rekindle.book.read.workspace import WorkspaceRecord, count_deals, list_workspaces, read_workspace
from rekindle.book.write.patterns import keep_patterns
from rekindle.debrief import explain
from rekindle.desk.actor import Actor
from rekindle.desk.morning import LARGE, READY_AT
from rekindle.desk.playbooks import playbook_of
from rekindle.learning.patterns import PERIODS, TABLES, find_in_period, find_patterns
from rekindle.learning.patterns.scopes import EVERYBODY
from rekindle.tables.from_playbook import tables_of
from rekindle.tables.schemas import Tables
from rekindle.terms.days import day_in

# How those of a large book are worked out, once a server said so: the memory of it is not kept.
work_elsewhere: list[Callable[[UUID, datetime], None]] = []

Contents = dict[str, dict[str, list[dict[str, Any]]]]
_DECIMALS = 5


def work_out_patterns(workspace_id: UUID, at: datetime) -> None:
    """Work out the patterns of a workspace as known at an instant, and keep them in place of the last ones.

    Raises LookupError when there is no such workspace, and RefusedError when its playbook cannot be read."""
    workspace = read_workspace(workspace_id)
    known = facts(workspace_id, at)
    data = tables_of(playbook_of(workspace), known["moment"].column("today")[0].as_py())
    owned = {**known, "deals": _own_only(known["deals"], owners_who_sign_in(workspace_id))}
    whys = explain(known, data)
    whole = find_patterns(owned, whys)
    contents = {0: _by_scope(whole)}
    zone = ZoneInfo(workspace.zone)
    for months in PERIODS:
        since = first_day(day_in(at, zone), months)
        turned = turned_since(workspace_id, datetime.combine(since, time(), zone))
        found = find_in_period(owned, whys, pa.array(turned, pa.string()), since, whole)
        contents[months] = {EVERYBODY: SAME} if found is None else _by_scope(found)
    keep_patterns(workspace_id, at, contents)


def first_day(today: date, months: int) -> date:
    """Return the day so many months back; the last one of a shorter month."""
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def refresh_patterns(actor: Actor) -> None:
    """Work out the patterns of the actor's workspace anew: here, or elsewhere when it is large."""
    if work_elsewhere and count_deals(actor.workspace_id) > LARGE:
        work_elsewhere[0](actor.workspace_id, actor.at)
    else:
        work_out_patterns(actor.workspace_id, actor.at)


def patterns_due(at: datetime) -> list[UUID]:
    """Return the workspaces whose patterns were never worked out, are of before today's morning, or before a file."""
    return [one.workspace_id for one in list_workspaces() if are_old(one, at) and has_losses(one.workspace_id)]


def are_old(workspace: WorkspaceRecord, at: datetime) -> bool:
    """Say whether the patterns of a workspace should be worked out anew."""
    kept = worked_out_at(workspace.workspace_id)
    if kept is None:
        return True
    brought_in = brought_in_at(workspace.workspace_id)
    zone = ZoneInfo(workspace.zone)
    ready = datetime.combine(day_in(at, zone), READY_AT, zone)
    return kept < ready <= at or (brought_in is not None and kept < brought_in <= at)


def work_out_due(at: datetime) -> int:
    """Work out the patterns of every workspace that is due; says how many."""
    due = patterns_due(at)
    for workspace_id in due:
        work_out_patterns(workspace_id, at)
    return len(due)


def _own_only(deals: pa.Table, owners: dict[str, str]) -> pa.Table:
    """Leave each deal to its own owner: who looks after the deals of others for the morning has not lost them."""
    names = pa.array(list(owners.values()), pa.string())
    place = pc.index_in(deals.column("deal_id"), pa.array(list(owners), pa.string()))
    return deals.set_column(deals.column_names.index("owner_id"), "owner_id", names.take(place.combine_chunks()))


def _by_scope(found: Tables) -> Contents:
    contents: Contents = {EVERYBODY: {name: [] for name in TABLES}}
    for name, table in found.items():
        for row in table.to_pylist():
            scope = row.pop("scope")
            content = contents.setdefault(scope, {one: [] for one in TABLES})
            content[name].append({key: _plain(value) for key, value in row.items()})
    return contents


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    return value.isoformat() if isinstance(value, date) else value
