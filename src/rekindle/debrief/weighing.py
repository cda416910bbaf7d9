"""Weighs the phrases found in a text: what stands around a cue makes it count more, less or not at all."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from rekindle.debrief.matching import Match
from rekindle.debrief.normalise import Token

Weights = Mapping[str, Mapping[str, float]]
_NEAR = 4


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
    shields = [match for match in marks if match.phrase.key in {"ignore", "opt_out"}]
    mine = [match for match in matches if match.phrase.kind == kind]
    mine = [one for one in mine if not any(other.covers(one) for other in [*mine, *shields])]
    taken = {at for match in mine for at in range(match.first, match.end)}
    around = [mark for mark in marks if mark.phrase.key == "dismissal" or not any(match.covers(mark) for match in mine)]
    return [
        Cue(
            match,
            match.phrase.key,
            rule["strength"][match.phrase.strength] * _factor(match, around, taken, tokens, rule),
        )
        for match in mine
    ]


def _factor(match: Match, marks: Iterable[Match], taken: set[int], tokens: Sequence[Token], rule: Weights) -> float:
    factor = rule["modifier"]["asked"] if tokens[match.end - 1].asked else 1.0
    touching = {mark.phrase.key for mark in marks if _touches(mark, match, marks, taken, tokens)}
    for key in touching:
        factor *= rule["modifier"].get("negated" if key in {"negation", "dismissal"} else key, 1.0)
    return factor


def _touches(mark: Match, match: Match, marks: Iterable[Match], taken: set[int], tokens: Sequence[Token]) -> bool:
    """Say whether a mark changes this cue: each kind of mark reaches as far as people use it."""
    here, there = tokens[match.first], tokens[mark.first]
    before = mark.end <= match.first
    distance = match.first - mark.end if before else mark.first - match.end
    same_sentence = here.sentence == there.sentence
    key = mark.phrase.key
    if key == "sarcasm":
        return True
    if key in {"truth", "contrast"}:
        return before and (key == "truth" or same_sentence)
    if key == "dismissal":
        return not before and -len(taken) <= distance <= 2 and same_sentence and mark.end >= match.end
    if not before or not same_sentence:
        return False
    if key in {"negation", "cause"}:
        consumed = key == "negation" and taken.issuperset(range(mark.first, mark.end))
        return not consumed and _only_fillers(tokens, marks, mark.end, match.first)
    if key == "officially":
        return not any(
            mark.end <= other.first <= match.first for other in marks if other.phrase.key in {"truth", "contrast"}
        )
    return distance <= _NEAR


def _only_fillers(tokens: Sequence[Token], marks: Iterable[Match], start: int, end: int) -> bool:
    filler = {at for mark in marks if mark.phrase.key == "filler" for at in range(mark.first, mark.end)}
    one_clause = start >= end or tokens[start].clause == tokens[start - 1].clause
    return end - start <= 3 and one_clause and filler.issuperset(range(start, end))


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
