"""Cutting a book back to a day: what was known then, from facts that carry their own times.

The book itself replays more exactly (`book.facts`, by `known_at` of every row); this is for facts that come as tables.
"""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.facts import FACTS, moment
from rekindle.tables.schemas import Tables, conform
from rekindle.terms.losses import ReturnKind, Status

# What tells when a row became known. Members, accounts, people, seats and contracts carry no day and are kept.
_KNOWN = {
    "claims": "known_at",
    "returns": "happened_at",
    "touches": "happened_at",
    "permissions": "happened_at",
    "promises": "happened_at",
    "rests": "happened_at",
    "suppressions": "since_on",
    "signals": "happened_on",
}


def cut_facts(facts: Tables, as_of: datetime) -> Tables:
    """Return the facts as they stood at an aware instant: later rows are gone, and a deal has the status it had.

    A deal without a loss by then counts as open. A row without a day is taken as known. What a deal is called, its
    amount and its owner are those of today: their history is not in these tables.
    """
    instant = as_of.astimezone(UTC).replace(tzinfo=None)
    currency = facts["moment"].column("currency")[0].as_py()
    losses = facts["losses"]
    known = pc.coalesce(losses.column("known_at"), losses.column("lost_on").cast(pa.timestamp("us")))
    lost = pc.and_(_by(losses.column("lost_on"), instant), _by(known, instant))
    cut = {name: facts[name].filter(_by(facts[name].column(column), instant)) for name, column in _KNOWN.items()}
    cut |= {"losses": losses.filter(lost), "moment": moment(as_of, instant.date(), currency)}
    cut["claims"] = _of(cut["claims"], cut["losses"])
    cut["returns"] = _of(cut["returns"], cut["losses"])
    opened = facts["deals"].filter(_by(facts["deals"].column("opened_on"), instant))
    return {**facts, **cut, "deals": _with_status(opened, cut["losses"], cut["returns"])}


def _by(column: pa.ChunkedArray, instant: datetime) -> Any:
    limit = pa.scalar(instant.date()) if pa.types.is_date(column.type) else pa.scalar(instant, pa.timestamp("us"))
    return pc.fill_null(pc.less_equal(column, limit), True)


def _of(table: pa.Table, losses: pa.Table) -> pa.Table:
    return table.filter(pc.is_in(table.column("loss_id"), losses.column("loss_id")))


def _with_status(deals: pa.Table, losses: pa.Table, returns: pa.Table) -> pa.Table:
    """Give each deal the status that follows from its last loss and what came after it."""
    last = losses.append_column("at", losses.column("lost_on").cast(pa.timestamp("us")))
    last = last.group_by("deal_id").aggregate([("at", "max")])
    back = returns.group_by("deal_id").aggregate([("happened_at", "max")])
    won = returns.filter(pc.equal(returns.column("kind"), ReturnKind.WIN.value))
    lost_at = _look_up(deals, last, "at_max")
    back_at = _look_up(deals, back, "happened_at_max")
    again = pc.fill_null(pc.greater(back_at, lost_at), False)
    is_won = pc.and_(again, pc.is_in(deals.column("deal_id"), won.column("deal_id")))
    status = pc.case_when(
        pc.make_struct(is_won, again, pc.is_valid(lost_at)),
        *(pa.scalar(one.value) for one in (Status.WON, Status.OPEN, Status.LOST, Status.OPEN)),
    )
    place = deals.column_names.index("status")
    return conform(deals.set_column(place, "status", status), FACTS["deals"])


def _look_up(deals: pa.Table, table: pa.Table, name: str) -> Any:
    at = pc.index_in(deals.column("deal_id"), table.column("deal_id"))
    return table.column(name).take(at.combine_chunks() if isinstance(at, pa.ChunkedArray) else at)
