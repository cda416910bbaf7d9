"""Made-up books whose truth a test knows: who comes back hangs on what was said, or on nothing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.facts import FACTS, moment
from tests.mind.generate import ids, table
from tests.mind.pack import TODAY

Facts = dict[str, pa.Table]
# How likely they are to come back within a year, by what they said.
TRUTH = {("timing", "not_now"): 0.6, ("silence", "unknown"): 0.05}


def lost_book(deals: int, seed: int = 1, told: bool = True, today: date = TODAY) -> Facts:
    """Invent a book of losses over three years, half of which said "not now" and mostly come back within the year.

    `told` False: nothing tells who comes back, neither what was said nor how long ago it was: one in six each year."""
    rng = np.random.default_rng(seed)
    lost = np.sort(rng.integers(-1100, -10, deals))
    which = rng.integers(0, 2, deals)
    chance = np.array(list(TRUTH.values()))[which] if told else 1.0
    back = lost + (rng.integers(30, 340, deals) if told else np.ceil(rng.exponential(2000, deals)).astype(np.int64))
    came = (rng.random(deals) < chance) & (back < 0)
    said = np.array(list(TRUTH), dtype=object)[which]
    rows = {name: table(schema, 0) for name, schema in FACTS.items() if name != "moment"}
    rows["moment"] = moment(datetime(today.year, today.month, today.day, 7, tzinfo=UTC), today, "USD")
    rows["members"] = table(FACTS["members"], 1, member_id=ids("member", [0]), currency=["USD"], away=[False])
    rows["accounts"] = table(
        FACTS["accounts"], deals, account_id=ids("account", range(deals)), jurisdiction=["US"] * deals
    )
    rows["deals"] = _deals(came, lost, rng.integers(1_000_000, 9_000_000, deals), today)
    rows["losses"] = _losses(lost, today)
    rows["claims"] = pa.concat_tables(
        [_claims(kind, said[:, place], lost, today) for place, kind in enumerate(("reason", "verdict"))]
    )
    rows["returns"] = _returns(np.flatnonzero(came), back, today)
    return rows


def _deals(came: Any, lost: Any, amounts: Any, today: date) -> pa.Table:
    n = len(lost)
    return table(
        FACTS["deals"],
        n,
        deal_id=ids("deal", range(n)),
        account_id=ids("account", range(n)),
        owner_id=ids("member", [0] * n),
        kind=["new"] * n,
        status=np.where(came, "open", "lost").astype(object),
        amount_minor=amounts,
        currency=["USD"] * n,
        opened_on=_dates(lost - 90, today),
    )


def _losses(lost: Any, today: date) -> pa.Table:
    n = len(lost)
    return table(
        FACTS["losses"],
        n,
        loss_id=ids("loss", range(n)),
        deal_id=ids("deal", range(n)),
        number=[1] * n,
        lost_on=_dates(lost, today),
        known_at=_instants(lost, today),
    )


def _returns(which: Any, back: Any, today: date) -> pa.Table:
    return table(
        FACTS["returns"],
        len(which),
        return_id=ids("return", which),
        deal_id=ids("deal", which),
        loss_id=ids("loss", which),
        kind=["meeting"] * len(which),
        happened_at=_instants(back[which], today),
    )


def _claims(kind: str, keys: Any, lost: Any, today: date) -> pa.Table:
    n = len(keys)
    return table(
        FACTS["claims"],
        n,
        claim_id=ids("other", np.arange(n) + (1_000_000 if kind == "verdict" else 0)),
        loss_id=ids("loss", range(n)),
        deal_id=ids("deal", range(n)),
        source=["buyer"] * n,
        kind=[kind] * n,
        key=keys,
        rank=[1] * n,
        happened_at=_instants(lost, today),
        known_at=_instants(lost, today),
    )


def _dates(days: Any, today: date) -> list[date]:
    return [today + timedelta(days=int(day)) for day in days]


def _instants(days: Any, today: date) -> list[datetime]:
    return [datetime(at.year, at.month, at.day, 9, tzinfo=UTC).replace(tzinfo=None) for at in _dates(days, today)]
