"""Chance that falls the same way each time: one seeded generator per thing, so that a change moves only that thing."""

import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def dice(*names: object) -> random.Random:
    """Return the generator of one thing of the sample, seeded by its names."""
    return random.Random(":".join(map(str, names)))  # noqa: S311 - no secret; it must repeat


def pick(chance: random.Random, shares: Mapping[str, float]) -> str:
    """Pick a key with its share; the shares need not sum to 1."""
    return chance.choices(list(shares), list(shares.values()))[0]


def some(chance: random.Random, things: Sequence[T], low: int, high: int) -> list[T]:
    """Pick between `low` and `high` different things, as many as there are, in their own order."""
    count = min(len(things), chance.randint(low, high))
    return [things[at] for at in sorted(chance.sample(range(len(things)), count))]


def middling(chance: random.Random, low: int, high: int, mode: int) -> int:
    """Pick a whole number of a triangular spread."""
    return round(chance.triangular(low, high, mode))
