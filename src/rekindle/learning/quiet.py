"""Customers who went quiet: who of them buys again, and when, from how they bought before."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rekindle.tables.schemas import Tables

Floats = npt.NDArray[np.float64]
WEEK_DAYS = 7.0
# 80 % of a normal curve lie within so many standard deviations.
_Z_80 = 1.2815515655446004


@dataclass(frozen=True)
class QuietHazard:
    """Discrete-time proportional hazards of buying again, for customers who have been quiet for some time.

    P(buys in week k | not before) = 1 - exp(-exp(b_k + x w)): the complementary log-log form (Prentice & Gloeckler
    1978, Biometrics 34:57-67). x, each less its mean and divided by its spread: log of 1 + repeat purchases, of the
    days quiet, of the days known and of the mean value; no repeat at all; and the log of the days quiet over the
    customer's own mean gap (0 without a repeat), since a month is long for one and short for another. Maximum a
    posteriori with w ~ N(0, 1 / ridge), b_k free; intervals by Laplace's covariance and the delta method.

    `history` holds `quiet`, one row per customer on a past day: `frequency` repeat purchases, `recency` days from the
    first to the last, `age` days from the first to that day, `value` the mean of a purchase; for `fit` also `back`
    (bought again within `weeks`) and `wait` (days until then, else until the end of watching).
    """

    weeks: int = 13
    ridge: float = 5.0
    weights_: Floats | None = None
    baseline_: Floats | None = None
    means_: Floats | None = None
    spreads_: Floats | None = None
    covariance_: Floats | None = None

    def fit(self, history: Tables) -> "QuietHazard":
        """Learn from past days whose following weeks are known; raises ValueError where nobody bought again."""
        from scipy.optimize import minimize  # noqa: PLC0415 slow to import, and only needed here

        quiet = history["quiet"]
        back = quiet.column("back").to_numpy(zero_copy_only=False).astype(bool)
        if not back.any():
            raise ValueError("nobody who went quiet bought again; there is nothing to learn from")
        columns = _columns(quiet)
        means, spreads = columns.mean(axis=0), columns.std(axis=0) + 1e-9
        x = (columns - means) / spreads
        week = np.clip(np.ceil(_numbers(quiet, "wait") / WEEK_DAYS).astype(np.int64) - 1, 0, self.weeks - 1)
        survived = np.arange(self.weeks) < (week + ~back)[:, None]
        start = np.r_[np.zeros(x.shape[1]), np.full(self.weeks, np.log(back.mean() / self.weeks))]
        bounds = [(None, None)] * x.shape[1] + [(-20.0, 2.0)] * self.weeks
        found = minimize(
            _loss, start, args=(x, week, back, survived, self.ridge), jac=True, method="L-BFGS-B", bounds=bounds
        )
        size = x.shape[1]
        return replace(
            self,
            weights_=found.x[:size],
            baseline_=found.x[size:],
            means_=means,
            spreads_=spreads,
            covariance_=_covariance(found.x, x, week, back, survived, self.ridge),
        )

    def forecast(self, history: Tables, horizon: float) -> pa.Table:
        """Return `chance`, `chance_low` and `chance_high` (80 %) of buying within so many days.

        Raises ValueError before `fit`, and for a horizon beyond the weeks learned."""
        learned = (self.weights_, self.baseline_, self.means_, self.spreads_, self.covariance_)
        weights, baseline, means, spreads, covariance = (_fitted(one) for one in learned)
        if horizon > self.weeks * WEEK_DAYS:
            raise ValueError(
                f"{horizon:.0f} days are beyond the {self.weeks} weeks that were learned; set weeks higher"
            )
        x = (_columns(history["quiet"]) - means) / spreads
        shares = np.clip(horizon / WEEK_DAYS - np.arange(self.weeks), 0.0, 1.0)
        weekly = np.exp(baseline) * shares
        line = x @ weights + np.log(weekly.sum())
        # The log of the summed hazard moves with w by x, and with b_k by the share of week k in it.
        slope = np.column_stack([x, np.broadcast_to(weekly / weekly.sum(), (len(x), self.weeks))])
        sd = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slope, covariance, slope), 0.0))
        around = {"chance": 0.0, "chance_low": -_Z_80, "chance_high": _Z_80}
        return pa.table({name: 1 - np.exp(-np.exp(line + z * sd)) for name, z in around.items()})


def _fitted(value: Floats | None) -> Floats:
    if value is None:
        raise ValueError("QuietHazard has learned nothing yet; ask what fit() returns")
    return value


def _columns(quiet: pa.Table) -> Floats:
    repeats, last, known, value = (_numbers(quiet, name) for name in ("frequency", "recency", "age", "value"))
    silent = np.maximum(known - last, 1.0)
    own_gap = np.maximum(last / np.maximum(repeats, 1.0), 1.0)
    return np.column_stack(
        [
            np.log1p(repeats),
            np.log(silent),
            np.log(np.maximum(known, 1.0)),
            np.log(np.maximum(value, 0.01)),
            (repeats == 0).astype(np.float64),
            np.where(repeats > 0, np.log(silent / own_gap), 0.0),
        ]
    )


def _numbers(table: pa.Table, name: str) -> Floats:
    found: Floats = table.column(name).to_numpy(zero_copy_only=False).astype(np.float64)
    return found


def _loss(at: Floats, x: Floats, week: Any, back: Any, survived: Any, ridge: float) -> tuple[float, Floats]:
    """Return minus the log posterior and its slope."""
    size = x.shape[1]
    weights, baseline = at[:size], at[size:]
    line = np.clip(x @ weights, -15, 15)
    risk, weekly = np.exp(line), np.exp(baseline)
    lived = survived @ weekly
    hazard = risk * weekly[week]
    came = np.where(back, -np.expm1(-hazard), 1.0)
    value = float((risk * lived).sum() - np.log(np.maximum(came, 1e-300))[back].sum() + 0.5 * ridge * weights @ weights)
    pull = np.where(back, hazard * np.exp(-hazard) / np.maximum(came, 1e-300), 0.0)
    by_week = weekly * (risk @ survived) - np.bincount(week, pull, len(weekly))
    return value, np.r_[x.T @ (risk * lived - pull) + ridge * weights, by_week]


def _covariance(at: Floats, x: Floats, week: Any, back: Any, survived: Any, ridge: float) -> Floats:
    """Return Laplace's covariance: the inverse of the curvature of the log posterior at its top, by differences."""
    step = 1e-4
    rows = []
    for place in np.eye(len(at)) * step:
        up, down = (_loss(at + sign * place, x, week, back, survived, ridge)[1] for sign in (1, -1))
        rows.append((up - down) / (2 * step))
    curvature: Floats = np.array(rows, dtype=np.float64)
    return np.asarray(np.linalg.pinv((curvature + curvature.T) / 2), dtype=np.float64)
