"""The verdict of a backtest: its figures, and what they allow to be said."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from rekindle.learning.backtest.choices import choose
from rekindle.learning.backtest.figures import (
    Figure,
    Resampler,
    apart,
    brier_skill,
    calibration_slope,
    calibration_table,
    concordance,
    resample,
)
from rekindle.learning.backtest.rows import Rows
from rekindle.learning.backtest.says import Seen, say_why

BETTER = "better"
NO_BETTER = "no better than your cadence"
NOT_ENOUGH = "not enough data"

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class Report:
    """A backtest. `n` lost deals were tested and `returns` of them came back, at `origins` past days together `rows`
    times. `baselines` hold, per habit, the returns found per 100 contacts and the desk's gain over it. `trees`, as
    text, are the second model where it won: `challenger` says so."""

    verdict: str
    why: str
    enough: bool
    horizon_days: int
    n: int = 0
    returns: int = 0
    rows: int = 0
    contacts: int = 0
    origins: tuple[str, ...] = ()
    metrics: dict[str, Figure] = field(default_factory=dict)
    baselines: dict[str, dict[str, Any]] = field(default_factory=dict)
    calibration: list[dict[str, Any]] = field(default_factory=list)
    challenger: dict[str, Any] | None = None
    trees: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the report as plain JSON; its keys are the contract of `rekindle backtest --json`."""
        return {
            "verdict": self.verdict,
            "n": self.n,
            "returns": self.returns,
            "horizon_days": self.horizon_days,
            "metrics": {name: figure.as_json() for name, figure in self.metrics.items()},
            "baselines": self.baselines,
            "calibration": self.calibration,
            "enough": self.enough,
            "why": self.why,
            "rows": self.rows,
            "contacts": self.contacts,
            "origins": list(self.origins),
            "challenger": self.challenger,
        }


def judge_rows(rows: Rows, origins: tuple[str, ...], horizon_days: int, why_none: str = "") -> Report:
    """Weigh the rows of all origins: `why_none` says why there are none where there are none.

    Better: per contact the desk finds more than the cadence and more than the lot, and its chances beat the average of
    the rows, each by its whole 95 % interval. Too few deals, returns or origins: not enough data, whatever the
    figures."""
    if not len(rows):
        why = why_none or say_why(NOT_ENOUGH, {}, {}, Seen())
        return Report(NOT_ENOUGH, why, enough=False, horizon_days=horizon_days)
    back = rows.back > 0
    account = rows.account.astype(np.int64)
    # Where one account alone came back it is the one witness of every figure, however many did not.
    draws = resample(np.zeros_like(account) if len(np.unique(account[back])) == 1 else account)
    metrics = _metrics(rows, draws)
    baselines, contacts = _habits(rows, draws)
    metrics["found_per_100"] = baselines.pop("desk")
    deals, returns, accounts = (len(np.unique(some)) for some in (rows.deal, rows.deal[back], rows.account[back]))
    seen = Seen(deals, returns, accounts, len(origins))
    over = (metrics["brier_skill"], baselines["cadence"]["gain"], baselines["random"]["gain"])
    verdict = _verdict(*over) if seen.enough else NOT_ENOUGH
    shown = {name: _as_json(baseline) for name, baseline in baselines.items()}
    return Report(
        verdict=verdict,
        why=say_why(verdict, metrics, shown, seen),
        enough=seen.enough,
        horizon_days=horizon_days,
        n=seen.deals,
        returns=seen.returns,
        rows=len(rows),
        contacts=contacts,
        origins=origins,
        metrics=metrics,
        baselines=shown,
        calibration=calibration_table(rows.chance, rows.back, draws),
    )


def _metrics(rows: Rows, draws: Resampler) -> dict[str, Figure]:
    ones = np.ones(len(rows))
    base = draws.share(rows.back, ones)
    return {
        "brier_skill": brier_skill(rows.chance, rows.back, draws),
        "concordance": concordance(rows.chance, rows.back, draws),
        "calibration_slope": calibration_slope(rows.chance, rows.back, draws),
        "observed_per_expected": _per_expected(rows, base, draws),
        "brier": draws.ratio((rows.chance - rows.back) ** 2, ones),
        "base_rate": base,
    }


def _per_expected(rows: Rows, base: Figure, draws: Resampler) -> Figure:
    """Return returns per return expected; of none or all that came, no surer than the share itself is."""
    found = draws.ratio(rows.back, rows.chance)
    if found.value is None or base.value is None or 0 < base.value < 1:
        return found
    ends = [end / float(rows.chance.mean()) for end in (base.low, base.high) if end is not None]
    return Figure(found.value, *ends)


def _habits(rows: Rows, draws: Resampler) -> tuple[dict[str, Any], int]:
    """Return what each habit found per 100 contacts, the desk's gain over each, and the contacts each had."""
    weights = _weights(rows)
    desk = weights["desk"]
    ours = draws.share(desk * rows.back, desk, _per_100)
    found: dict[str, Any] = {"desk": ours}
    for name in weights:
        if name != "desk":
            mine = weights[name]
            gain = draws.of(_gain, desk * rows.back, desk, mine * rows.back, mine)
            theirs = draws.share(mine * rows.back, mine, _per_100)
            found[name] = {"found": theirs, "gain": apart(ours, theirs, gain)}
    found["do_nothing"] = {"found": draws.share(rows.alone, np.ones(len(rows)), _per_100)}
    return found, round(float(desk.sum()))


def _weights(rows: Rows) -> dict[str, Floats]:
    origins = np.unique(rows.origin)
    by_rep = bool(rows.contacted.sum() >= len(origins))
    weights: dict[str, Floats] = {}
    for origin in origins:
        here = rows.origin == origin
        picked = choose(rows.chance[here], rows.age[here], rows.amount[here], rows.contacted[here], by_rep)
        for name, values in picked.items():
            weights.setdefault(name, np.zeros(len(rows)))[here] = values
    return weights


def _per_100(ratio: Any) -> Any:
    return 100 * ratio


def _gain(sums: Any) -> Any:
    found, contacts, theirs, their_contacts = sums
    return 100 * (found / contacts - theirs / their_contacts)


def _as_json(baseline: dict[str, Figure]) -> dict[str, Any]:
    shown = baseline["found"].as_json()
    return {**shown, "gain": baseline["gain"].as_json()} if "gain" in baseline else shown


def _verdict(*over: Figure) -> str:
    return BETTER if all(figure.low is not None and figure.low > 0 for figure in over) else NO_BETTER
