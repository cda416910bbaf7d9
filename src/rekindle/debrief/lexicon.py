"""Loads the cues: phrases per language, each with what it speaks for and how strongly. Data, not code.

A phrase is a row of slots: `no more? budget*|geld` is "no", perhaps "more", then a word that begins with "budget" or
is "geld". A star stands for any letters, `a|b` for either, a trailing `?` for a slot that may be missing and `~` for
a gap of up to four words; `zu_wenig` is one choice of two words and `#` any number. `{name}` stands for a list
of words.toml in the same folder.
"""

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib import resources
from itertools import product
from typing import Any

from rapidfuzz.distance import DamerauLevenshtein

from rekindle.debrief.normalise import fold
from rekindle.terms.losses import Reason, Verdict

STRENGTHS = ("strong", "fair", "weak")
MARKS = frozenset(
    {
        *("negation", "dismissal", "quoted", "filler", "hedge", "officially", "truth", "contrast", "cause", "main"),
        *("minor", "sarcasm", "opt_out", "opt_out_alone", "opt_out_instead", "opt_out_limit", "nothing", "ignore"),
        *("opt_out_stop", "opt_out_refusal", "opt_out_courtesy", "opt_out_over_comma", "opt_out_doubt"),
        *(
            "opt_out_demand",
            "opt_out_ordinary",
            "channel_mail",
            "channel_call",
            "channel_linkedin",
            "channel_message",
            "channel_visit",
        ),
    }
)
# The marks that are a wish to be left alone, whatever stands around them may make of it.
WISHES = frozenset(
    {"opt_out", "opt_out_alone", "opt_out_stop", "opt_out_over_comma", "opt_out_doubt", "opt_out_demand"}
)
GAP = frozenset({-1})
NUMBER = "#"
# The word patterns a slot accepts, and whether it may be missing.
Slot = tuple[frozenset[int], bool]
# Shorter words have too many neighbours one letter away.
_SHORTEST_MISSPELT = 5
_FREQUENT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Phrase:
    """One cue: `kind` is reason, verdict or mark; `key` what it speaks for; `slots` the atoms each slot accepts.

    `needed` are the slots that must be filled: those that are no gap and may not be missing.
    """

    kind: str
    key: str
    strength: str
    text: str
    language: str
    slots: tuple[Slot, ...]
    needed: tuple[frozenset[int], ...]


@dataclass(frozen=True, eq=False)
class Lexicon:
    """All phrases, and tables that find the atoms (word patterns) a token matches and the phrases an atom leads to.

    `of_wishes` leads from an atom to what else a phrase needs that is a wish to be left alone, or sounds like one."""

    phrases: list[Phrase] = field(default_factory=list)
    exact: dict[str, int] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    inside: dict[str, int] = field(default_factory=dict)
    by_anchor: dict[int, list[Phrase]] = field(default_factory=dict)
    frequent: list[str] = field(default_factory=list)
    known: dict[str, frozenset[int]] = field(default_factory=dict)
    of_wishes: dict[int, list[tuple[frozenset[int], ...]]] = field(default_factory=dict)

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

    @cached_property
    def _longest(self) -> int:
        return max(map(len, (*self.starts, *self.ends)), default=0)

    def _look_up(self, word: str) -> frozenset[int]:
        found = [self.exact[word]] if word in self.exact else []
        found += [self.exact[NUMBER]] if word.isdigit() and NUMBER in self.exact else []
        for at in range(1, min(len(word), self._longest) + 1):
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
    """Load every cue file of the package, one folder per language, once per process."""
    folders = resources.files("rekindle.debrief") / "cues"
    book = Lexicon()
    for folder in sorted(folders.iterdir(), key=lambda one: one.name):
        files = {
            file.name: tomllib.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.iterdir(), key=str)
        }
        words = {name: "|".join(some) for name, some in files.pop("words.toml", {}).items()}
        for name, data in files.items():
            add_phrases(book, f"{folder.name}/{name}", data, words)
    _index(book)
    return book


def add_phrases(book: Lexicon, name: str, data: Mapping[str, Any], words: Mapping[str, str]) -> None:
    """Add the phrases of one cue file; `words` are the lists its `{names}` stand for.

    Raises ValueError that names the file and the key or phrase it cannot understand.
    """
    language = name.split("/", maxsplit=1)[0]
    for kind, key, strength, phrase in _entries(name, data):
        for variant in _variants(_spell_out(name, phrase, words)):
            slots = _slots(book, name, variant)
            needed = tuple(atoms for atoms, optional in slots if not optional and atoms is not GAP)
            book.phrases.append(Phrase(kind, key, strength, phrase, language, slots, needed))


def _variants(phrase: str) -> Iterator[str]:
    """Yield the phrase once with every choice of one word, and once more for each choice of several words."""
    slots: list[list[str]] = []
    for slot in phrase.split():
        words = slot.split("|")
        single = "|".join(word for word in words if "_" not in word)
        slots.append([one for one in (single, *(word.replace("_", " ") for word in words if "_" in word)) if one])
    yield from (" ".join(choice) for choice in product(*slots))


def _entries(name: str, data: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Yield (kind, key, strength, phrase)."""
    known: dict[str, set[str]] = {"reason": set(Reason), "verdict": set(Verdict), "mark": set(MARKS)}
    for kind, keys in data.items():
        if kind not in known:
            raise ValueError(f"{name}: [{kind}] is not one of {sorted(known)}")
        for key, value in keys.items():
            if key not in known[kind]:
                raise ValueError(f"{name}: {kind}.{key} is not one of {sorted(known[kind])}")
            for strength, phrases in ({"": value} if kind == "mark" else value).items():
                if kind != "mark" and strength not in STRENGTHS:
                    raise ValueError(f"{name}: {kind}.{key}.{strength} is not one of {list(STRENGTHS)}")
                for phrase in phrases:
                    yield kind, key, strength, phrase


def _spell_out(name: str, phrase: str, words: Mapping[str, str]) -> str:
    try:
        return phrase.format_map(words)
    except KeyError as missing:
        raise ValueError(f"{name}: {phrase!r} uses {missing}, which words.toml beside it does not have") from None


def _slots(book: Lexicon, name: str, phrase: str) -> tuple[Slot, ...]:
    slots: list[Slot] = []
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


@cache
def spellings(word: str) -> frozenset[str]:
    """Return a word folded, and folded as people write it without umlauts: `später` is also `spaeter`."""
    lower = word.casefold()
    spread = lower.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    return frozenset({fold(lower), fold(spread)})


def _index(book: Lexicon) -> None:
    """File each phrase under the atoms of its rarest slot, so that a text meets few phrases it cannot match."""
    crowd: dict[int, int] = defaultdict(int)
    for phrase in book.phrases:
        for atom in {atom for atoms in phrase.needed for atom in atoms}:
            crowd[atom] += 1
    for phrase in book.phrases:
        rarest = min(phrase.needed, key=lambda atoms: sum(crowd[one] for one in atoms))
        for atom in rarest:
            book.by_anchor.setdefault(atom, []).append(phrase)
            if phrase.key in WISHES:
                book.of_wishes.setdefault(atom, []).append(phrase.needed)
    book.frequent.extend(word for word, atom in book.exact.items() if crowd[atom] >= _FREQUENT)
