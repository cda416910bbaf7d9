"""Partial pooling: one multiplier for the book, one per cell, rep, segment, size and standing, all drawn to 1.

D_i returns with E_i expected by the prior in each group of losses i; its log rate is the sum of its log multipliers.
Returns are Poisson, each multiplier e^t has a Gamma(k, k) prior. Found by Newton's method is the maximum a posteriori
on the log scale: sum over groups of (D eta - E e^eta) + sum over parameters of k (t - e^t); its negative Hessian,
inverted, is Laplace's covariance (Gelman et al., Bayesian Data Analysis, sections 4.1 and 5.6).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]

MOST_STEPS = 60
LONGEST_STEP = 2.0
SAME = 1e-13


@dataclass(frozen=True)
class Pooled:
    """`effects` are on the log scale, the book's first; `covariance` is theirs; `expected` holds per parameter the
    returns its groups expect when its own effect is left out."""

    effects: Floats
    covariance: Floats
    expected: Floats

    def variance(self, place: int) -> float:
        """Return the variance of the book's effect and this one's together."""
        v = self.covariance
        return float(v[0, 0] + 2 * v[0, place] + v[place, place])

    def own_variance(self, place: int) -> float:
        """Return what this effect adds to the variance of the book's; its own with its covariance, never below 0."""
        v = self.covariance
        return float(max(2 * v[0, place] + v[place, place], 0.0))


def pool(returns: Floats, expected: Floats, places: Ints, pseudo: Floats) -> Pooled:
    """Fit the effects. `places` [groups x factors] numbers the parameters each group is made of, the book's (0) among
    them, and -1 for none; `pseudo` is k of every parameter."""
    count = len(pseudo)
    # Factor by factor in memory: they are read one at a time, and lie far apart otherwise.
    at = np.asfortranarray(np.where(places < 0, count, places))
    theta = np.zeros(count)
    for _ in range(MOST_STEPS):
        mean = _means(theta, expected, at)
        slope = _sums(at, returns - mean, count) + pseudo * (1 - np.exp(theta))
        step = np.linalg.solve(_curvature(at, mean, count, pseudo * np.exp(theta)), slope)
        theta = theta + np.clip(step, -LONGEST_STEP, LONGEST_STEP)
        if np.abs(step).max() < SAME:
            break
    mean = _means(theta, expected, at)
    covariance = np.linalg.inv(_curvature(at, mean, count, pseudo * np.exp(theta))).astype(np.float64)
    return Pooled(theta, covariance, _sums(at, mean, count) / np.exp(theta))


def _means(theta: Floats, expected: Floats, at: Ints) -> Floats:
    means: Floats = expected * np.exp(np.append(theta, 0.0)[at].sum(axis=1))
    return means


def _sums(at: Ints, values: Floats, count: int) -> Floats:
    sums = np.zeros(count + 1)
    for column in at.T:
        sums += np.bincount(column, values, count + 1)
    return sums[:count]


def _curvature(at: Ints, mean: Floats, count: int, own: Floats) -> Floats:
    size = count + 1
    whole = np.zeros(size * size)
    for nth, one in enumerate(at.T):
        for other in at.T[:nth]:
            whole += np.bincount(one * size + other, mean, size * size)
    half = whole.reshape(size, size)[:count, :count]
    found: Floats = half + half.T + np.diag(_sums(at, mean, count) + own)
    return found
