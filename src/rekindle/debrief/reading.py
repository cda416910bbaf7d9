"""Reads a free-text reason from any CRM: reason, verdict, how sure, and whether the person wants no more contact."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from rekindle.debrief.lexicon import lexicon
from rekindle.debrief.matching import Match, find_matches
from rekindle.debrief.normalise import Token, clean, split_word, tokens_of
from rekindle.debrief.quoting import own_words, unquoted_words
from rekindle.debrief.weighing import Cue, add_up, shares, weigh, weights
from rekindle.debrief.wishes import Wish, asks_for_silence, hear_wish, named_as
from rekindle.terms.losses import Reason, Verdict

UNKNOWN = "unknown"
# What `clean` takes out or spells out, where words hang on it.
_UNCLEAN = re.compile(r"[&<@/]|annot|://", re.IGNORECASE)
_PIECE = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says. `reason` None is an answer: `confidence` is then how sure we are that it tells no reason.

    All confidences lie in [0, 1]; `second_confidence` is 0 without a second reason. `cue` holds the words that
    decided, in the writer's spelling; empty where no words did.
    """

    reason: Reason | None
    verdict: Verdict
    confidence: float
    verdict_confidence: float
    second_reason: Reason | None
    second_confidence: float
    cue: str
    wish: Wish | None

    @property
    def opt_out(self) -> bool:
        """Whether somebody surely asks for no contact at all."""
        return asks_for_silence(self.wish)


@lru_cache(maxsize=20_000)
def read_reason(text: str) -> Reading:
    """Read one loss text in English, German, French or Spanish (and the commonest Dutch, Italian, Portuguese words).

    A footer that offers a way out is no wish for silence: the rest is read then. A wish above a quoted letter is one,
    as it would be without the letter.
    """
    found = _read(text)
    own = own_words(text) if found.wish else unquoted_words(text)
    if own == text:
        return found
    again = _read(own)
    return again if found.wish or again.wish else found


def _read(text: str) -> Reading:
    cleaned = clean(text)
    tokens = tokens_of(cleaned)
    matches = find_matches(tokens, lexicon())
    rule = weights()
    cues = weigh("reason", matches, tokens, rule)
    scores = _reason_scores(cues, matches, tokens, rule)
    ranked = _rank(shares(scores, rule["temperature"]["reason"]))
    wish = hear_wish(matches, tokens)
    first, second = ranked[0], ranked[1]
    implied = {
        pair.split()[1]: w * scores[first[0]] for pair, w in rule["implies"].items() if pair.split()[0] == first[0]
    }
    verdict, sure = _read_verdict(weigh("verdict", matches, tokens, rule), implied, asks_for_silence(wish), rule)
    also = _second(first, second, scores, rule)
    return Reading(
        reason=None if first[0] == UNKNOWN else Reason(first[0]),
        verdict=verdict,
        confidence=first[1],
        verdict_confidence=sure,
        second_reason=also,
        second_confidence=second[1] if also else 0.0,
        cue=_words(first[0], cues, matches, tokens, cleaned),
        wish=wish,
    )


def _rank(share: Mapping[str, float]) -> list[tuple[str, float]]:
    order = [UNKNOWN, *Reason, *Verdict]
    return sorted(share.items(), key=lambda item: (-item[1], order.index(item[0])))


def _reason_scores(
    cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token], rule: Mapping[str, Mapping[str, float]]
) -> dict[str, float]:
    scores = {str(reason): rule["unsaid"]["reason"] for reason in Reason} | add_up(cues, rule["modifier"]["again"])
    specific = max((score for key, score in scores.items() if key not in rule["overruled"]), default=0.0)
    if specific >= rule["strength"]["fair"]:
        scores = {key: score * rule["overruled"].get(key, 1.0) for key, score in scores.items()}
    return scores | {
        UNKNOWN: rule["unknown"]["reason"] + rule["unknown"]["nothing"] * _says_nothing(cues, matches, tokens, rule)
    }


def _says_nothing(
    cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token], rule: Mapping[str, Mapping[str, float]]
) -> float:
    """Return the share of the words, not spent on cues, that say there is nothing to say; 1 for an empty text."""
    if not tokens:
        return 1.0
    spent = {at for cue in cues for at in cue.match.named}
    said = {at for match in matches if match.phrase.key == "nothing" for at in match.named} - spent
    return min(1.0, 1.5 * len(said) / len(tokens)) * (rule["unknown"]["beside_cues"] if spent else 1.0)


def _read_verdict(
    cues: Sequence[Cue], implied: Mapping[str, float], opt_out: bool, rule: Mapping[str, Mapping[str, float]]
) -> tuple[Verdict, float]:
    if opt_out:
        return Verdict.NO, 0.97
    scores = {str(verdict): rule["unsaid"]["verdict"] for verdict in Verdict}
    scores |= {UNKNOWN: rule["unknown"]["verdict"]} | add_up(cues, rule["modifier"]["again"])
    for supposed, score in implied.items():
        scores[supposed] = max(scores[supposed], score)
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


def may_ask_for_silence(text: str) -> bool:
    """Say whether a text holds all the words of some wish, in any order: to look takes a twentieth of reading."""
    book = lexicon()
    pieces = set(_PIECE.findall(clean(text) if _UNCLEAN.search(text) else text))
    atoms = frozenset[int]().union(*(book.atoms_of(word) for piece in pieces for word in split_word(piece)))
    return any(
        not any(atoms.isdisjoint(slot) for slot in needed)
        for anchor in atoms & book.of_wishes.keys()
        for needed in book.of_wishes[anchor]
    )


def is_refusal(text: str) -> bool:
    """Say whether a message of theirs says no and nothing else: a refusal beside greetings and names.

    What it quotes is not looked at. A no with a reason, a day or a question is more than a refusal."""
    tokens = tokens_of(clean(own_words(unquoted_words(text))))
    matches = find_matches(tokens, lexicon())
    refusal = named_as(matches, "opt_out_refusal")
    brief = refusal | named_as(matches, "opt_out_courtesy")
    clauses = [set(at) for _, at in groupby(range(len(tokens)), key=lambda at: tokens[at].clause)]
    return bool(refusal) and all(len(clause - brief) <= (not clause & refusal) for clause in clauses)


def _words(key: str, cues: Sequence[Cue], matches: Sequence[Match], tokens: Sequence[Token], cleaned: str) -> str:
    mine = [(cue.weight, cue.match) for cue in cues if cue.key == key and cue.weight > 0]
    if key == UNKNOWN:
        mine = [(1.0, match) for match in matches if match.phrase.key == "nothing"]
    if not mine:
        return ""
    best = max(mine, key=lambda item: (item[0], item[1].end - item[1].first, -item[1].first))[1]
    return cleaned[tokens[best.first].start : tokens[best.end - 1].end]
