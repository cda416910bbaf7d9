"""Facts of records that were said to be one thing, told under the one they are. The strictest consent wins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.book.models import Deal, Post, SameAs, Seat
from rekindle.book.same import Roots, find_roots, spread
from rekindle.tables.facts import FACTS, KNOWN_BY, OF_DEALS
from rekindle.tables.schemas import Tables, conform

Row = dict[str, Any]

# The person's own act first, then what we heard ourselves.
_STRICTEST = ("person", "rep", "import", "machine", "doubt")


@dataclass(frozen=True, slots=True)
class Merges:
    """For each record in a merge, by its table, the one it is."""

    accounts: Roots
    people: Roots
    deals: Roots

    def __bool__(self) -> bool:
        return bool(self.accounts or self.people or self.deals)


def find_merges(workspace_id: UUID, as_of: datetime) -> Merges:
    """Return the merges of a workspace as they were known at an instant; one query where there are none."""
    if not SameAs.objects.within(workspace_id).filter(known_at__lte=as_of).exists():
        return Merges({}, {}, {})
    return Merges(*(find_roots(workspace_id, table, as_of) for table in ("account", "person", "deal")))


def accounts_to_read(workspace_id: UUID, merges: Merges, account_id: UUID) -> list[UUID]:
    """Return the accounts that have to be read to know one: those that are the same, and those of whoever is the
    same as somebody there."""
    found = spread(merges.accounts, [account_id])
    for roots, accounts_of in ((merges.people, _accounts_of_people), (merges.deals, _accounts_of_deals)):
        at: dict[UUID, set[UUID]] = {}
        for one, account in accounts_of(workspace_id, spread(roots, roots)):
            at.setdefault(roots.get(one, one), set()).add(account)
        found |= {account for accounts in at.values() if accounts & found for account in accounts}
    return sorted(found)


def _accounts_of_people(workspace_id: UUID, people: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    ids = list(people)
    posts = Post.objects.within(workspace_id).filter(person_id__in=ids).values_list("person_id", "account_id")
    seats = Seat.objects.within(workspace_id).filter(person_id__in=ids).values_list("person_id", "deal__account_id")
    return [*posts, *seats]


def _accounts_of_deals(workspace_id: UUID, deals: Iterable[UUID]) -> list[tuple[UUID, UUID]]:
    return list(Deal.objects.within(workspace_id).filter(pk__in=list(deals)).values_list("pk", "account_id"))


def join_readings(readings: list[Tables], merges: Merges, account_id: UUID) -> Tables:
    """Put the facts of several accounts together, each row once; of deals, only those of the account that was asked."""
    tables = {name: _distinct(pa.concat_tables([one[name] for one in readings])) for name in readings[0]}
    asked = pa.array([one.hex for one in spread(merges.accounts, [account_id])])
    deals = tables["deals"].filter(pc.is_in(tables["deals"]["account_id"], asked))
    # What is about one deal alone is left out where that is a deal of another account.
    for name in OF_DEALS:
        tables[name] = tables[name].filter(pc.is_in(tables[name]["deal_id"], deals["deal_id"]))
    for name in ("accounts", "contracts"):
        tables[name] = tables[name].filter(pc.is_in(tables[name]["account_id"], asked))
    return tables


def _distinct(table: pa.Table) -> pa.Table:
    rows = {tuple(row.items()): row for row in table.to_pylist()}
    return pa.Table.from_pylist(list(rows.values()), table.schema)


def tell_as_one(tables: Tables, merges: Merges) -> Tables:
    """Tell all facts under the ids of those that merged records are, and fold what may be there once only."""
    renames = {"account_id": merges.accounts, "person_id": merges.people, "deal_id": merges.deals}
    key_of = {table: column for column, table in KNOWN_BY.items()}
    sorted_tables = {name: _ends_first(table, key_of.get(name, ""), renames) for name, table in tables.items()}
    told = {name: _rename(table, renames) for name, table in sorted_tables.items()}
    told |= _renumber(told, _hex(merges.deals))
    merged = {name: _hex(roots) for name, roots in renames.items()}
    for name, keys, join in (
        ("deals", ("deal_id",), _merge_deals),
        ("people", ("person_id",), _fill),
        ("accounts", ("account_id",), _fill),
        ("seats", ("deal_id", "person_id"), _fill),
        ("rests", ("deal_id",), _latest),
    ):
        told[name] = _fold(told[name], keys, join, merged)
    told["suppressions"] = _strictest(told["suppressions"], merged)
    return {name: conform(table, FACTS[name]) for name, table in told.items()}


def _hex(roots: Roots) -> set[str]:
    return {root.hex for root in roots.values()}


def _ends_first(table: pa.Table, key: str, renames: dict[str, Roots]) -> pa.Table:
    """Put the records that others are before those others: what they say goes first."""
    others = [one.hex for one, root in renames.get(key, {}).items() if one != root]
    if not others:
        return table
    behind = pc.is_in(table[key], pa.array(others, pa.string()))
    return pa.concat_tables([table.filter(pc.invert(behind)), table.filter(behind)])


def _rename(table: pa.Table, renames: dict[str, Roots]) -> pa.Table:
    for name, roots in renames.items():
        if roots and name in table.column_names:
            old = pa.array([one.hex for one in roots], pa.string())
            new = pa.array([root.hex for root in roots.values()], pa.string())
            column = table.column(name)
            renamed = pc.coalesce(new.take(pc.index_in(column, old).combine_chunks()), column.combine_chunks())
            table = table.set_column(table.column_names.index(name), name, renamed)
    return table


def _part(table: pa.Table, merged: dict[str, set[str]]) -> tuple[pa.Table, list[Row]]:
    """Part the rows that no merge touches from those of merged records."""
    touched = pa.array([False] * table.num_rows, pa.bool_())
    for name, ids in merged.items():
        if ids and name in table.column_names:
            touched = pc.or_(touched, pc.is_in(table[name], pa.array(sorted(ids), pa.string())))
    return table.filter(pc.invert(touched)), table.filter(touched).to_pylist()


def _fold(
    table: pa.Table, keys: tuple[str, ...], join: Callable[[list[Row]], Row], merged: dict[str, set[str]]
) -> pa.Table:
    """Make one row of those of merged records that have the same keys."""
    rest, rows = _part(table, {key: merged[key] for key in keys})
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    joined = [join(found) if len(found) > 1 else found[0] for found in groups.values()]
    return pa.concat_tables([rest, pa.Table.from_pylist(joined, table.schema)])


def _latest(rows: list[Row]) -> Row:
    """Take the latest rest; one without a day goes before those with one."""
    return max(rows, key=lambda row: (row["until_on"] is None, row["happened_at"]))


def _fill(rows: list[Row]) -> Row:
    """Take the first row and fill what it does not say from the others; what any of them has, they have."""
    filled = dict(rows[0])
    for row in rows[1:]:
        for name, cell in row.items():
            if filled[name] in (None, False, "unknown") and cell is not None:
                filled[name] = cell
    return filled


def _merge_deals(rows: list[Row]) -> Row:
    """A deal that is not lost any more under one of its names is not lost."""
    order = {"won": 0, "open": 1, "lost": 2}
    return {**_fill(rows), "status": min((row["status"] for row in rows), key=lambda one: order.get(one, 3))}


def _renumber(told: Tables, merged: set[str]) -> Tables:
    """Count the losses of merged deals anew; one of the same day is the same loss, and what was said of it, too."""
    if not merged:
        return {}
    rest, rows = _part(told["losses"], {"deal_id": merged})
    kept, same = [], dict[str, str]()
    days: dict[str, dict[Any, str]] = {}
    for row in sorted(rows, key=lambda row: (row["deal_id"], row["lost_on"], row["number"])):
        known = days.setdefault(row["deal_id"], {})
        same[row["loss_id"]] = known.setdefault(row["lost_on"], row["loss_id"])
        if same[row["loss_id"]] == row["loss_id"]:
            kept.append({**row, "number": len(known)})
    losses = pa.concat_tables([rest, pa.Table.from_pylist(kept, told["losses"].schema)])
    renames = {"loss_id": {UUID(one): UUID(other) for one, other in same.items()}}
    return {"losses": losses, **{name: _rename(told[name], renames) for name in ("claims", "returns")}}


def _strictest(suppressions: pa.Table, merged: dict[str, set[str]]) -> pa.Table:
    """Keep one row per person or account and channel; one for every channel covers the others."""
    rest, rows = _part(suppressions, merged)
    best: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        key = (row["person_id"], row["account_id"], row["channel"])
        best[key] = min(best.get(key, row), row, key=_strictness)
    everywhere = {key[:2] for key in best if key[2] is None}
    kept = [row for key, row in best.items() if key[2] is None or key[:2] not in everywhere]
    return pa.concat_tables([rest, pa.Table.from_pylist(kept, suppressions.schema)])


def _strictness(row: Row) -> tuple[int, Any]:
    origin = row["origin"]
    return (_STRICTEST.index(origin) if origin in _STRICTEST else len(_STRICTEST), row["since_on"])
