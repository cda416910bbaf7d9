"""A contact: what people answer when somebody gets in touch with them on a day."""

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

import numpy as np

from rekindle.benchworld.deals import NEVER, Deals
from rekindle.benchworld.lives import Lives
from rekindle.benchworld.market import Flags, Floats, Ints, Market

QUARTER, HALF_YEAR = 91.0, 182.0


class Answer(IntEnum):
    """How somebody met by a contact answers."""

    SILENCE = 0
    TALKS = 1
    NOT_YET = 2
    STOP = 3


@dataclass
class Standing:
    """Where each deal stands: days of our contacts (NEVER where unused), when they came back or asked us to stop."""

    days: Floats
    count: Ints
    back: Floats
    stop: Floats

    @classmethod
    def fresh(cls, deals: int, contacts: int) -> "Standing":
        """Return the standing of so many deals at the start, with room for so many contacts each."""
        nobody = np.full(deals, NEVER)
        return cls(np.full((deals, contacts), NEVER), np.zeros(deals, dtype=np.int64), nobody, nobody.copy())

    def last(self, who: Ints) -> Floats:
        """Return the day of our last contact with each, minus NEVER where there was none."""
        days = self.days[who]
        latest: Floats = np.where(np.isfinite(days), days, -NEVER).max(axis=1)
        return latest

    def lately(self, who: Ints, day: Floats, within: float) -> Ints:
        """Count our contacts with each within so many days before a day."""
        days = self.days[who]
        counted: Ints = ((days <= day[:, None]) & (days > day[:, None] - within)).sum(axis=1)
        return counted


@dataclass
class Journal:
    """Every contact made, as columns in pieces: who, when, the answer, the date they named (NEVER), play and thing."""

    pieces: list[dict[str, Any]] = field(default_factory=list)

    def write(self, who: Ints, day: Floats, answer: Ints, due: Floats, play: Any = None, thing: Any = None) -> None:
        """Add one contact for each of `who`."""
        nothing = np.full(len(who), None, dtype=object)
        play = nothing if play is None else play
        thing = nothing if thing is None else thing
        self.pieces.append({"who": who, "day": day, "answer": answer, "due": due, "play": play, "thing": thing})

    def read(self, name: str) -> Any:
        """Return one column over all pieces."""
        return np.concatenate([piece[name] for piece in self.pieces]) if self.pieces else np.zeros(0)


def draw_luck(deals: int, contacts: int, chance: np.random.Generator) -> Floats:
    """Draw the luck of every contact of every deal beforehand: two habits that differ then meet the same chance."""
    luck: Floats = chance.random((deals, contacts, 7))
    return luck


def meet(
    market: Market, deals: Deals, lives: Lives, standing: Standing, luck: Floats, who: Ints, day: Floats, asks: Flags
) -> tuple[Ints, Floats]:
    """Get in touch with each of `who` on its `day`; return their answers and the dates they name (NEVER: none).

    Standing is changed. `asks`: the contact asked whether and when to come back."""
    number = market.draws
    drawn = luck[who, np.minimum(standing.count[who], luck.shape[1] - 1)]
    is_open = lives.is_open(day, who)
    fresh = 1 - np.exp((standing.last(who) - day) / number["contact.fresh_days"])
    tired = np.exp(-number["contact.tires"] * standing.lately(who, day, HALF_YEAR))
    talks = is_open & (drawn[:, 0] < number["window.replies"] * fresh * tired)
    harm = number["contact.opt_out"] * (1 + standing.lately(who, day, QUARTER))
    harm = harm * np.where(deals.hard_no[who], number["contact.hard_no_times"], 1.0)
    stops = ~is_open & (drawn[:, 1] < harm)
    opens = lives.next_open(day, who)
    not_yet = ~is_open & ~stops & np.isfinite(opens) & (drawn[:, 2] < number["contact.not_yet"] * tired)
    names = np.where(asks, number["contact.asked_names_a_date"], number["contact.names_a_date"])
    # Three even draws added up are near enough to a normal one: their sum less 1.5 has the standard deviation a half.
    about = opens + number["people.date_spread_days"] * 2 * (drawn[:, 4:7].sum(axis=1) - 1.5)
    due = np.where(not_yet & (drawn[:, 3] < names), np.maximum(np.round(about), day + 7), NEVER)
    standing.days[who, standing.count[who]] = day
    standing.count[who] += 1
    standing.back[who] = np.where(talks, day, standing.back[who])
    standing.stop[who] = np.where(stops, day, standing.stop[who])
    answer = np.select([talks, stops, not_yet], [Answer.TALKS, Answer.STOP, Answer.NOT_YET], Answer.SILENCE)
    return answer.astype(np.int64), due
