"""Finds the phrases of the lexicon in a text's tokens. No opinion about what they mean."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from rekindle.debrief.lexicon import GAP, Lexicon, Phrase
from rekindle.debrief.normalise import Token

_WIDEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase, the tokens [first, end) it spans, and those among them that it names (a gap names none)."""

    phrase: Phrase
    first: int
    end: int
    named: frozenset[int]

    def covers(self, other: "Match") -> bool:
        """Say whether this match names all the other names, and more."""
        return self.named > other.named

    def within(self, other: "Match") -> bool:
        """Say whether this match lies inside the span of the other."""
        return other.first <= self.first and self.end <= other.end


def find_matches(tokens: Sequence[Token], book: Lexicon) -> list[Match]:
    """Return every match of every phrase, in the order of the text; overlaps are left in."""
    words = [book.atoms_of(token.word) for token in tokens]
    places: dict[int, list[int]] = defaultdict(list)
    for at, atoms in enumerate(words):
        for atom in atoms:
            places[atom].append(at)
    wanted = {id(phrase): phrase for atom in places for phrase in book.by_anchor.get(atom, ())}
    found = [
        Match(phrase, first, max(named) + 1, frozenset(named))
        for phrase in wanted.values()
        if not any(places.keys().isdisjoint(atoms) for atoms in phrase.needed)
        for first in sorted({at for atom in phrase.slots[0][0] & places.keys() for at in places[atom]})
        if (named := _fill(phrase, 1, [first], first + 1, tokens, words))
    ]
    return sorted(
        found, key=lambda match: (match.first, match.end, match.phrase.kind, match.phrase.key, match.phrase.text)
    )


def _fill(
    phrase: Phrase,
    slot: int,
    named: list[int],
    at: int,
    tokens: Sequence[Token],
    words: Sequence[frozenset[int]],
    jump: bool = False,
) -> list[int]:
    """Return the tokens the whole phrase names when its slots from `slot` on are filled from `at`, else nothing."""
    if slot == len(phrase.slots):
        return named
    atoms, optional = phrase.slots[slot]
    if atoms is GAP:
        return _leap(phrase, slot, named, at, tokens, words)
    if at < len(tokens) and not words[at].isdisjoint(atoms) and _adjoins(tokens, at, jump):  # noqa: SIM102
        if filled := _fill(phrase, slot + 1, [*named, at], at + 1, tokens, words):
            return filled
    return _fill(phrase, slot + 1, named, at, tokens, words, jump) if optional else []


def _leap(
    phrase: Phrase, slot: int, named: list[int], at: int, tokens: Sequence[Token], words: Sequence[frozenset[int]]
) -> list[int]:
    for to in range(at, min(at + _WIDEST_GAP + 1, len(tokens))):
        if tokens[to].sentence != tokens[at - 1].sentence:
            break
        if filled := _fill(phrase, slot + 1, named, to, tokens, words, jump=True):
            return filled
    return []


def _adjoins(tokens: Sequence[Token], at: int, jump: bool) -> bool:
    """Neighbours stand in one clause; across a gap one sentence is enough."""
    return jump or tokens[at - 1].clause == tokens[at].clause
