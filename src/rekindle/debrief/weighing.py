"""Weighs the phrases found in a text: what stands around a cue makes it count more, less or not at all."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from rekindle.debrief.lexicon import MARKS
from rekindle.debrief.matching import Match
from rekindle.debrief.normalise import Token

Weights = Mapping[str, Mapping[str, float]]
# Words between a hedge and the cue it softens, and little words between a no and the cue it takes back.
_NEAR = 4
_FILLERS = 3
_SHIELDS = {"ignore", "opt_out"}
_AROUND = {mark for mark in MARKS - _SHIELDS - {"filler", "nothing"} if not mark.startswith("opt_out")}


@dataclass(frozen=True, slots=True)
class Cue:
    """A match that speaks for a key, and how much it counts where it stands."""

    match: Match
    key: str
    weight: float


@cache
def weights() -> dict[str, dict[str, float]]:
    """Load the weights of cues and of what stands around them."""
    text = (resources.files("rekindle.debrief") / "weights.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def weigh(kind: str, matches: Sequence[Match], tokens: Sequence[Token], rule: Weights) -> list[Cue]:
    """Weigh the matches of one kind (reason or verdict), those inside a longer match of that kind left out."""
    marks = [match for match in matches if match.phrase.kind == "mark"]
    shields = [match for match in marks if match.phrase.key in _SHIELDS]
    mine = [match for match in matches if match.phrase.kind == kind and not any(match.within(one) for one in shields)]
    mine = _outermost(mine)
    taken = frozenset(at for match in mine for at in match.named)
    fillers = frozenset(at for mark in marks if mark.phrase.key == "filler" for at in mark.named)
    near = Nearby([mark for mark in marks if mark.phrase.key in _AROUND], taken, fillers, tokens)
    strength = rule["strength"]
    return [
        Cue(match, match.phrase.key, strength[match.phrase.strength] * near.factor(match, rule["modifier"]))
        for match in mine
    ]


def _outermost(matches: Sequence[Match]) -> list[Match]:
    """Leave out each match whose words all stand in a longer one."""
    naming: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        for at in match.named:
            naming[at].append(match)
    return [one for one in matches if not any(other.covers(one) for other in naming[one.first])]


@dataclass(frozen=True, slots=True)
class Nearby:
    """What may change a cue's weight: the marks of a text, the tokens its cues have taken, and its little words."""

    marks: Sequence[Match]
    taken: frozenset[int]
    fillers: frozenset[int]
    tokens: Sequence[Token]

    def factor(self, match: Match, modifier: Mapping[str, float]) -> float:
        """Multiply what stands around a cue; each kind of mark counts once."""
        touching = {mark.phrase.key for mark in self.marks if self._touches(mark, match)}
        product = modifier["asked"] if self.tokens[match.end - 1].asked else 1.0
        for key in touching:
            product *= modifier.get("negated" if key in {"negation", "dismissal"} else key, 1.0)
        return product

    def _touches(self, mark: Match, match: Match) -> bool:
        """Say whether a mark changes this cue: each kind of mark reaches as far as people mean it to."""
        key = mark.phrase.key
        if key == "sarcasm":
            return not mark.named & self.taken
        if self._sentence(mark) != self._sentence(match):
            return key == "truth" and mark.end <= match.first
        if key == "dismissal":
            return (
                mark.end >= match.end and mark.first <= match.end + 2 and mark.first > match.first and self._means(mark)
            )
        return mark.end <= match.first and self._reaches(mark, match)

    def _reaches(self, mark: Match, match: Match) -> bool:
        key = mark.phrase.key
        if key == "negation":
            return not mark.named <= self.taken and self._only_fillers(mark.end, match.first)
        if key == "cause":
            return self._only_fillers(mark.end, match.first)
        if key == "officially":
            turns = [one for one in self.marks if one.phrase.key in {"truth", "contrast"}]
            return not any(mark.end <= turn.first <= match.first for turn in turns)
        return key in {"truth", "contrast"} or match.first - mark.end <= _NEAR

    def _sentence(self, match: Match) -> int:
        return self.tokens[match.first].sentence

    def _means(self, approval: Match) -> bool:
        """Say whether a word of approval is meant: `not good enough` approves of nothing."""
        return not any(one.phrase.key == "negation" and one.end == approval.first for one in self.marks)

    def _only_fillers(self, start: int, end: int) -> bool:
        one_clause = start >= end or self.tokens[start].clause == self.tokens[start - 1].clause
        return end - start <= _FILLERS and one_clause and self.fillers.issuperset(range(start, end))


def add_up(cues: Iterable[Cue], again: float) -> dict[str, float]:
    """Sum the cues per key: the strongest in full, each further one that adds words of its own at a falling share."""
    by_key: dict[str, list[Cue]] = defaultdict(list)
    for cue in sorted(cues, key=lambda cue: (-cue.weight, cue.match.first)):
        if all(_apart(cue.match, other.match) for other in by_key[cue.key]):
            by_key[cue.key].append(cue)
    return {key: sum(cue.weight * again**place for place, cue in enumerate(ranked)) for key, ranked in by_key.items()}


def _apart(one: Match, other: Match) -> bool:
    return one.end <= other.first or other.end <= one.first


def shares(scores: Mapping[str, float], temperature: float) -> dict[str, float]:
    """Turn scores into shares that sum to 1 (softmax)."""
    top = max(scores.values())
    raised = {key: exp((score - top) / temperature) for key, score in scores.items()}
    total = sum(raised.values())
    return {key: value / total for key, value in raised.items()}
