"""How far a book bears out what its playbook tells apart: one number for all of its differences."""

from typing import Any

import numpy as np

from rekindle.timing.constants import BOOK_PSEUDO_RETURNS, SPREAD, SPREAD_SD, SPREADS

Floats = np.ndarray[Any, np.dtype[np.float64]]


def learn_spread(returns: Floats, expected: Floats, belief: Floats, squared: Floats) -> tuple[float, Floats]:
    """Return g, the share of the playbook's differences that is believed, and what each group expects with it.

    `expected` was counted with SPREAD; `belief` and `squared` are the sums of it times the difference from the anchor
    and its square. With another g a group expects E exp(d m + d^2 v / 2), d = g - SPREAD, m and v the mean and variance
    of its differences. Returns are Poisson around r times that, r = (D + k) / (E + k) with k the book's
    pseudo-returns; g has a normal prior around SPREAD. The mean of the posterior on the grid SPREADS is taken.
    """
    some = expected > 0
    mass = np.where(some, expected, 1.0)
    mean = np.where(some, belief / mass, 0.0)
    variance = np.where(some, np.maximum(squared / mass - mean * mean, 0.0), 0.0)
    grid = np.array(SPREADS)
    fits = np.array([_fit(returns, _expect(expected, mean, variance, g)) for g in grid])
    fits -= 0.5 * ((grid - SPREAD) / SPREAD_SD) ** 2
    weight = np.exp(fits - fits.max())
    found = float((weight * grid).sum() / weight.sum())
    return found, _expect(expected, mean, variance, found)


def _expect(expected: Floats, mean: Floats, variance: Floats, g: float) -> Floats:
    off = g - SPREAD
    found: Floats = expected * np.exp(off * mean + off * off * variance / 2)
    return found


def _fit(returns: Floats, expected: Floats) -> float:
    level = (returns.sum() + BOOK_PSEUDO_RETURNS) / (expected.sum() + BOOK_PSEUDO_RETURNS)
    came = returns > 0
    return float((returns[came] * np.log(expected[came] * level)).sum() - level * expected.sum())
