"""Customers who bought several times: how many are still with us, and who buys again."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.schemas import Tables
from rekindle.timing.constants import Z_80
from rekindle.timing.models.unfitted import fitted

Floats = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True)
class BgNbd:
    """BG/NBD: purchases come at a customer's own rate, Gamma(r, alpha); after each one they leave for good with their
    own chance, Beta(a, b).

    ln L = ln G(r+x) - ln G(r) + r ln alpha + ln G(a+b) + ln G(b+x) - ln G(b) - ln G(a+b+x)
           + ln[(alpha+T)^-(r+x) + 1(x>0) a/(b+x-1) (alpha+t)^-(r+x)]
    with x repeat purchases, the last at t, watched for T since the first. P(alive) = 1 / (1 + 1(x>0) a/(b+x-1)
    ((alpha+T)/(alpha+t))^(r+x)); P(buys within h) = P(alive)(1 - ((alpha+T)/(alpha+T+h))^(r+x)).
    Source: Fader, Hardie & Lee (2005), "Counting your customers" the easy way, Marketing Science 24:275-284. Maximum
    likelihood on the log scale from exposure counts; intervals by the delta method on the log odds.

    `history` holds `purchases`: `frequency` x, `recency` t, `age` T in any one unit of time.
    """

    r_: float | None = None
    alpha_: float | None = None
    a_: float | None = None
    b_: float | None = None
    log_likelihood_: float | None = None
    covariance_: Floats | None = None

    def fit(self, history: Tables) -> "BgNbd":
        """Find the four parameters; raises ValueError where nobody bought again."""
        from scipy.optimize import minimize  # noqa: PLC0415 slow to import, and only needed here

        rows = np.column_stack(_columns(history["purchases"]))
        x, t, age, weight = _counted(rows)
        if not (x > 0).any():
            raise ValueError("nobody bought a second time; BG/NBD needs repeat purchases")
        unit = float(age.max()) or 1.0

        def cost(theta: Floats) -> float:
            return -float((weight * _log_likelihood(theta, x, t / unit, age / unit)).sum())

        found = minimize(
            cost, np.zeros(4), method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-8, "fatol": 1e-10}
        )
        found = minimize(cost, found.x, method="BFGS", options={"gtol": 1e-9})
        theta = found.x + np.array([0.0, np.log(unit), 0.0, 0.0])
        r, alpha, a, b = np.exp(theta)
        like = float((weight * _log_likelihood(theta, x, t, age)).sum())
        curvature = _curvature(lambda at: -(weight * _log_likelihood(at, x, t, age)).sum(), theta)
        return replace(
            self,
            r_=float(r),
            alpha_=float(alpha),
            a_=float(a),
            b_=float(b),
            log_likelihood_=like,
            covariance_=np.linalg.pinv(curvature).astype(np.float64),
        )

    def forecast(self, history: Tables, horizon: float) -> pa.Table:
        """Return per customer `alive`, `expected` purchases within the horizon, and the chance of at least one."""
        theta = np.log([fitted(one, self) for one in (self.r_, self.alpha_, self.a_, self.b_)])
        columns = _columns(history["purchases"])
        chance, alive = _chance(theta, *columns, horizon), _alive(theta, *columns)
        sd = _spread(theta, fitted(self.covariance_, self), columns, horizon)
        logit = np.log(np.clip(chance, 1e-12, 1 - 1e-12)) - np.log1p(-np.clip(chance, 1e-12, 1 - 1e-12))
        return pa.table(
            {
                "chance": chance,
                "chance_low": 1 / (1 + np.exp(-(logit - Z_80 * sd))),
                "chance_high": 1 / (1 + np.exp(-(logit + Z_80 * sd))),
                "alive": alive,
                "expected": _expected(theta, *columns, horizon),
            }
        )


def _columns(purchases: pa.Table) -> tuple[Floats, Floats, Floats]:
    x, t, age = (purchases.column(name).to_numpy().astype(np.float64) for name in ("frequency", "recency", "age"))
    return x, t, age


def _counted(rows: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Count customers who are alike: as much as the likelihood needs to know."""
    found, weight = np.unique(rows, axis=0, return_counts=True)
    x, t, age = found.T
    return x, t, age, weight.astype(np.float64)


def _log_likelihood(theta: Floats, x: Floats, t: Floats, age: Floats) -> Any:
    from scipy.special import gammaln  # noqa: PLC0415 as above

    r, alpha, a, b = np.exp(np.clip(theta, -30, 30))
    first = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
    second = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
    stayed = -(r + x) * np.log(alpha + age)
    left = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + t)
    return first + second + np.where(x > 0, np.logaddexp(stayed, left), stayed)


def _alive(theta: Floats, x: Floats, t: Floats, age: Floats) -> Floats:
    r, alpha, a, b = np.exp(theta)
    odds = a / (b + np.maximum(x, 1) - 1) * ((alpha + age) / (alpha + t)) ** (r + x)
    alive: Floats = 1 / (1 + np.where(x > 0, odds, 0.0))
    return alive


def _chance(theta: Floats, x: Floats, t: Floats, age: Floats, horizon: float) -> Floats:
    r, alpha, _, _ = np.exp(theta)
    chance: Floats = _alive(theta, x, t, age) * (1 - ((alpha + age) / (alpha + age + horizon)) ** (r + x))
    return chance


def _expected(theta: Floats, x: Floats, t: Floats, age: Floats, horizon: float) -> Floats:
    """Return the expected purchases within the horizon (equation 10 of the source)."""
    from scipy.special import hyp2f1  # noqa: PLC0415 as above

    r, alpha, a, b = np.exp(theta)
    z = horizon / (alpha + age + horizon)
    shrink = ((alpha + age) / (alpha + age + horizon)) ** (r + x) * hyp2f1(r + x, b + x, a + b + x - 1, z)
    expected: Floats = (a + b + x - 1) / (a - 1) * (1 - shrink) * _alive(theta, x, t, age)
    return expected


def _spread(theta: Floats, covariance: Floats, columns: tuple[Floats, Floats, Floats], horizon: float) -> Floats:
    """Return the standard deviation of the log odds of each chance, by the delta method."""
    slopes = []
    for nth in range(len(theta)):
        step = np.zeros(len(theta))
        step[nth] = 1e-5
        odds = [np.clip(_chance(theta + sign * step, *columns, horizon), 1e-12, 1 - 1e-12) for sign in (1, -1)]
        up, down = (np.log(one) - np.log1p(-one) for one in odds)
        slopes.append((up - down) / 2e-5)
    slope = np.column_stack(slopes)
    sd: Floats = np.sqrt(np.maximum(np.einsum("ij,jk,ik->i", slope, covariance, slope), 0))
    return sd


def _curvature(cost: Any, theta: Floats, step: float = 1e-4) -> Floats:
    """Return the matrix of second differences of a function."""
    size = len(theta)
    steps = np.eye(size) * step
    found = np.empty((size, size))
    for i in range(size):
        for j in range(size):
            ends = [cost(theta + si * steps[i] + sj * steps[j]) * si * sj for si in (1, -1) for sj in (1, -1)]
            found[i, j] = sum(ends) / (4 * step * step)
    return found
