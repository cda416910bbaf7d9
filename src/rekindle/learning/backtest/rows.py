"""One origin tested: every deal that was lost then, its forecast from what was known then, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.debrief import explain
from rekindle.learning.backtest.choices import ROUND_DAYS
from rekindle.learning.backtest.outcomes import Events, days_until
from rekindle.tables.schemas import Tables
from rekindle.terms.losses import Status
from rekindle.timing import forecast_across
from rekindle.timing.second import FEATURES

Floats = np.ndarray[Any, np.dtype[np.float64]]
Explain = Callable[[Tables, Tables], pa.Table]

# Accounts are dealt into so many parts; the deals of one are forecast by what the others taught.
FOLDS = 4


@dataclass(frozen=True)
class Rows:
    """Equal columns, one row per deal and origin. `account` and `deal` number the accounts and deals of the book,
    `origin` the origins; no `chance` is higher than `may`, the share of those who may come back at all; `back` is 1
    where the deal came back within the horizon, `contacted` where we contacted it within 28 days; `alone` 1 where it
    came back without a contact of ours in between; `amount` can be compared within an origin. `looks` [rows x FEATURES]
    is what trees would have seen of it then."""

    origin: Floats
    account: Floats
    deal: Floats
    chance: Floats
    may: Floats
    age: Floats
    amount: Floats
    back: Floats
    contacted: Floats
    alone: Floats
    looks: Floats

    def __len__(self) -> int:
        return len(self.chance)


def join_rows(parts: list[Rows]) -> Rows:
    """Put the rows of several origins under each other."""
    names = [field.name for field in fields(Rows)]
    empty = {"looks": [np.zeros((0, len(FEATURES)))]}
    return Rows(
        **{
            name: np.concatenate([getattr(part, name) for part in parts] or empty.get(name, [np.zeros(0)]))
            for name in names
        }
    )


@dataclass(frozen=True)
class Later:
    """What is known today: the numbers of accounts and deals, returns, contacts, and the segments by their number."""

    accounts: pa.ChunkedArray
    deals: pa.ChunkedArray
    returns: Events
    contacts: Events
    segments: tuple[str, ...] = ()


def try_origin(
    number: int,
    as_of: datetime,
    facts: Tables,
    playbook: Tables,
    later: Later,
    horizon_days: int,
    explain: Explain = explain,
) -> Rows:
    """Forecast every deal that was lost at `as_of` and not back by then, from `facts` of that instant only.

    `playbook` is the pack's tables on that day. Parameters come from the accounts of the other parts."""
    if not facts["deals"].num_rows:
        return join_rows([])
    whys = explain(facts, playbook)
    parts = _parts(facts["deals"], later)
    returns = forecast_across(facts, whys, playbook, parts, horizon_days=horizon_days, segments=later.segments)
    rows = _at_risk(returns, facts, whys)
    return _with_outcomes(rows, number, as_of, later, horizon_days)


def _parts(deals: pa.Table, later: Later) -> pa.Table:
    place = pc.fill_null(pc.index_in(deals.column("account_id"), later.accounts), 0)
    return pa.table({"deal_id": deals.column("deal_id"), "part": place.to_numpy().astype(np.int64) % FOLDS})


def _at_risk(returns: pa.Table, facts: Tables, whys: pa.Table) -> pa.Table:
    """Keep the deals that are lost and whose latest loss nobody came back from, with account, age and amount."""
    deals = facts["deals"].filter(pc.equal(facts["deals"].column("status"), Status.LOST.value))
    whys = whys.filter(pc.invert(pc.is_in(whys.column("loss_id"), facts["returns"].column("loss_id"))))
    said = {"loss_id": "loss_id", "lost_minor": "amount_minor", "lost_currency": "currency"}
    losses = facts["losses"].select(list(said.values())).rename_columns(list(said))
    deals = deals.select(["deal_id", "account_id", "amount_minor", "currency"])
    both = returns.join(deals, "deal_id", join_type="inner")
    both = both.join(whys.select(["deal_id", "loss_id", "lost_on"]), "deal_id", join_type="inner")
    return both.filter(pc.is_valid(both.column("lost_on"))).join(losses, "loss_id").sort_by("deal_id")


def _with_outcomes(rows: pa.Table, number: int, as_of: datetime, later: Later, horizon_days: int) -> Rows:
    deals = rows.column("deal_id")
    until = days_until(later.returns.next_after(deals, as_of), as_of)
    touched = days_until(later.contacts.next_after(deals, as_of), as_of)
    back = until <= horizon_days
    lost = rows.column("lost_on").cast(pa.timestamp("s")).cast(pa.int64()).to_numpy()
    return Rows(
        origin=np.full(rows.num_rows, float(number)),
        account=pc.fill_null(pc.index_in(rows.column("account_id"), later.accounts), -1).to_numpy().astype(np.float64),
        deal=pc.index_in(deals, later.deals).to_numpy().astype(np.float64),
        chance=rows.column("chance").to_numpy().astype(np.float64),
        may=rows.column("may").to_numpy().astype(np.float64),
        age=(as_of.timestamp() - lost) / 86_400,
        amount=_amounts(rows),
        back=back.astype(np.float64),
        contacted=(touched <= ROUND_DAYS).astype(np.float64),
        alone=(back & (touched >= until)).astype(np.float64),
        looks=np.column_stack([rows.column(name).to_numpy() for name in FEATURES]),
    )


def _amounts(rows: pa.Table) -> Floats:
    """Return the amounts in minor units; where they are in several currencies, over the median of those in its own:
    money of two currencies is not compared."""
    lost = pc.is_valid(rows.column("lost_minor"))
    amount = pc.if_else(lost, rows.column("lost_minor"), rows.column("amount_minor")).cast(pa.float64())
    values: Floats = amount.to_numpy(zero_copy_only=False).astype(np.float64)
    nothing = pa.scalar(None, pa.string())
    currency = pc.coalesce(pc.if_else(lost, rows.column("lost_currency"), nothing), rows.column("currency"), "")
    names, place = np.unique(currency.to_numpy(zero_copy_only=False).astype(str), return_inverse=True)
    if len(names) < 2:
        return values
    known = (values[(place == nth) & np.isfinite(values)] for nth in range(len(names)))
    middle = np.array([max(float(np.median(some)), 1.0) if len(some) else 1.0 for some in known])
    over: Floats = values / middle[place]
    return over
