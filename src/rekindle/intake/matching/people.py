"""Humans who may be one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from rekindle.intake.matching.pairs import ADDRESSES, ONE_PLACE, NearMatch, pairs_sharing
from rekindle.intake.matching.words import ALIKE, SHORTEST


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What a person is known by: folded name, the accounts where they work, and (kind, hash) of their addresses.

    Both as tuples, each once: a set of one takes four times the memory, and there are as many as people.
    """

    id: UUID
    key: str
    accounts: tuple[UUID, ...] = ()
    addresses: tuple[tuple[str, str], ...] = ()


def near_people(cards: Iterable[PersonCard], fresh: set[UUID]) -> list[NearMatch]:
    """Return the pairs that may be one human, of whom at least one is fresh."""
    pairs = pairs_sharing(cards, _traits, fresh)
    return [match for this, that in pairs if (match := _compare(this, that)) is not None]


def _traits(card: PersonCard) -> Iterator[tuple[str, object]]:
    yield from card.addresses
    words = card.key.split()
    for account in card.accounts:
        for word in words:
            yield word[:3], account


def _compare(this: PersonCard, that: PersonCard) -> NearMatch | None:
    shared = sorted({kind for kind, _ in set(this.addresses) & set(that.addresses)})
    likeness, how = _liken(this.key, that.key)
    own = [kind for kind in shared if kind != "phone"]
    if not own and likeness < 0.8:
        return None
    together = bool(set(this.accounts) & set(that.accounts))
    evidence = [f"the same {ADDRESSES.get(kind, kind)}" for kind in shared] + ([how] if how else [])
    if together:
        evidence.append(f"at {ONE_PLACE}")
    if not own and not together and "phone" not in shared:
        return None
    return NearMatch(this.id, that.id, 0.97 if own else likeness, ", ".join(evidence))


def _liken(this: str, that: str) -> tuple[float, str]:
    """Say how alike two folded names of people are, from 0 to 1, and how."""
    from rapidfuzz import fuzz  # noqa: PLC0415 as in words.py

    left, right = this.split(), that.split()
    if not left or not right:
        return 0.0, ""
    if sorted(left) == sorted(right):
        return 0.95, "the same name"
    if left[-1] == right[-1] and _is_short_for(left[0], right[0]):
        return 0.85, "the same family name, one first name cut short"
    if len(left) == len(right):
        others = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
        slips = all(min(len(a), len(b)) >= SHORTEST and fuzz.ratio(a, b) >= ALIKE for a, b in others)
        if len(others) == 1 and len(left) > 1 and slips:
            return 0.85, f"the names differ only in {others[0][0]}, {others[0][1]}"
    return 0.0, ""


def _is_short_for(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) < len(long) and long.startswith(short) and (len(short) == 1 or len(short) > 2)
