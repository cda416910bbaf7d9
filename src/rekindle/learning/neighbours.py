"""The nearest own past deals: what became of losses like this one. An example beside a number, not a source of it.

Distance adds up, 0 being alike in everything: another kind of deal 2, another verdict 1, another reason 1, another
product and another segment 0.5 each (not known: half of it), and half the difference of the amounts in powers of ten,
at most 1. The weights are an assumption.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.schemas import Schema, Tables, from_rows

Floats = np.ndarray[Any, np.dtype[np.float64]]

WEIGHTS = {"kind": 2.0, "verdict": 1.0, "reason": 1.0, "product": 0.5, "segment": 0.5}
AMOUNT_WEIGHT, MOST_AMOUNT, UNKNOWN_AMOUNT = 0.5, 1.0, 0.25
NEAREST = 3
# A loss is told as one that did not come back after it was followed for a year.
FOLLOWED_DAYS = 365
MOST_PAST, MOST_ASKED = 4000, 2000

# Days until the return; null: not back after `followed` days.
NEIGHBOURS: Schema = {
    "deal_id": "string",
    "other_id": "string",
    "account": "string",
    "reason": "string",
    "distance": "float64",
    "back_days": "int64",
    "followed_days": "int64",
}


@dataclass(frozen=True)
class _Traits:
    codes: np.ndarray[Any, np.dtype[np.int64]]
    amounts: Floats


def find_nearest(facts: Tables, whys: pa.Table, deal_ids: list[str], most: int = NEAREST) -> pa.Table:
    """Return NEIGHBOURS: per deal asked about up to `most` past losses with a known end, the nearest first.

    What became of a deal is told of its first loss, so that one that came back and was lost again is one that came
    back. Between equals those that were followed for a year come first, since of younger ones only the returns are
    known, and of them the latest. Of very large books 4,000 losses are looked at, for at most 2,000 deals."""
    table = _with_traits(facts, whys)
    past = table.filter(pc.is_valid(table.column("ended"))).sort_by(
        [("is_long", "descending"), ("lost", "descending"), ("deal_id", "ascending")]
    )
    past = past.slice(0, MOST_PAST)
    asked = table.filter(pc.is_in(table.column("deal_id"), pa.array(deal_ids, pa.string()))).slice(0, MOST_ASKED)
    if not past.num_rows or not asked.num_rows:
        return from_rows(NEIGHBOURS, [])
    both = pa.concat_tables([asked, past])
    traits = _traits(both)
    n = asked.num_rows
    distance = _distances(_part(traits, slice(0, n)), _part(traits, slice(n, None)))
    same = np.equal.outer(np.array(asked["deal_id"].to_pylist()), np.array(past["deal_id"].to_pylist()))
    distance[same] = np.inf
    order = np.argsort(distance, axis=1, kind="stable")[:, :most]
    rows = np.repeat(np.arange(n), order.shape[1])
    found = past.take(pa.array(order.ravel()))
    columns = {
        "deal_id": asked.column("deal_id").take(pa.array(rows)),
        "other_id": found.column("deal_id"),
        "account": found.column("account"),
        "reason": found.column("reason"),
        "distance": distance[rows, order.ravel()],
        "back_days": found.column("back_days"),
        "followed_days": found.column("followed"),
    }
    answer = pa.table(columns)
    return answer.filter(pc.is_finite(answer.column("distance")))


def _with_traits(facts: Tables, whys: pa.Table) -> pa.Table:
    """Put what deals are compared by beside each lost deal, and how its first loss ended, if that is known."""
    today: date = facts["moment"].column("today")[0].as_py()
    accounts = (
        facts["accounts"].select(["account_id", "name", "segment"]).rename_columns(["account_id", "account", "segment"])
    )
    deals = facts["deals"].select(["deal_id", "account_id", "kind", "product", "amount_minor"])
    back = facts["returns"].group_by("loss_id").aggregate([("happened_at", "min")])
    losses = facts["losses"].select(["deal_id", "loss_id", "lost_on", "number"]).sort_by("number")
    first = losses.group_by("deal_id", use_threads=False).aggregate([("loss_id", "first"), ("lost_on", "first")])
    first = first.rename_columns(["deal_id", "loss_id", "lost_on"])
    said = whys.select(["deal_id", "verdict", "reason"])
    table = first.join(said, "deal_id", join_type="inner").join(deals, "deal_id", join_type="inner")
    table = table.join(accounts, "account_id").join(back, "loss_id")
    lost = table.column("lost_on").cast(pa.int32()).cast(pa.int64())
    returned = table.column("happened_at_min").cast(pa.date32()).cast(pa.int32()).cast(pa.int64())
    followed = pc.subtract((today - date(1970, 1, 1)).days, lost)
    back_days = pc.subtract(returned, lost)
    ended = pc.if_else(pc.or_(pc.is_valid(returned), pc.greater_equal(followed, FOLLOWED_DAYS)), True, None)
    made = {
        "is_long": pc.greater_equal(followed, FOLLOWED_DAYS),
        "lost": lost,
        "followed": followed,
        "back_days": back_days,
        "ended": ended,
    }
    for name, values in made.items():
        table = table.append_column(name, values)
    return table.combine_chunks()


def _traits(table: pa.Table) -> _Traits:
    codes = []
    for name in WEIGHTS:
        column = pc.utf8_lower(pc.utf8_trim_whitespace(table.column(name))).combine_chunks().dictionary_encode()
        codes.append(pc.fill_null(column.indices, -1).to_numpy().astype(np.int64))
    amounts = pc.fill_null(table.column("amount_minor").cast(pa.float64()), np.nan).to_numpy()
    return _Traits(np.column_stack(codes), np.log10(np.where(amounts > 0, amounts, np.nan)))


def _part(traits: _Traits, where: slice) -> _Traits:
    return _Traits(traits.codes[where], traits.amounts[where])


def _distances(asked: _Traits, past: _Traits) -> Floats:
    apart = np.abs(asked.amounts[:, None] - past.amounts[None, :]) * AMOUNT_WEIGHT
    total: Floats = np.where(np.isnan(apart), UNKNOWN_AMOUNT, np.minimum(apart, MOST_AMOUNT))
    for nth, weight in enumerate(WEIGHTS.values()):
        mine, theirs = asked.codes[:, nth][:, None], past.codes[:, nth][None, :]
        unknown = (mine < 0) | (theirs < 0)
        total = total + np.where(unknown, weight / 2, np.where(mine == theirs, 0.0, weight))
    return total
