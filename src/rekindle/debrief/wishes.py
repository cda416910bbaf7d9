"""Wishes to be left alone in a text: sure ones, ones somebody has to look at, and ones about one channel alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rekindle.debrief.matching import Match
from rekindle.debrief.normalise import Token
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel

# A way that is offered stands so near to the word that offers it ("phone only", "rather give us a call").
_OFFERED_WITHIN = 3
_SURE = frozenset({"opt_out", "opt_out_over_comma"})
# What makes words that only sound like a wish ordinary ones.
_VETOES = {"opt_out_demand": {"opt_out_ordinary"}, "opt_out_doubt": {"opt_out_ordinary", Reason.SILENCE}}
_CHANNELS = {f"channel_{channel}": channel for channel in Channel}


@dataclass(frozen=True, slots=True)
class Wish:
    """A wish not to be contacted: over `channels`, over every one where there are none.

    One that is not sure only sounds like one: whoever is meant is held until somebody has looked."""

    is_sure: bool
    channels: frozenset[Channel] = frozenset()

    @property
    def bound(self) -> tuple[Channel | None, ...]:
        """The channels it binds, as the ledger knows them: None for every one."""
        return tuple(sorted(self.channels)) or (None,)


def asks_for_silence(wish: Wish | None) -> bool:
    """Say whether a wish is surely one, for no contact at all."""
    return wish is not None and wish.is_sure and not wish.channels


def hear_wish(matches: Sequence[Match], tokens: Sequence[Token]) -> Wish | None:
    """Return the wish a text holds, the strictest of several: a sure one, else one in doubt, else none.

    A wish with an end (`not before March`) is none. It stands in one clause, but for those that a comma divides by the
    rules of their language (`hör auf, mir zu schreiben`); over others it is in doubt. A single word (`stop`) is one
    where it stands alone: but for courtesies in the whole text, but for a refusal in clauses (`no thanks, stop`). A
    wish beside another way (`no calls, mail only`) binds the channels it names; naming none, it is in doubt.
    """
    if _stands_alone(matches, tokens):
        return Wish(is_sure=True)
    asked = [
        one
        for one in matches
        if _asks(one, matches, tokens) and not any(_ends(other, one, tokens) for other in matches)
    ]
    refused = {at for one in asked for at in one.named}
    return _strictest({_hear(one, refused, matches, tokens) for one in asked})


def _strictest(heard: set[Wish]) -> Wish | None:
    """Return the strictest of several wishes; those about channels alone are one, about them all."""
    about_all = [wish for wish in heard if not wish.channels]
    if about_all or not heard:
        return Wish(is_sure=any(wish.is_sure for wish in about_all)) if heard else None
    return Wish(any(wish.is_sure for wish in heard), frozenset().union(*(wish.channels for wish in heard)))


def named_as(matches: Iterable[Match], key: str) -> frozenset[int]:
    """Return the tokens that the phrases of a mark name."""
    return frozenset(at for match in matches if match.phrase.key == key for at in match.named)


def _asks(match: Match, matches: Sequence[Match], tokens: Sequence[Token]) -> bool:
    """Say whether a phrase asks for no contact, be it in doubt.

    A no and an end (`no more calls`) may as well tell of their silence (`calls no more`); with a demand beside them,
    or a wish, they may not. Neither does where somebody has left, or is not reached."""
    vetoes = _VETOES.get(match.phrase.key)
    if vetoes is None:
        return match.phrase.key in _SURE
    in_one_clause = tokens[match.first].clause == tokens[match.end - 1].clause
    may_cross = match.phrase.key == "opt_out_demand"
    return (in_one_clause or may_cross) and not any(
        other.phrase.key in vetoes and other.named & match.named for other in matches
    )


def _hear(wish: Match, refused: set[int], matches: Sequence[Match], tokens: Sequence[Token]) -> Wish:
    """Return what one phrase asks for. A way that stands among the `refused` words, of whichever wish, is not open."""
    in_one_clause = tokens[wish.first].clause == tokens[wish.end - 1].clause
    is_sure = wish.phrase.key == "opt_out_over_comma" or (wish.phrase.key == "opt_out" and in_one_clause)
    offers = [one for one in matches if _offers(one, wish, tokens)]
    closed = _channels_named(matches, range(wish.first, wish.end))
    near = {at for one in offers for at in range(one.first - _OFFERED_WITHIN, one.end + _OFFERED_WITHIN)}
    opened = _channels_named(matches, near - refused)
    if closed and opened - _channels_named(matches, refused):
        return Wish(is_sure, closed)
    return Wish(is_sure and not any(one.first >= wish.end for one in offers))


def _channels_named(matches: Sequence[Match], within: Iterable[int]) -> frozenset[Channel]:
    places = set(within)
    return frozenset(
        _CHANNELS[match.phrase.key] for match in matches if match.phrase.key in _CHANNELS and match.named <= places
    )


def _offers(other: Match, wish: Match, tokens: Sequence[Token]) -> bool:
    """Say whether a phrase offers another way in the sentence of a wish, outside of its words."""
    is_outside = not other.named & wish.named
    in_sentence = tokens[wish.first].sentence == tokens[other.first].sentence
    return other.phrase.key == "opt_out_instead" and is_outside and in_sentence


def _ends(other: Match, wish: Match, tokens: Sequence[Token]) -> bool:
    """Say whether a phrase is the end or the limit of a wish."""
    near = other.end > wish.first - 3 and other.first <= wish.end + 2
    return other.phrase.key == "opt_out_limit" and near and tokens[wish.end - 1].clause == tokens[other.first].clause


def _stands_alone(matches: Sequence[Match], tokens: Sequence[Token]) -> bool:
    """Say whether nothing but a word to stop is said, in the whole text or in clauses that refuse as well."""
    stop, refusal = named_as(matches, "opt_out_stop"), named_as(matches, "opt_out_refusal")
    alone = named_as(matches, "opt_out_alone") | stop
    brief = alone | refusal | named_as(matches, "opt_out_courtesy")
    if len(brief) == len(tokens):
        return bool(alone)
    clauses = (list(at) for _, at in groupby(range(len(tokens)), key=lambda at: tokens[at].clause))
    for is_brief, some in groupby(clauses, key=brief.issuperset):
        together = {at for clause in some for at in clause}
        if is_brief and together & stop and together & refusal:
            return True
    return False
