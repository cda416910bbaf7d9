"""Loads the cues: phrases per language, each with what it speaks for and how strongly. Data, not code.

A phrase is a row of slots: `no more? budget*|geld` is "no", perhaps "more", then a word that begins with "budget" or
is "geld". A star stands for any letters, `a|b` for either, a trailing `?` for a slot that may be missing and `~` for
a gap of up to four words; `zu_wenig` is one choice of two words and `#` any number. `{name}` stands for the words
that the file's own [group] gives that name.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import product

from rapidfuzz.distance import DamerauLevenshtein

from rekindle.debrief.normalise import fold
from rekindle.terms.losses import Reason, Verdict

STRENGTHS = ("strong", "fair", "weak")
MARKS = frozenset(
    {
        *("negation", "dismissal", "quoted", "filler", "hedge", "officially", "truth", "contrast", "cause", "main"),
        *("minor", "sarcasm", "opt_out", "opt_out_alone", "opt_out_instead", "opt_out_limit", "nothing", "ignore"),
    }
)
GAP = frozenset({-1})
NUMBER = "#"
# Shorter words have too many neighbours one letter away.
_SHORTEST_MISSPELT = 5
_FREQUENT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One cue: `kind` is reason, verdict or mark; `key` what it speaks for; `slots` the atoms each slot accepts."""

    kind: str
    key: str
    strength: str
    text: str
    language: str
    slots: tuple[tuple[frozenset[int], bool], ...]

    def needed(self) -> list[frozenset[int]]:
        """Return the slots that must be filled, gaps and optional slots left out."""
        return [atoms for atoms, optional in self.slots if not optional and atoms is not GAP]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All phrases, and tables that find the atoms (word patterns) a token matches and the phrases an atom leads to."""

    phrases: list[Phrase] = field(default_factory=list)
    exact: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    by_anchor: dict[int, list[Phrase]] = field(default_factory=dict)
    frequent: list[str] = field(default_factory=list)
    known: dict[str, frozenset[int]] = field(default_factory=dict)

    def atom(self, pattern: str) -> int:
        """Return the number of a word pattern, a new one if it was not seen before."""
        word = pattern.strip("*")
        table = {(0, 0): self.exact, (0, 1): self.starts, (1, 0): self.ends, (1, 1): self.inside}[
            (pattern.startswith("*"), pattern.endswith("*"))
        ]
        total = len(self.exact) + len(self.starts) + len(self.ends) + len(self.inside)
        return table.setdefault(word, total)

    def atoms_of(self, word: str) -> frozenset[int]:
        """Return every atom a token's word matches; one slip of the pen is forgiven in a long word nobody knows."""
        found = self.known.get(word)
        if found is None:
            found = self._look_up(word) or self._look_up(self._nearest(word))
            if len(self.known) < 100_000:
                self.known[word] = found
        return found

    def _look_up(self, word: str) -> frozenset[int]:
        found = [self.exact[word]] if word in self.exact else []
        found += [self.exact[NUMBER]] if word.isdigit() and NUMBER in self.exact else []
        for at in range(1, len(word) + 1):
            found += [self.starts[word[:at]]] if word[:at] in self.starts else []
            found += [self.ends[word[-at:]]] if word[-at:] in self.ends else []
        return frozenset(found + [atom for part, atom in self.inside.items() if part in word])

    def _nearest(self, word: str) -> str:
        """Return the known word one slip away from a long one, where several phrases use it; else nothing."""
        if len(word) < _SHORTEST_MISSPELT:
            return ""
        near = [
            known
            for known in self.frequent
            if known[0] == word[0]
            and abs(len(known) - len(word)) <= 1
            and DamerauLevenshtein.distance(known, word, score_cutoff=1) <= 1
        ]
        return min(near, default="")


@cache
def lexicon() -> Lexicon:
    """Load every cue file of the package, once per process."""
    book = Lexicon()
    folder = resources.files("rekindle.debrief") / "cues"
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            _read_file(book, file.name, tomllib.loads(file.read_text(encoding="utf-8")))
    _index(book)
    return book


