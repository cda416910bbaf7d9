"""Runs a backtest: origin by origin, in the order of time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.debrief import explain as fold
from rekindle.learning.backtest.challenger import challenge
from rekindle.learning.backtest.cut import cut_facts
from rekindle.learning.backtest.origins import MOST_ORIGINS, plan_origins
from rekindle.learning.backtest.outcomes import contacts_of, returns_and_new_losses
from rekindle.learning.backtest.report import Report, judge_rows
from rekindle.learning.backtest.rows import Explain, Later, Rows, join_rows, try_origin
from rekindle.tables.schemas import Tables

# More deals than these are sampled by account: the verdict does not get better, only later.
MOST_DEALS = 20_000
MOST_SEGMENTS = 50


def backtest(
    facts: Tables,
    playbook_on: Callable[[date], Tables],
    *,
    read: Callable[[datetime], Tables] | None = None,
    explain: Explain = fold,
    progress: Callable[[int, int], None] = lambda done, total: None,
    most_origins: int = MOST_ORIGINS,
) -> Report:
    """Test a book on its own past.

    `facts` is what is known today, the outcomes among it; `read` returns what was known at an instant (default: `facts`
    cut back to it); `playbook_on` the pack's tables on a day; `progress` hears (origins done, origins in all).
    Raises KeyError when a table is missing.
    """
    today: date = facts["moment"].column("today")[0].as_py()
    plan = plan_origins(facts, today, most_origins)
    sampled = sample_accounts(facts)
    later = Later(
        sampled["accounts"].column("account_id"),
        sampled["deals"].column("deal_id"),
        returns_and_new_losses(facts),
        contacts_of(facts),
        _segments(sampled["accounts"]),
    )
    parts: list[Rows] = []
    for number, as_of in enumerate(plan.origins):
        progress(number, len(plan.origins))
        known = cut_facts(sampled, as_of) if read is None else _only(read(as_of), later.deals)
        rows = try_origin(number, as_of, known, playbook_on(as_of.date()), later, plan.horizon_days, explain)
        parts.append(rows)
    progress(len(plan.origins), len(plan.origins))
    tried = tuple(at.date().isoformat() for at, rows in zip(plan.origins, parts, strict=True) if len(rows))
    rows = join_rows(parts)
    report = judge_rows(rows, tried, plan.horizon_days, plan.why)
    if not report.enough:
        return report
    rival = challenge(rows, plan.origins, plan.horizon_days, later.segments)
    return replace(report, challenger=rival.as_json(), trees=rival.trees)


def _segments(accounts: pa.Table) -> tuple[str, ...]:
    """Number the segments, the most frequent of them where there are very many."""
    named = accounts.filter(pc.is_valid(accounts.column("segment")))
    counted = named.group_by("segment").aggregate([("segment", "count")])
    most = counted.sort_by([("segment_count", "descending"), ("segment", "ascending")]).slice(0, MOST_SEGMENTS)
    return tuple(sorted(most.column("segment").to_pylist()))


def sample_accounts(facts: Tables, most: int = MOST_DEALS) -> Tables:
    """Return the facts with at most about so many deals, whole accounts drawn by lot; all of them where they fit."""
    if facts["deals"].num_rows <= most:
        return facts
    rng = np.random.default_rng(20)
    drawn = rng.random(facts["accounts"].num_rows) < most / facts["deals"].num_rows
    accounts = facts["accounts"].filter(pa.array(drawn))
    deals = facts["deals"]
    kept = deals.filter(pc.is_in(deals.column("account_id"), accounts.column("account_id")))
    return {**facts, "accounts": accounts, "deals": kept}


def _only(facts: Tables, deals: pa.ChunkedArray) -> Tables:
    if facts["deals"].num_rows == 0:
        return facts
    return {**facts, "deals": facts["deals"].filter(pc.is_in(facts["deals"].column("deal_id"), deals))}
