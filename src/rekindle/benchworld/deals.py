"""The lost deals of a world: what can be seen of them, and what cannot: the true reason and a hidden no."""

from dataclasses import dataclass, fields, replace

import numpy as np

from rekindle.benchworld.market import NO, VERDICTS, Flags, Floats, Ints, Market
from rekindle.benchworld.ranges import START

NEVER = np.inf


@dataclass(frozen=True)
class Deals:
    """One place per deal; days count from the start of the world, NEVER where there is none.

    `reason` and `hard_no` are true, and hidden. `said` is what the rep wrote down, `told` what the buyer said (-1:
    nobody asked). `promise` is the date the buyer gave."""

    lost: Floats
    reason: Ints
    said: Ints
    told: Ints
    verdict: Ints
    hard_no: Flags
    amount: Floats
    owner: Ints
    account: Ints
    segment: Ints
    product: Ints
    fiscal_month: Ints
    role: Ints
    contract_end: Floats
    contract_known: Flags
    promise: Floats
    new_chief: Floats
    talk: Floats

    def __len__(self) -> int:
        return len(self.lost)

    def take(self, places: Ints) -> "Deals":
        """Return the deals at these places, in this order; a place may come more than once."""
        return replace(self, **{part.name: getattr(self, part.name)[places] for part in fields(self)})


def draw_deals(market: Market, count: int, chance: np.random.Generator) -> Deals:
    """Draw lost deals: when, why, what was said about it, how large, and what is known of the account."""
    number = market.draws
    lost = -np.ceil(chance.random(count) * number["book.past_days"])
    reason = chance.choice(len(market.reasons), count, p=market.share)
    hard_no = chance.random(count) < number["people.hard_no"]
    verdict = _pick(market.verdicts[reason], chance)
    said_no = hard_no & (chance.random(count) < number["people.hard_no_said"])
    asked = chance.random(count) < number["people.debriefed"]
    segment = chance.choice(3, count, p=[0.4, 0.35, 0.25])
    size = np.log(number["book.amount_median"]) + number["book.amount_spread"] * chance.standard_normal(count)
    verdict = np.where(said_no, NO, verdict)
    return Deals(
        lost=lost,
        reason=reason,
        said=_pick(market.mistaken[reason], chance),
        told=np.where(asked, _told(market, reason, chance), -1),
        verdict=verdict,
        hard_no=hard_no,
        amount=np.round(np.exp(size), 2),
        owner=chance.integers(0, int(number["book.owners"]), count),
        account=_accounts(count, number["book.two_deals_share"], chance),
        segment=segment,
        product=chance.integers(0, int(number["book.products"]), count),
        fiscal_month=chance.choice([1, 4, 7, 10], count, p=[0.5, 0.1, 0.25, 0.15]),
        role=chance.integers(0, 4, count),
        contract_end=_contract_ends(market, reason, lost, chance),
        contract_known=chance.random(count) < number["clocks.contract_known"],
        promise=_promises(market, verdict, lost, chance),
        new_chief=lost + chance.exponential(365 / number["clocks.new_chief_a_year"], count),
        talk=lost + chance.exponential(365 / number["clocks.talks_a_year"], count),
    )


def imagine(market: Market, deals: Deals, chance: np.random.Generator) -> Deals:
    """Draw again what is hidden of these deals, given what can be seen and what is true of the market."""
    number = market.draws
    weight = market.share[:, None] * market.mistaken
    by_verdict = np.where(deals.verdict[:, None] == NO, 1.0, market.verdicts[:, np.minimum(deals.verdict, 3)].T)
    reason = _pick(weight[:, deals.said].T * by_verdict, chance)
    right = number["people.buyer_is_right"]
    believed = (deals.told >= 0) & (chance.random(len(deals)) < right)
    unsaid = number["people.hard_no"] * (1 - number["people.hard_no_said"])
    hidden = unsaid / (1 - number["people.hard_no"] * number["people.hard_no_said"])
    hard_no = (deals.verdict == NO) | (chance.random(len(deals)) < hidden)
    return replace(deals, reason=np.where(believed, deals.told, reason), hard_no=hard_no)


def fiscal_start_after(day: Floats, month: Ints) -> Floats:
    """Return the first day of the given month on or after each day."""
    start = np.datetime64(START, "D")
    months = (start + np.maximum(day, -40_000).astype("timedelta64[D]")).astype("datetime64[M]")
    ahead = (month - 1 - months.astype(np.int64) % 12) % 12
    first = (months + ahead.astype("timedelta64[M]")).astype("datetime64[D]")
    later = (months + (ahead + 12).astype("timedelta64[M]")).astype("datetime64[D]")
    found: Floats = (first - start).astype(np.float64)
    next_year: Floats = (later - start).astype(np.float64)
    return np.where(found >= day, found, next_year)


def _pick(weights: Floats, chance: np.random.Generator) -> Ints:
    total = np.cumsum(weights, axis=1)
    place = chance.random((len(weights), 1)) * total[:, -1:]
    picked: Ints = np.minimum((total < place).sum(axis=1), weights.shape[1] - 1)
    return picked


def _told(market: Market, reason: Ints, chance: np.random.Generator) -> Ints:
    right = chance.random(len(reason)) < market.draws["people.buyer_is_right"]
    told: Ints = np.where(right, reason, chance.integers(0, len(market.reasons), len(reason)))
    return told


def _accounts(count: int, twice: float, chance: np.random.Generator) -> Ints:
    """Number the accounts so that a share of the deals stand at the account of the deal before."""
    again = chance.random(count) < twice
    again[:1] = False
    return np.cumsum(~again) - 1


def _contract_ends(market: Market, reason: Ints, lost: Floats, chance: np.random.Generator) -> Floats:
    bound = np.array([clock == "contract" for clock in market.clock])[reason]
    term = chance.choice([365.0, 730.0, 1095.0], len(lost)) - chance.random(len(lost)) * 275
    return np.where(bound, np.round(lost + term), NEVER)


def _promises(market: Market, verdict: Ints, lost: Floats, chance: np.random.Generator) -> Floats:
    given = (verdict == VERDICTS.index("not_now")) & (chance.random(len(lost)) < market.draws["people.date_given"])
    return np.where(given, np.round(lost + chance.gamma(4.0, 50.0, len(lost))), NEVER)
