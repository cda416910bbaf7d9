"""Cox's proportional hazards (1972) with Efron's way of counting ties (1977) and Breslow's baseline."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Cox:
    """`weights` per column, on columns less their `means`; the baseline adds up to `hazard` after `times`."""

    weights: Floats
    means: Floats
    times: Floats
    hazard: Floats

    def risk(self, columns: Floats) -> Floats:
        """Return how many times the baseline's hazard each row has."""
        found: Floats = np.exp((columns - self.means) @ self.weights)
        return found

    def within(self, columns: Floats, ahead: float) -> Floats:
        """Return the chance of the event within so long."""
        place = int(np.searchsorted(self.times, ahead, side="right")) - 1
        chance: Floats = 1 - np.exp(-(self.hazard[place] if place >= 0 else 0.0) * self.risk(columns))
        return chance


def fit_cox(columns: Floats, time: Floats, happened: Flags, ridge: float = 0.0) -> Cox:
    """Fit by the partial likelihood; `ridge` adds half of it times the squared weights, for columns that agree."""
    means = columns.mean(axis=0)
    order = np.argsort(-time, kind="stable")
    x, t, event = (columns - means)[order], time[order], happened[order]
    starts = np.flatnonzero(np.r_[True, t[1:] != t[:-1]])
    ends = np.r_[starts[1:], len(t)]

    def loss(at: Floats) -> tuple[float, Floats]:
        line = np.clip(x @ at, -50, 50)
        risk = np.exp(line)
        total, moved = np.cumsum(risk), np.cumsum(risk[:, None] * x, axis=0)
        value, slope = 0.5 * ridge * float(at @ at), ridge * at
        for first, end in zip(starts, ends, strict=True):
            tied = np.flatnonzero(event[first:end]) + first
            if not len(tied):
                continue
            # Efron: of several at one time each next one finds a part of the others gone.
            share = np.arange(len(tied)) / len(tied)
            left = total[end - 1] - share * risk[tied].sum()
            mean = (moved[end - 1] - share[:, None] * (risk[tied, None] * x[tied]).sum(axis=0)) / left[:, None]
            value -= line[tied].sum() - np.log(left).sum()
            slope = slope - x[tied].sum(axis=0) + mean.sum(axis=0)
        return value, slope

    found = minimize(loss, np.zeros(x.shape[1]), jac=True, method="BFGS")
    times, hazard = _baseline(x, t, event, found.x)
    return Cox(found.x, means, times, hazard)


def _baseline(x: Floats, t: Floats, event: Flags, weights: Floats) -> tuple[Floats, Floats]:
    """Return Breslow's cumulative baseline hazard: at each time the events over the risk of all still there."""
    total = np.cumsum(np.exp(x @ weights))
    times = np.unique(t[event])
    last = len(t) - 1 - np.searchsorted(t[::-1], times, side="left")
    deaths = np.array([(event & (t == time)).sum() for time in times])
    hazard: Floats = np.cumsum(deaths / total[last])
    return times, hazard
