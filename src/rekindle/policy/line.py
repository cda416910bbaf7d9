"""The morning's line: each owner's deals to get back to in order, cut to the minutes and touches they have.

This part is plain arrays, because a day is filled in rounds, not in one pass; no round looks at single deals.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.policy.constants import DEFAULT_TOUCHES_PER_DAY, GROUP_ORDER, OTHER_GROUP
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import Tables, conform
from rekindle.terms.advice import AdviceKind

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def form_lines(advice: pa.Table, facts: Tables) -> pa.Table:
    """Return the advice with rank, listed and propensity set anew; propensity is 1 where listed, 0 elsewhere.

    Came back first, then promised, then the rest; within each the owner's own currency before others, then the higher
    index. An owner's minutes are never exceeded but by a first card alone, and nothing that still fits is left out.
    It reads `members` and `moment` only, so that the stored advice of one owner can be put in line again after some of
    its rows were computed anew.
    """
    wanted = np.flatnonzero(pc.equal(advice.column("kind"), AdviceKind.GET_BACK.value).to_numpy(zero_copy_only=False))
    narrow = advice.select(["deal_id", "owner_id", "group", "currency", "index_minor", "minutes"])
    places = wanted[_order(narrow.take(pa.array(wanted)), facts)]
    line = narrow.take(pa.array(places))
    owners = pc.fill_null(line.column("owner_id"), "").combine_chunks().dictionary_encode()
    owner = owners.indices.to_numpy().astype(np.int64)
    rank = np.zeros(advice.num_rows, dtype=np.int64)
    rank[places] = 1 + _count_within(owner)
    listed = np.zeros(advice.num_rows, dtype=bool)
    minutes = pc.fill_null(line.column("minutes"), 0).to_numpy().astype(np.float64)
    listed[places] = _fill(owner, minutes, *_limits(owners.dictionary.to_pylist(), facts["members"]))
    made = {
        "rank": pa.array(rank, mask=rank == 0),
        "listed": pa.array(listed),
        "propensity": pa.array(listed.astype(np.float64)),
    }
    return conform(pa.table({name: made.get(name, advice.column(name)) for name in ADVICE}), ADVICE)


def _order(line: pa.Table, facts: Tables) -> Ints:
    """Return the places of the rows in the order of the page, owner by owner."""
    members = facts["members"].select(["member_id", "currency"])
    here = facts["moment"].column("currency")[0].as_py()
    at = pc.index_in(line.column("owner_id"), members.column("member_id"))
    own = pc.coalesce(members.column("currency").take(at.combine_chunks()), pa.scalar(here, pa.string()))
    currency = line.column("currency")
    foreign = pc.if_else(pc.fill_null(pc.equal(currency, own), False), "", pc.coalesce(currency, "~"))
    group = pc.index_in(line.column("group"), pa.array(list(GROUP_ORDER)))
    keys = {
        "owner": pc.fill_null(line.column("owner_id"), ""),
        "group": pc.fill_null(group, OTHER_GROUP),
        "foreign": foreign,
        "index": pc.negate(line.column("index_minor")),
        "deal": line.column("deal_id"),
    }
    order: Ints = pc.sort_indices(pa.table(keys), sort_keys=[(name, "ascending") for name in keys]).to_numpy()
    return order


def _limits(owners: list[str], members: pa.Table) -> tuple[Floats, Ints]:
    """Return the minutes and touches each owner has today; no minutes set is no limit of minutes."""
    known = {
        row["member_id"]: row for row in members.select(["member_id", "minutes_per_day", "touches_per_day"]).to_pylist()
    }
    rows = [known.get(owner, {}) for owner in owners]
    minutes = [row.get("minutes_per_day") for row in rows]
    touches = [row.get("touches_per_day") for row in rows]
    return (
        np.array([np.inf if limit is None else float(limit) for limit in minutes]),
        np.array([DEFAULT_TOUCHES_PER_DAY if limit is None else limit for limit in touches], dtype=np.int64),
    )


def _fill(owner: Ints, minutes: Floats, left: Floats, touches: Ints) -> Flags:
    """Take what fits, owner by owner and in order, until nothing does. `owner` is sorted; `left`, `touches`: theirs."""
    listed: Flags = (_count_within(owner) == 0) & (left[owner] > 0) & (touches[owner] > 0)
    taken = np.flatnonzero(listed)
    while len(taken):
        left = left - np.bincount(owner[taken], minutes[taken], len(left))
        touches = touches - np.bincount(owner[taken], minlength=len(touches))
        fits = np.flatnonzero(~listed & (minutes <= left[owner]) & (touches[owner] > 0))
        who, needed = owner[fits], minutes[fits]
        taken = fits[(_sum_within(who, needed) <= left[who]) & (_count_within(who) < touches[who])]
        listed[taken] = True
    return listed


def _count_within(owner: Ints) -> Ints:
    """Count the rows before each within its owner; `owner` is sorted."""
    places = np.arange(len(owner))
    starts = np.r_[True, owner[1:] != owner[:-1]] if len(owner) else np.zeros(0, dtype=bool)
    counted: Ints = places - np.maximum.accumulate(np.where(starts, places, 0)) if len(owner) else places
    return counted


def _sum_within(owner: Ints, values: Floats) -> Floats:
    """Add up the values up to and with each row within its owner; `owner` is sorted."""
    total = np.cumsum(values)
    before = np.arange(len(owner)) - _count_within(owner)
    summed: Floats = total - (total[before] - values[before])
    return summed
