"""Small books told row by row: one lost deal, and whatever a test says beside it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa

from rekindle import outreach, policy, timing
from rekindle.tables.facts import FACTS, moment
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import from_rows
from rekindle.timing import Forecast
from tests.mind.pack import TODAY, pack

Row = dict[str, Any]
Facts = dict[str, pa.Table]


def on(days: int) -> date:
    """The day so many days from today (negative: ago)."""
    return TODAY + timedelta(days=days)


def at(days: int) -> datetime:
    """An instant early on that day, as the facts hold it: UTC without a zone."""
    return datetime(on(days).year, on(days).month, on(days).day, 6, tzinfo=UTC).replace(tzinfo=None)


def tell(age: int = 100, reason: str = "budget", verdict: str = "not_now", **more: list[Row]) -> tuple[Facts, pa.Table]:
    """Tell of one deal `d`, lost so many days ago at account `a` in the US, owned by `m`, where `p` is known.

    `more` adds rows to a table of facts; a row with the key of one that is there is laid over it."""
    rows: dict[str, list[Row]] = {name: [] for name in FACTS}
    del rows["moment"]
    rows["members"] = [{"member_id": "m", "name": "Maya", "minutes_per_day": 30, "currency": "USD", "away": False}]
    rows["accounts"] = [{"account_id": "a", "name": "Tamarack", "jurisdiction": "US", "fiscal_month": 1}]
    rows["deals"] = [deal("d")]
    rows["losses"] = [{"loss_id": "l", "deal_id": "d", "number": 1, "lost_on": on(-age), "known_at": at(-age)}]
    rows["people"] = [{"person_id": "p", "account_id": "a", "name": "Lena", "has_mail": True, "has_phone": True}]
    whys = [why("d", "l", age, reason, verdict)]
    for name, added in more.items():
        if name == "whys":
            whys += added
            continue
        key = next(iter(FACTS[name]))
        known = {row[key]: row for row in rows[name]} if key.endswith("_id") else {}
        for row in added:
            if row.get(key) in known:
                known[row[key]].update(row)
            else:
                rows[name].append(row)
    instant = datetime(TODAY.year, TODAY.month, TODAY.day, 7, tzinfo=UTC)
    facts = {name: from_rows(FACTS[name], listed) for name, listed in rows.items()}
    return {"moment": moment(instant, TODAY, "USD"), **facts}, from_rows(WHYS, whys)


def deal(deal_id: str, account_id: str = "a", **more: Any) -> Row:
    known = {"owner_id": "m", "kind": "new", "status": "lost", "amount_minor": 5_000_000, "currency": "USD"}
    return {"deal_id": deal_id, "account_id": account_id, "opened_on": on(-400), **known, **more}


def why(deal_id: str, loss_id: str, age: int, reason: str = "budget", verdict: str = "not_now") -> Row:
    named = {"deal_id": deal_id, "loss_id": loss_id, "lost_on": on(-age), "reason": reason, "verdict": verdict}
    return {**named, "revisit": verdict != "no", "debriefed": True, "reason_source": "buyer"}


def contact(ago: int, touch_id: str = "t", **more: Any) -> Row:
    """A contact from us on deal `d` with `p`, so many days ago, that nobody answered."""
    known = {"deal_id": "d", "account_id": "a", "person_id": "p", "member_id": "m", "channel": "mail"}
    done = {"direction": "out", "state": "done", "outcome": "sent", "minutes": 4, "happened_at": at(-ago)}
    return {"touch_id": touch_id, **known, **done, **more}


def promise(in_days: int, sd_days: float | None = None, **more: Any) -> Row:
    known = {"deal_id": "d", "due_on": on(in_days), "sd_days": sd_days, "source": "buyer", "happened_at": at(-60)}
    return {"promise_id": "q", "person_id": "p", **known, **more}


def look_ahead(told: tuple[Facts, pa.Table], playbook: Facts | None = None, learned: pa.Table | None = None) -> Row:
    """Forecast deal `d`: its row, with its terms beside it by name."""
    facts, whys = told
    data = playbook or pack()
    found = timing.forecast(facts, whys, data, timing.fit(facts, whys, data) if learned is None else learned)
    (row,) = [row for row in found.returns.to_pylist() if row["deal_id"] == "d"]
    return row | {r["term"]: r["value"] for r in found.terms.to_pylist() if r["deal_id"] == "d"}


def options_of(told: tuple[Facts, pa.Table], playbook: Facts | None = None) -> list[Row]:
    found: list[Row] = outreach.match(*told, playbook or pack()).to_pylist()
    return found


def advise(told: tuple[Facts, pa.Table], playbook: Facts | None = None, options: pa.Table | None = None) -> Row:
    """Decide on every deal: advice by deal."""
    facts, whys = told
    data = playbook or pack()
    returns: Forecast = timing.forecast(facts, whys, data, timing.fit(facts, whys, data))
    offered = outreach.match(facts, whys, data) if options is None else options
    return {row["deal_id"]: row for row in policy.decide(facts, whys, returns, offered, data).to_pylist()}
