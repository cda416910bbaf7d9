"""A boosted challenger is tried on the same past days, and wins only where it is clearly and soundly better."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from rekindle.learning.backtest.challenger import challenge
from rekindle.learning.backtest.rows import Rows
from rekindle.timing.second import FEATURES
from rekindle.timing.trees import read_trees

ORIGINS = tuple(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=60 * nth) for nth in range(8))


def rows(truth, n: int = 8000, seed: int = 3) -> Rows:
    """Deals whose chance of coming back is `truth(age)`; the desk says 0.3 to everybody."""
    rng = np.random.default_rng(seed)
    age = rng.uniform(0, 900, n)
    back = (rng.random(n) < truth(age)).astype(float)
    nothing = np.zeros(n)
    looks = np.full((n, len(FEATURES)), np.nan)
    looks[:, FEATURES.index("age")] = age
    return Rows(
        origin=rng.integers(0, len(ORIGINS), n).astype(float),
        account=np.arange(n) % 2000 + 0.0,
        deal=np.arange(n) + 0.0,
        chance=np.full(n, 0.3),
        age=age,
        amount=rng.uniform(1e5, 1e7, n),
        back=back,
        contacted=nothing,
        alone=nothing,
        looks=looks,
    )


def test_below_a_thousand_returns_it_is_not_even_tried() -> None:
    found = challenge(rows(lambda age: np.full(len(age), 0.3), n=1500), ORIGINS, 180)

    assert (found.tried, found.wins) == (False, False)
    assert "from 1,000 returns on" in found.why


def test_it_wins_where_the_desk_overlooks_what_the_age_tells() -> None:
    found = challenge(rows(lambda age: np.where((age > 300) & (age < 600), 0.6, 0.15)), ORIGINS, 180)

    assert (found.tried, found.wins) == (True, True)
    assert found.gain > found.error
    trees, looks = read_trees(found.trees), np.full((2, len(FEATURES)), np.nan)
    looks[:, FEATURES.index("age")] = 450.0, 800.0
    assert trees.foretell(looks) == pytest.approx([0.6, 0.15], abs=0.1)


def test_it_does_not_win_where_there_is_nothing_to_find() -> None:
    assert not challenge(rows(lambda age: np.full(len(age), 0.3)), ORIGINS, 180).wins
