"""Intervals and tests on counts. Intervals hold in 90 of 100 cases; a claim among many is corrected for the many."""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Counts = np.ndarray[Any, np.dtype[np.int64]]

# Fewer cases than these are counted, and no rate or curve is made of them.
LEAST = 30
# 90 % of a normal curve lie within so many standard deviations.
Z_90 = 1.6448536269514722
TAIL = 0.05
# What is claimed in words is wrong in at most 5 of 100 panels in which nothing differs: half of it on either side.
CLAIM_TAIL = 0.025


def share_range(some: Any, of: Any) -> tuple[Floats, Floats]:
    """Return the Wilson interval (1927, JASA 22:209-212) of `some` in `of`; 0 to 1 where there are none."""
    k, n = np.asarray(some, dtype=np.float64), np.asarray(of, dtype=np.float64)
    safe = np.maximum(n, 1.0)
    share, spread = k / safe, Z_90**2 / safe
    middle = (share + spread / 2) / (1 + spread)
    half = Z_90 / (1 + spread) * np.sqrt(share * (1 - share) / safe + spread / (4 * safe))
    none = n == 0
    low = np.where(none | (k == 0), 0.0, np.clip(middle - half, 0, 1))
    high = np.where(none | (k == n), 1.0, np.clip(middle + half, 0, 1))
    return low, high


def tell_apart(some: Counts, of: Counts, all_some: int, all_of: int, tested: int = 0) -> Counts:
    """Say of each group whether its share lies above (1) or below (-1) that of all others together, else 0.

    Fisher's exact test, doubled, each at 5 % divided by `tested`, how many are looked at together (Bonferroni), or by
    the number of groups here that are large enough where those are more."""
    from scipy.stats import hypergeom  # noqa: PLC0415 slow to import

    large = (of >= LEAST) & (all_of - of >= LEAST)
    if not large.any():
        return np.zeros(len(some), dtype=np.int64)
    below = hypergeom.cdf(some, all_of, all_some, of)
    above = hypergeom.sf(some - 1, all_of, all_some, of)
    edge = CLAIM_TAIL / max(tested, int(large.sum()))
    return np.where(large & (above <= edge), 1, np.where(large & (below <= edge), -1, 0)).astype(np.int64)


def lean_between(more: Counts, less: Counts) -> Counts:
    """Say of each pair of counts that differ only by chance if they are even, which is larger: 1, -1, or 0.

    The exact test of McNemar (1947, Psychometrika 12:153-157) on cases that disagree, corrected as above."""
    from scipy.special import bdtr  # noqa: PLC0415 slow to import; scipy.stats costs a server fifty megabytes

    both = more + less
    tested = max(int((both > 0).sum()), 1)
    edge = CLAIM_TAIL / tested
    up = (both > 0) & (bdtr(less, both, 0.5) <= edge)
    down = (both > 0) & (bdtr(more, both, 0.5) <= edge)
    return np.where(up, 1, np.where(down, -1, 0)).astype(np.int64)


def are_uneven(counts: Counts) -> bool:
    """Say whether counts differ by more than chance would make of equal ones (Pearson's chi-squared, 5 %)."""
    from scipy.special import chdtrc  # noqa: PLC0415 as above

    if len(counts) < 2 or counts.sum() == 0:
        return False
    even = counts.sum() / len(counts)
    return bool(chdtrc(len(counts) - 1, ((counts - even) ** 2 / even).sum()) < TAIL)


def quantile(values: Floats, counts: Counts, share: float) -> float:
    """Return the value below which that share of the cases lies; `values` ascend, each with how many cases have it.

    The inverse of the distribution function, taken halfway where a step ends exactly there. Raises ValueError for none.
    """
    reached = np.cumsum(counts)
    if not len(values) or reached[-1] == 0:
        raise ValueError("there is no quantile of no cases")
    wanted = share * reached[-1]
    place = int(np.searchsorted(reached, wanted - 1e-9))
    upper = int(np.searchsorted(reached, wanted + 1e-9))
    last = len(values) - 1
    return float((values[min(place, last)] + values[min(upper, last)]) / 2)


def median_range(values: Floats, counts: Counts) -> tuple[float, float]:
    """Return the interval of the median that no shape of the distribution can break: two of the ordered cases.

    Which two says the binomial (Conover, Practical Nonparametric Statistics, section 3.2)."""
    from scipy.stats import binom  # noqa: PLC0415 slow to import

    total = int(counts.sum())
    rank = int(binom.ppf(TAIL, total, 0.5))
    ordered = np.cumsum(counts)
    low = values[min(int(np.searchsorted(ordered, max(rank, 1))), len(values) - 1)]
    high = values[min(int(np.searchsorted(ordered, min(total - rank + 1, total))), len(values) - 1)]
    return float(low), float(high)


def mean_range(values: Floats, counts: Counts) -> tuple[float, float, float]:
    """Return the mean with its interval (Student's t on the spread of the cases), never below 0."""
    from scipy.stats import t  # noqa: PLC0415 slow to import

    total = float(counts.sum())
    mean = float((values * counts).sum() / total)
    if total < 2:
        return mean, 0.0, float("inf")
    error = float(np.sqrt((counts * (values - mean) ** 2).sum() / (total - 1) / total))
    reach = float(t.ppf(1 - TAIL, total - 1)) * error
    return mean, max(0.0, mean - reach), mean + reach
