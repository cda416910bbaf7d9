"""Reads a free-text reason from any CRM: reason, verdict, how sure, and whether the person wants no more contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rekindle.debrief.lexicon import lexicon
from rekindle.debrief.matching import Match, find_matches
from rekindle.debrief.normalise import Token, clean, tokens_of
from rekindle.debrief.weighing import Cue, add_up, shares, weigh, weights
from rekindle.terms.losses import Reason, Verdict

UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. `reason` None is an answer: `confidence` is then how sure we are that it tells no reason.

    confidence and verdict_confidence lie in [0, 1]; `cue` holds the words that decided, in the writer's spelling.
    """

    reason: Reason | None
    verdict: Verdict
    confidence: float
    verdict_confidence: float
    second_reason: Reason | None
    cue: str
    opt_out: bool


@lru_cache(maxsize=20_000)
def read_reason(text: str) -> Reading:
    """Read one loss text in English, German, French or Spanish (and the commonest Dutch, Italian, Portuguese words)."""
    cleaned = clean(text)
    tokens = tokens_of(cleaned)
    matches = find_matches(tokens, lexicon())
    rule = weights()
    cues = weigh("reason", matches, tokens, rule)
    scores = _reason_scores(cues, matches, tokens, rule)
    ranked = _rank(shares(scores, rule["temperature"]["reason"]))
    opt_out = asks_for_silence(matches, tokens)
    verdict, sure = _read_verdict(weigh("verdict", matches, tokens, rule), scores, opt_out, rule)
    first, second = ranked[0], ranked[1]
    return Reading(
        reason=None if first[0] == UNKNOWN else Reason(first[0]),
        verdict=verdict,
        confidence=first[1],
        verdict_confidence=sure,
        second_reason=_second(first, second, scores, rule),
        cue=_words(first[0], cues, matches, tokens, cleaned),
        opt_out=opt_out,
    )


def _rank(share: Mapping[str, float]) -> list[tuple[str, float]]:
    order = [UNKNOWN, *Reason, *Verdict]
    return sorted(share.items(), key=lambda item: (-item[1], order.index(item[0])))


def _reason_scores(
    cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token], rule: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    scores = {str(reason): 0.0 for reason in Reason} | add_up(cues, rule["modifier"]["again"])
    specific = max((score for key, score in scores.items() if key not in rule["overruled"]), default=0.0)
    if specific >= rule["strength"]["fair"]:
        scores = {key: score * rule["overruled"].get(key, 1.0) for key, score in scores.items()}
    return scores | {
        UNKNOWN: rule["unknown"]["reason"] + rule["unknown"]["nothing"] * _says_nothing(cues, matches, tokens)
    }


def _says_nothing(cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token]) -> float:
    """Return the share of the words, not spent on cues, that say there is nothing to say; 1 for an empty text."""
    if not tokens:
        return 1.0
    spent = {at for cue in cues for at in range(cue.match.first, cue.match.end)}
    empty = [match for match in matches if match.phrase.key == "nothing"]
    said = {at for match in empty for at in range(match.first, match.end)} - spent
    return min(1.0, 1.5 * len(said) / len(tokens))


def _read_verdict(
    cues: Sequence[Cue], reasons: Mapping[str, float], opt_out: bool, rule: Mapping[str, Mapping[str, float]]
) -> tuple[Verdict, float]:
    if opt_out:
        return Verdict.NO, 0.97
    scores = {str(verdict): 0.0 for verdict in Verdict} | add_up(cues, rule["modifier"]["again"])
    scores[UNKNOWN] += rule["unknown"]["verdict"]
    for pair, weight in rule["implies"].items():
        reason, verdict = pair.split()
        scores[verdict] = max(scores[verdict], weight * reasons[reason])
    key, sure = _rank(shares(scores, rule["temperature"]["verdict"]))[0]
    return Verdict(key), sure


def _second(
    first: tuple[str, float],
    second: tuple[str, float],
    scores: Mapping[str, float],
    rule: Mapping[str, Mapping[str, float]],
) -> Reason | None:
    said = second[0] != UNKNOWN and first[0] != UNKNOWN and scores[second[0]] >= rule["strength"]["weak"]
    return Reason(second[0]) if said else None


def asks_for_silence(matches: Sequence[Match], tokens: Sequence[Token]) -> bool:
    """Say whether the text holds an explicit wish not to be contacted again; one with an end is not such a wish."""
    asked = [match for match in matches if match.phrase.key == "opt_out"]
    limits = [match for match in matches if match.phrase.key == "opt_out_limit"]
    return any(not any(_limits(limit, wish, tokens) for limit in limits) for wish in asked)


def _limits(limit: Match, wish: Match, tokens: Sequence[Token]) -> bool:
    near = limit.end > wish.first - 3 and limit.first <= wish.end + 2
    return near and tokens[limit.first].sentence == tokens[wish.first].sentence


def _words(key: str, cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token], cleaned: str) -> str:
    mine = [(cue.weight, cue.match) for cue in cues if cue.key == key and cue.weight > 0]
    if key == UNKNOWN:
        mine = [(1.0, match) for match in matches if match.phrase.key == "nothing"]
    if not mine:
        return ""
    best = max(mine, key=lambda item: (item[0], item[1].end - item[1].first, -item[1].first))[1]
    return cleaned[tokens[best.first].start : tokens[best.end - 1].end]