def _read_file(book: Lexicon, name: str, data: dict[str, object]) -> None:
    language = name.removesuffix(".toml")
    for kind, key, strength, phrase in _entries(name, data):
        for variant in _variants(phrase):
            book.phrases.append(Phrase(kind, key, strength, phrase, language, _slots(book, name, variant)))


def _variants(phrase: str) -> Iterator[str]:
    """Yield the phrase once with every choice of one word, and once more for each choice of several words."""
    slots: list[list[str]] = []
    for slot in phrase.split():
        words = slot.split("|")
        single = "|".join(word for word in words if "_" not in word)
        slots.append([one for one in (single, *(word.replace("_", " ") for word in words if "_" in word)) if one])
    yield from (" ".join(choice) for choice in product(*slots))


def _entries(name: str, data: dict[str, object]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (kind, key, strength, phrase); raises ValueError that names file and key of what is not understood."""
    known: dict[str, set[str]] = {"reason": set(Reason), "verdict": set(Verdict), "mark": set(MARKS)}
    groups = _groups(name, data)
    for kind, keys in data.items():
        if kind not in known or not isinstance(keys, dict):
            raise ValueError(f"{name}: [{kind}] is not one of {sorted(known)}")
        for key, value in keys.items():
            if key not in known[kind]:
                raise ValueError(f"{name}: {kind}.{key} is not one of {sorted(known[kind])}")
            for strength, phrases in ({"": value} if kind == "mark" else value).items():
                if kind != "mark" and strength not in STRENGTHS:
                    raise ValueError(f"{name}: {kind}.{key}.{strength} is not one of {list(STRENGTHS)}")
                for phrase in phrases:
                    yield kind, str(key), strength, _spell_out(name, phrase, groups)


def _groups(name: str, data: dict[str, object]) -> dict[str, str]:
    groups = data.pop("group", {})
    if not isinstance(groups, dict):
        raise ValueError(f"{name}: [group] must give each name its words, parted by |")
    return groups


def _spell_out(name: str, phrase: str, groups: dict[str, str]) -> str:
    try:
        return phrase.format_map(groups)
    except KeyError as missing:
        raise ValueError(f"{name}: {phrase!r} uses the group {missing}, which the file does not have") from None


def _slots(book: Lexicon, name: str, phrase: str) -> tuple[tuple[frozenset[int], bool], ...]:
    slots: list[tuple[frozenset[int], bool]] = []
    for slot in phrase.split():
        if slot == "~":
            slots.append((GAP, False))
            continue
        words = [spelt for word in slot.removesuffix("?").split("|") for spelt in spellings(word)]
        slots.append((frozenset(book.atom(word) for word in words), slot.endswith("?")))
        if not all(word.strip("*") for word in words):
            raise ValueError(f"{name}: the phrase {phrase!r} has a choice without letters")
    if not slots or slots[0][1] or slots[0][0] is GAP or slots[-1][0] is GAP:
        raise ValueError(
            f"{name}: the phrase {phrase!r} must begin and end with a word; its first word is not optional"
        )
    return tuple(slots)


def spellings(word: str) -> set[str]:
    """Return a word folded, and folded as people write it without umlauts: `später` is also `spaeter`."""
    lower = word.casefold()
    spread = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return {fold(lower), fold(spread)}


def _index(book: Lexicon) -> None:
    """File each phrase under the atoms of its rarest slot, so that a text meets few phrases it cannot match."""
    crowd: dict[int, int] = defaultdict(int)
    for phrase in book.phrases:
        for atom in {atom for atoms in phrase.needed() for atom in atoms}:
            crowd[atom] += 1
    for phrase in book.phrases:
        for atom in min(phrase.needed(), key=lambda atoms: sum(crowd[one] for one in atoms)):
            book.by_anchor.setdefault(atom, []).append(phrase)
    book.frequent.extend(word for word, atom in book.exact.items() if crowd[atom] >= _FREQUENT)
