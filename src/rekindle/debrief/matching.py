"""Finds the phrases of the lexicon in a text's tokens. No opinion about what they mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekindle.debrief.lexicon import GAP, Lexicon, Phrase
from rekindle.debrief.normalise import Token

_WIDEST_GAP = 4


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase and the tokens [first, end) it was found in."""

    phrase: Phrase
    first: int
    end: int

    def covers(self, other: "Match") -> bool:
        """Say whether the other match lies inside this one and is shorter."""
        inside = self.first <= other.first and other.end <= self.end
        return inside and self.end - self.first > other.end - other.first


def find_matches(tokens: Sequence[Token], book: Lexicon) -> list[Match]:
    """Return every match of every phrase, in the order of the text; overlaps are left in."""
    words = [book.atoms_of(token.word) for token in tokens]
    present = frozenset().union(*words) if words else frozenset()
    wanted = {id(phrase): phrase for atom in present for phrase in book.by_anchor.get(atom, ())}
    found = [
        Match(phrase, first, end)
        for phrase in wanted.values()
        if not any(present.isdisjoint(atoms) for atoms in phrase.needed())
        for first, atoms in enumerate(words)
        if not atoms.isdisjoint(phrase.slots[0][0]) and (end := _fill(phrase, 1, first + 1, tokens, words))
    ]
    return sorted(
        found, key=lambda match: (match.first, match.end, match.phrase.kind, match.phrase.key, match.phrase.text)
    )


def _fill(
    phrase: Phrase, slot: int, at: int, tokens: Sequence[Token], words: Sequence[frozenset[int]], jump: bool = False
) -> int:
    """Return the token index behind the match of the slots from `slot` on, or 0 where they do not match at `at`."""
    if slot == len(phrase.slots):
        return at
    atoms, optional = phrase.slots[slot]
    if atoms is GAP:
        for skip in range(_WIDEST_GAP + 1):
            if at + skip >= len(tokens) or tokens[at + skip].sentence != tokens[at - 1].sentence:
                return 0
            if end := _fill(phrase, slot + 1, at + skip, tokens, words, jump=True):
                return end
        return 0
    if at < len(tokens) and not words[at].isdisjoint(atoms) and _adjoins(tokens, at, jump):  # noqa: SIM102
        if end := _fill(phrase, slot + 1, at + 1, tokens, words):
            return end
    return _fill(phrase, slot + 1, at, tokens, words, jump) if optional else 0


def _adjoins(tokens: Sequence[Token], at: int, jump: bool) -> bool:
    """Neighbours stand in one clause; across a gap one sentence is enough."""
    return jump or tokens[at - 1].clause == tokens[at].clause
