"""Pairs worth a look: records that share something rare, at least one of them new."""

from array import array
from collections.abc import Callable, Hashable, Iterable, Iterator
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
# What is said of two that would not be thought alike elsewhere.
ONE_PLACE = "the same organisation"
ADDRESSES = {"mail": "mail address", "linkedin": "LinkedIn page", "phone": "telephone"}


@dataclass(frozen=True, slots=True)
class NearMatch:
    """Two records that may be one, the one made first in front; `score` from 0 to 1, `evidence` in words."""

    this_id: UUID
    that_id: UUID
    score: float
    evidence: str


def hangs_on_place(evidence: str) -> bool:
    """Say whether two would not be thought alike if they were not at one organisation."""
    is_reached_alike = any(word in evidence for word in ADDRESSES.values())
    return evidence.startswith(ONE_PLACE) or (evidence.endswith(ONE_PLACE) and not is_reached_alike)


def pairs_sharing(
    cards: Iterable[C], traits: Callable[[C], Iterable[Hashable]], fresh: set[UUID]
) -> Iterator[tuple[C, C]]:
    """Yield each pair of cards that share a trait which is not common, once, if one of the two is fresh."""
    listed = list(cards)
    seen: set[tuple[UUID, UUID]] = set()
    for places in _sharing(listed, traits):
        sharing = [listed[place] for place in places]
        if any(card.id in fresh for card in sharing):
            yield from _pairs(sharing, fresh, seen)


def _sharing(cards: list[C], traits: Callable[[C], Iterable[Hashable]]) -> Iterator[list[int]]:
    """Yield the places of the cards that share a trait, in the order of the first of them.

    Of a trait only its mark of 64 bits is kept: of a million traits most stand alone, and would fill the memory.
    """
    import numpy as np  # noqa: PLC0415 a server that brings nothing in need not have it

    marks, counts = array("q"), array("q")
    for card in cards:
        own = {hash(trait) for trait in traits(card)}
        marks.extend(own)
        counts.append(len(own))
    place_of = np.repeat(np.arange(len(cards)), np.array(counts, dtype=np.int64))
    mark_of = np.array(marks, dtype=np.int64)
    order = np.argsort(mark_of, kind="stable")
    _, starts, sizes = np.unique(mark_of[order], return_index=True, return_counts=True)
    told = (sizes > 1) & (sizes <= COMMON)
    ends = starts + sizes
    groups = [place_of[order[start:end]].tolist() for start, end in zip(starts[told], ends[told], strict=True)]
    yield from sorted(groups)


def _pairs(cards: list[C], fresh: set[UUID], seen: set[tuple[UUID, UUID]]) -> Iterator[tuple[C, C]]:
    ordered = sorted(cards, key=lambda card: card.id)
    for place, this in enumerate(ordered):
        for that in ordered[place + 1 :]:
            key = (this.id, that.id)
            if key not in seen and (this.id in fresh or that.id in fresh):
                seen.add(key)
                yield this, that
