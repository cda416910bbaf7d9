"""Whom each habit would have contacted, at equal numbers of contacts: weights on the rows of one origin."""

from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]

# The cadence most sellers are taught: 30, 60 and 90 days after the loss, then every quarter.
CADENCE_DAYS = (30, 60, 90)
QUARTER_DAYS = 91
ROUND_DAYS = 28
# Where nobody's contacts are recorded, a tenth of the book a month is taken as what there is time for.
DEFAULT_SHARE = 0.1


def choose(chance: Floats, age: Floats, amount: Floats, contacted: Floats, by_rep: bool) -> dict[str, Floats]:
    """Return for each habit how much of a contact each row gets; every habit spends the same number in all.

    `age` in days since the loss, `contacted` 1 where the reps contacted the deal within 28 days after the origin.
    `by_rep`: as many contacts as they made, else a tenth of the rows. A weight below 1 is the chance of being drawn
    where a habit cannot choose between rows."""
    rows = len(chance)
    budget = int(contacted.sum()) if by_rep else max(1, round(rows * DEFAULT_SHARE))
    chosen = {
        "desk": _top(chance, budget),
        "random": np.full(rows, budget / rows),
        "oldest": _top(age, budget),
        "newest": _top(-age, budget),
        "largest": _top(np.nan_to_num(amount, nan=-1.0), budget),
        "cadence": _first(is_due(age), budget),
    }
    return chosen | ({"rep": contacted.astype(np.float64)} if by_rep else {})


def is_due(age: Floats) -> Any:
    """Say which losses have a day of the cadence within the coming 28 days."""
    due = np.zeros(len(age), dtype=bool)
    for day in CADENCE_DAYS:
        due |= (age <= day) & (day < age + ROUND_DAYS)
    last = CADENCE_DAYS[-1]
    quarters = np.ceil(np.maximum(age - last, 1) / QUARTER_DAYS)
    following = last + QUARTER_DAYS * quarters
    return due | ((age <= following) & (following < age + ROUND_DAYS))


def _top(score: Floats, budget: int) -> Floats:
    """Give one contact to each of the highest; rows that tie at the edge share what is left."""
    if budget <= 0:
        return np.zeros(len(score))
    if budget >= len(score):
        return np.ones(len(score))
    edge = np.partition(score, len(score) - budget)[len(score) - budget]
    above, tied = score > edge, score == edge
    weights: Floats = above + tied * ((budget - above.sum()) / tied.sum())
    return weights


def _first(due: Any, budget: int) -> Floats:
    """Give the contacts to rows that are due, and what is left over to the others, by lot in each."""
    of_due = min(1.0, budget / due.sum()) if due.any() else 0.0
    left = budget - of_due * due.sum()
    others = (~due).sum()
    weights: Floats = np.where(due, of_due, left / others if others else 0.0)
    return weights
