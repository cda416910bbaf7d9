"""Deals that may be one: at one organisation, of the same name or nearly, and the same amount or day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rekindle.intake.matching.pairs import ONE_PLACE, NearMatch, pairs_sharing
from rekindle.intake.matching.words import differ


@dataclass(frozen=True, slots=True)
class DealCard:
    """What a deal is known by. `account_id` is the organisation all merged ones are; `systems` know it by an id."""

    id: UUID
    account_id: UUID
    key: str
    amount_minor: int | None = None
    currency: str = ""
    lost_on: date | None = None
    systems: frozenset[str] = frozenset()


def near_deals(cards: Iterable[DealCard], fresh: set[UUID]) -> list[NearMatch]:
    """Return the pairs that may be one deal, of which at least one is fresh."""
    pairs = pairs_sharing(cards, _traits, fresh)
    return [match for this, that in pairs if (match := _compare(this, that)) is not None]


def _traits(card: DealCard) -> Iterator[tuple[object, ...]]:
    if card.amount_minor:
        yield card.account_id, card.amount_minor, card.currency
    if card.lost_on:
        yield card.account_id, card.lost_on


def _compare(this: DealCard, that: DealCard) -> NearMatch | None:
    """Two ids of one system are two deals: that system says so."""
    if this.systems & that.systems or not this.key or not that.key:
        return None
    words = differ(this.key, that.key)
    if words is None:
        return None
    same_amount = bool(this.amount_minor) and (this.amount_minor, this.currency) == (that.amount_minor, that.currency)
    same_day = this.lost_on is not None and this.lost_on == that.lost_on
    evidence = [ONE_PLACE, f"the names differ only in {', '.join(words)}" if words else "the same name"]
    evidence += ["the same amount"] if same_amount else []
    evidence += ["lost on the same day"] if same_day else []
    return NearMatch(this.id, that.id, 0.75 + 0.1 * (same_amount + same_day) + 0.04 * (not words), ", ".join(evidence))
