"""Pairs worth a look: records that share something rare, at least one of them new."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar
from uuid import UUID


class HasId(Protocol):
    """A record that can be told from others."""

    @property
    def id(self) -> UUID: ...


C = TypeVar("C", bound=HasId)

# What more records share than this is a word of the trade, and says nothing.
COMMON = 60


@dataclass(frozen=True, slots=True)
class NearMatch:
    """Two records that may be one, the one made first in front; `score` from 0 to 1, `evidence` in words."""

    this_id: UUID
    that_id: UUID
    score: float
    evidence: str


def pairs_sharing(
    cards: Iterable[C], traits: Callable[[C], Iterable[Hashable]], fresh: set[UUID]
) -> Iterator[tuple[C, C]]:
    """Yield each pair of cards that share a trait which is not common, once, if one of the two is fresh."""
    having: Mapping[Hashable, list[C]] = defaultdict(list)
    for card in cards:
        for trait in set(traits(card)):
            having[trait].append(card)
    seen: set[tuple[UUID, UUID]] = set()
    for sharing in having.values():
        if 1 < len(sharing) <= COMMON and any(card.id in fresh for card in sharing):
            yield from _pairs(sharing, fresh, seen)


def _pairs(cards: list[C], fresh: set[UUID], seen: set[tuple[UUID, UUID]]) -> Iterator[tuple[C, C]]:
    ordered = sorted(cards, key=lambda card: card.id)
    for place, this in enumerate(ordered):
        for that in ordered[place + 1 :]:
            key = (this.id, that.id)
            if key not in seen and (this.id in fresh or that.id in fresh):
                seen.add(key)
                yield this, that
