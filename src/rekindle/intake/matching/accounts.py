"""Organisations that may be one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from rekindle.intake.matching.pairs import NearMatch, pairs_sharing
from rekindle.intake.matching.words import bones, differ, has_digit, telling


@dataclass(frozen=True, slots=True)
class AccountCard:
    """What an organisation is known by: its name as written, folded, its web site's domain, region and country."""

    id: UUID
    name: str
    key: str
    domain: str = ""
    region: str = ""
    country: str = ""


def near_accounts(cards: Iterable[AccountCard], fresh: set[UUID]) -> list[NearMatch]:
    """Return the pairs that may be one organisation, of which at least one is fresh."""
    pairs = pairs_sharing(cards, _traits, fresh)
    return [match for this, that in pairs if (match := _compare(this, that)) is not None]


def _traits(card: AccountCard) -> Iterator[str]:
    """What near matches share: the domain, or of a word that tells them its beginning or its bones.

    A number is shared whole: no other is a slip of it, and shops that are counted all begin alike.
    """
    if card.domain:
        yield f"@{card.domain}"
    for word in telling(card.key):
        if has_digit(word):
            yield word
        else:
            yield word[:5]
            yield f"~{bones(word)}"


def _compare(this: AccountCard, that: AccountCard) -> NearMatch | None:
    if this.country and that.country and this.country != that.country:
        return None
    words = differ(this.key, that.key)
    same_site = bool(this.domain) and this.domain == that.domain
    if words is None:
        if not same_site:
            return None
        return NearMatch(this.id, that.id, 0.75, f"the same web site, {this.domain}; the names differ")
    if this.domain and that.domain and not same_site:
        return None
    score = 0.97 if same_site else (0.95 if not words else 0.85)
    evidence = ["the same web site, " + this.domain] if same_site else []
    evidence.append(f"the names differ only in {', '.join(words)}" if words else "the same name")
    if this.region and that.region and this.region != that.region:
        score -= 0.2
        evidence.append(f"but {this.region} is not {that.region}")
    return NearMatch(this.id, that.id, score, "; ".join(evidence))
