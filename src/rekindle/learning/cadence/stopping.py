"""Where one more follow-up stops paying: the first step after which the rest lies below the break-even chance."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.cadence.asking import AskCadence
from rekindle.learning.cadence.events import Flags, Rows
from rekindle.learning.cadence.followups import FollowUps
from rekindle.learning.logs.instants import Numbers

_EDGES = (1, 3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 270, 365, 730)
_FEWEST = 30
_MOST = 20


@dataclass(frozen=True, slots=True)
class Step:
    """Follow-ups of one number, or of a span of days since the start: how many, and the share that came back."""

    label: str
    upto: float
    rows: int
    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Stop:
    """After how many follow-ups and days it stops paying (None: not within this log), and why.

    `break_even` is the chance at which a follow-up is just worth it.
    """

    after_followups: int | None
    after_days: float | None
    break_even: float
    because: str
    by_number: tuple[Step, ...]
    by_days: tuple[Step, ...]


def find_stop(followups: FollowUps, earlier: Rows, later: Rows, ask: AskCadence) -> Stop:
    """Find the stop on the earlier part and hold it against the later one."""
    number, days, came = followups.number, followups.since_start, followups.came
    even, how = _break_even(float(came[earlier].mean()), ask)
    numbers = [float(one) for one in range(1, _MOST + 1)]
    by_number = _steps(number[earlier], came[earlier], numbers, "{:g}")
    by_days = _steps(days[earlier], came[earlier], [float(one) for one in _EDGES], "up to {:g} days")
    after_number = _stop(number[earlier], came[earlier], by_number, even)
    after_days = _stop(days[earlier], came[earlier], by_days, even)
    rest = number > (np.inf if after_number is None else after_number)
    said = (
        _say_first(by_number, ask.within),
        _say_rest(came[earlier][rest[earlier]], after_number),
        f"Break-even is {even * 100:.1f} in 100: {how}.",
        _say_later(came[later][rest[later]]),
        "" if after_days is None else f"Counted in days, it stops paying {after_days:g} days after the start.",
    )
    whole = None if after_number is None else int(after_number)
    return Stop(whole, after_days, even, " ".join(filter(None, said)), tuple(by_number), tuple(by_days))


def share_with_interval(yes: float, rows: int) -> tuple[float, float, float]:
    """Return a share and its 95 % interval (Jeffreys)."""
    from scipy.stats import beta  # noqa: PLC0415 slow

    low, high = (float(beta.ppf(tail, yes + 0.5, rows - yes + 0.5)) for tail in (0.025, 0.975))
    return (float(yes) / rows if rows else 0.0), low, high


def _break_even(average: float, ask: AskCadence) -> tuple[float, str]:
    if ask.cost is not None and ask.worth is not None:
        return ask.cost / ask.worth, f"a follow-up costs {ask.cost:g} and a case that comes back is worth {ask.worth:g}"
    return average / 2, "half of what the average follow-up brings; --cost and --worth would say it in your money"


def _steps(values: Numbers, came: Flags, edges: list[float], label: str) -> list[Step]:
    found, low = [], -np.inf
    for edge in edges:
        mine = (values > low) & (values <= edge)
        if mine.sum() >= _FEWEST:
            found.append(
                Step(label.format(edge), edge, int(mine.sum()), *share_with_interval(came[mine].sum(), int(mine.sum())))
            )
            low = edge
    rest = values > low
    if rest.sum() >= _FEWEST and found:
        words = f"after {found[-1].upto:g}" + (" days" if "days" in label else "")
        found.append(Step(words, np.inf, int(rest.sum()), *share_with_interval(came[rest].sum(), int(rest.sum()))))
    return found


def _stop(values: Numbers, came: Flags, steps: list[Step], even: float) -> float | None:
    """Return after which value the next step and all that follows surely lie below break-even."""
    for done, coming in zip([None, *steps], steps, strict=False):
        after = 0.0 if done is None else done.upto
        rest = values > after
        if rest.sum() < _FEWEST:
            return None
        share, _, high = share_with_interval(came[rest].sum(), int(rest.sum()))
        if coming.chance < even and share < even and high < even:
            return after
    return None


def _say_first(steps: list[Step], within: float) -> str:
    return f"The first follow-up brings {_in_100(steps[0])} back within {within:g} days." if steps else ""


def _say_rest(came: Flags, after: float | None) -> str:
    """Say what the follow-ups after the stop brought."""
    if after is None:
        return "Within what this log shows, one more still pays or is not shown not to."
    share, low, high = share_with_interval(came.sum(), len(came))
    return (
        f"Those after number {after:g} bring {share * 100:.1f} in 100 back (likely {low * 100:.1f} to "
        f"{high * 100:.1f}; {len(came):,} of them)."
    )


def _say_later(came: Flags) -> str:
    return f"On later cases they brought {came.mean() * 100:.1f} in 100." if len(came) >= _FEWEST else ""


def _in_100(step: Step) -> str:
    return f"{step.chance * 100:.1f} in 100 (likely {step.low * 100:.1f} to {step.high * 100:.1f})"
