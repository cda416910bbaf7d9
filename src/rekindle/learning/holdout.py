"""Leaving some to chance: the only way to know whether getting back to people brings them back.

Every account is dealt into one of two arms each week: in nine of ten account-weeks the desk chooses, in one the
cadence does (30/60/90 days after the loss, then quarterly). The lot is a hash of account, week and book, so that it can
be drawn again at any time and nobody can choose it.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.learning.backtest.choices import CADENCE_DAYS, QUARTER_DAYS
from rekindle.policy import form_lines
from rekindle.policy.constants import OWED
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import Tables, conform
from rekindle.terms.advice import AdviceKind, StoppedBy

SHARE = 0.1
WEEK_DAYS = 7
EPOCH = date(1970, 1, 1)
FOLLOW_DAYS = 28

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def monday(day: date) -> date:
    """Return the first day of a day's week."""
    return day - timedelta(days=day.weekday())


def is_held_out(accounts: pa.ChunkedArray, week: date, salt: str, share: float = SHARE) -> Flags:
    """Draw the lot of accounts for the week that begins on a Monday: True where the cadence chooses."""
    return _draw(_parts(accounts), week, salt, share)


def _parts(accounts: pa.ChunkedArray) -> Any:
    """Write 32 characters of each account as four numbers."""
    names = np.array(pc.fill_null(accounts, "").to_pylist(), dtype="S32")
    return names.view(np.uint64).reshape(len(names), 4)


def _draw(parts: Any, week: date, salt: str, share: float) -> Flags:
    drawn = np.full(len(parts), _number(f"{salt}/{week.isoformat()}"), dtype=np.uint64)
    for part in parts.T:
        drawn = _mix(drawn ^ part)
    return (drawn >> np.uint64(11)).astype(np.float64) / 2.0**53 < share


def _mix(value: Any) -> Any:
    """Scatter 64 bits (splitmix64: Steele, Lea & Flood 2014)."""
    value = value + np.uint64(0x9E3779B97F4A7C15)
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


def _number(text: str) -> int:
    return int.from_bytes(text.encode()[-64:].rjust(64, b"\0"), "big") % (1 << 64) ^ len(text)


def hold_out(advice: pa.Table, facts: Tables, whys: pa.Table, salt: str, share: float = SHARE) -> pa.Table:
    """Return the advice with the held-out account-weeks left to the cadence, and the propensities of both arms.

    A held-out deal to get back to waits for Monday unless a day of the cadence falls into this week; an answer, and a
    date they gave, are never held out. `propensity` is the chance, before the lot was drawn, that the week lists it."""
    today: date = facts["moment"].column("today")[0].as_py()
    week = monday(today)
    out = is_held_out(advice.column("account_id"), week, salt, share)
    mine = pc.equal(advice.column("kind"), AdviceKind.GET_BACK.value).to_numpy(zero_copy_only=False)
    owed = pc.is_in(advice.column("play"), pa.array(OWED)).to_numpy(zero_copy_only=False)
    due = _is_due(advice, whys, week)
    free = mine & ~owed & ~due
    stopped = free & out
    mask = pa.array(stopped)
    changed = {
        "kind": pc.if_else(mask, AdviceKind.WAIT.value, advice.column("kind")),
        "stopped_by": pc.if_else(mask, StoppedBy.HELD_OUT.value, advice.column("stopped_by")),
        "reconsider_on": pc.if_else(mask, pa.scalar(week + timedelta(days=WEEK_DAYS)), advice.column("reconsider_on")),
    }
    held = conform(pa.table({name: changed.get(name, advice.column(name)) for name in ADVICE}), ADVICE)
    lined = form_lines(held, facts)
    listed = lined.column("listed").to_numpy(zero_copy_only=False)
    propensity = np.where(free & (listed | stopped), 1 - share, listed.astype(np.float64))
    place = lined.column_names.index("propensity")
    return lined.set_column(place, "propensity", pa.array(propensity))


def _is_due(advice: pa.Table, whys: pa.Table, week: date) -> Flags:
    """Say which losses have a day of the cadence within the week."""
    place = pc.index_in(advice.column("deal_id"), whys.column("deal_id"))
    lost = whys.column("lost_on").take(place.combine_chunks()).cast(pa.int32())
    age = (week - EPOCH).days - pc.fill_null(lost, 10**6).to_numpy().astype(np.int64)
    due = np.zeros(len(age), dtype=bool)
    for day in CADENCE_DAYS:
        due |= (age <= day) & (day < age + WEEK_DAYS)
    late = age - CADENCE_DAYS[-1]
    left = -late % QUARTER_DAYS
    found: Flags = due | ((late > 0) & (left < WEEK_DAYS))
    return found


@dataclass(frozen=True)
class Arm:
    """Account-weeks, and how many of them saw a return within 28 days."""

    weeks: int = 0
    returns: int = 0

    @property
    def rate(self) -> float:
        """Return returns per account-week, with half of one more on either side so that none is impossible."""
        return (self.returns + 0.5) / (self.weeks + 1.0)


def count_arms(
    facts: Tables, since: date, salt: str, share: float = SHARE, until: date | None = None
) -> tuple[Arm, Arm]:
    """Count the desk's and the cadence's account-weeks from a day on whose 28 days are over, or were on another day.

    An account counts in a week while a deal of it is lost before that week; who was in fact contacted does not matter,
    so that nothing but the lot tells the arms apart."""
    last: date = until or facts["moment"].column("today")[0].as_py()
    deals = facts["deals"].select(["deal_id", "account_id"])
    losses = facts["losses"].select(["deal_id", "lost_on"]).join(deals, "deal_id", join_type="inner")
    first = losses.group_by("account_id").aggregate([("lost_on", "min")])
    names, lost = _parts(first.column("account_id")), _day_numbers(first.column("lost_on_min"))
    back = facts["returns"].select(["deal_id", "happened_at"]).join(deals, "deal_id", join_type="inner")
    who = pc.index_in(back.column("account_id"), first.column("account_id").combine_chunks())
    who, came = pc.fill_null(who, -1).to_numpy(), _day_numbers(back.column("happened_at").cast(pa.date32()))
    counts = np.zeros((2, 2), dtype=np.int64)
    week = monday(since) + timedelta(days=0 if since.weekday() == 0 else WEEK_DAYS)
    while week + timedelta(days=FOLLOW_DAYS) <= last:
        start = (week - EPOCH).days
        there = lost < start
        returned = np.zeros(len(lost), dtype=bool)
        returned[who[(who >= 0) & (came >= start) & (came < start + FOLLOW_DAYS)]] = True
        out = _draw(names, week, salt, share)
        for arm, mask in enumerate((there & ~out, there & out)):
            counts[arm] += int(mask.sum()), int((mask & returned).sum())
        week += timedelta(days=WEEK_DAYS)
    return Arm(*map(int, counts[0])), Arm(*map(int, counts[1]))


def count_accounts(facts: Tables) -> int:
    """Count the accounts with a lost deal: so many account-weeks a week brings."""
    lost = pc.is_in(facts["deals"].column("deal_id"), facts["losses"].column("deal_id").combine_chunks())
    return int(pc.count_distinct(facts["deals"].column("account_id").filter(lost)).as_py())


def _day_numbers(days: pa.ChunkedArray) -> Any:
    """Count days since 1970; a day nobody knows is after all others."""
    return pc.fill_null(days.cast(pa.int32()), 2**31 - 1).to_numpy().astype(np.int64)
