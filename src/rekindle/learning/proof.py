"""What a hold-out has shown, and how much of it a proof needs: planned from a past, never from its own small arm."""

from dataclasses import dataclass
from math import log, sqrt

import numpy as np

from rekindle.learning.holdout import SHARE, Arm

# Two-sided 5 %, power 80 %.
Z_ALPHA, Z_POWER, ALPHA = 1.959963984540054, 0.8416212335729143, 0.05
# The ends of the rate's interval a plan is told with, and the highest rate it is made for.
PLANNED, MOST_RATE = (0.1, 0.9), 0.99


@dataclass(frozen=True)
class Plan:
    """Account-weeks (both arms) that show returns that are up by half: at the rate of a past, and at the ends of the
    80 % interval of that rate. `needed` None: nobody came back by then, and all that is known is `least`."""

    needed: int | None
    least: int | None
    most: int | None


def plan_proof(past: Arm, share: float = SHARE) -> Plan:
    """Plan a hold-out from account-weeks that are over, so that its size is that of the design and does not move with
    the few returns of its own small arm; nothing is known where no week is.

    The rate's interval is Jeffreys' for counts: gamma of returns + 1/2 over the weeks (Brown, Cai & DasGupta 2003)."""
    if not past.weeks:
        return Plan(None, None, None)
    from scipy.special import gammaincinv  # noqa: PLC0415 slow to import

    low, high = (float(gammaincinv(past.returns + 0.5, end)) / past.weeks for end in PLANNED)
    least = weeks_needed(min(high, MOST_RATE), share=share)
    if not past.returns:
        return Plan(None, least, None)
    middle = weeks_needed(min(past.returns / past.weeks, MOST_RATE), share=share)
    return Plan(middle, min(least, middle), max(weeks_needed(low, share=share), middle))


@dataclass(frozen=True)
class Proof:
    """What the hold-out shows: returns per 100 account-weeks more than the cadence, with an interval that may be
    looked at any time; `needed` account-weeks in all for a lift of half, give or take `least` to `most`."""

    verdict: str
    difference: float
    low: float
    high: float
    have: int
    needed: int | None
    least: int | None
    most: int | None


def weeks_needed(rate: float, lift: float = 0.5, share: float = SHARE) -> int:
    """Return the account-weeks (both arms) that show a lift of a return rate, at 5 % and with power 80 %.

    n = (z_a sqrt(v0) + z_b sqrt(v1))^2 / difference^2, v the variance of the difference of two shares for arms of
    unequal size (Fleiss, Statistical Methods for Rates and Proportions)."""
    more = min(rate * (1 + lift), 0.999)
    mean = (1 - share) * more + share * rate
    spread = 1 / share + 1 / (1 - share)
    under_none = sqrt(mean * (1 - mean) * spread)
    under_lift = sqrt(more * (1 - more) / (1 - share) + rate * (1 - rate) / share)
    return int(np.ceil(((Z_ALPHA * under_none + Z_POWER * under_lift) / (more - rate)) ** 2))


def weigh_proof(desk: Arm, cadence: Arm, plan: Plan, share: float = SHARE) -> Proof:
    """Compare the arms; claims nothing before the account-weeks of the plan are there, nor without one.

    The interval is a confidence sequence (Robbins 1970, normal mixture): it holds at every look, so that nobody wins
    by looking often. With information V = 1 / variance and rho of the planned size its radius is
    sqrt((V + rho)(ln((V + rho) / rho) + 2 ln(1 / alpha))) / V."""
    have, sizes = desk.weeks + cadence.weeks, (plan.needed, plan.least, plan.most)
    if not desk.weeks or not cadence.weeks or plan.needed is None:
        return Proof("not enough data", 0.0, -100.0, 100.0, have, *sizes)
    difference = desk.rate - cadence.rate
    variance = desk.rate * (1 - desk.rate) / desk.weeks + cadence.rate * (1 - cadence.rate) / cadence.weeks
    information = 1 / variance
    rho = max(information * plan.needed / have, 1.0) / 10
    radius = sqrt((information + rho) * (log((information + rho) / rho) + 2 * log(1 / ALPHA))) / information
    low, high = difference - radius, difference + radius
    verdict = "not enough data" if have < plan.needed else ("better" if low > 0 else "no difference shown")
    return Proof(verdict, 100 * difference, 100 * low, 100 * high, have, *sizes)
