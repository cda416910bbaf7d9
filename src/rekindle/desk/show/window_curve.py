"""The chance of each fortnight as a curve over the line of days, with its interval, and the window as a part of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby, pairwise
from math import prod

Place = Callable[[date], float]
Point = tuple[float, float]

HIGH = 76
_HALF = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Fortnight:
    """The chance of coming back within the two weeks from a day, with its interval."""

    from_on: date
    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """Paths of SVG: the space under the curve, the curve, its interval, and the window under the curve."""

    area: str
    line: str
    band: str
    win: str


@dataclass(frozen=True, slots=True)
class MonthOfChance:
    """The chance of coming back in one month, in 100, with the likely range."""

    month: date
    in_100: int
    low: int
    high: int


def draw_curve(fortnights: tuple[Fortnight, ...], since: date, until: date, place: Place, base: int) -> Curve | None:
    """Draw the curve so high that the upper end of its interval just fits; None where there is no chance to draw."""
    peak = max(one.high for one in fortnights)
    if peak <= 0:
        return None

    def points(of: Callable[[Fortnight], float]) -> list[Point]:
        return [(place(one.from_on + _HALF / 2), round(base - HIGH * of(one) / peak, 1)) for one in fortnights]

    middle = points(lambda one: one.chance)
    start, end = place(since), place(until)
    inside = [(start, _height(middle, start)), *(one for one in middle if start < one[0] < end)]
    inside.append((end, _height(middle, end)))
    low = list(reversed(points(lambda one: one.low)))
    return Curve(
        area=f"M{middle[0][0]} {base}{_through(middle)}L{middle[-1][0]} {base}Z",
        line="M" + _through(middle)[1:],
        band="M" + _through(points(lambda one: one.high))[1:] + _through(low) + "Z",
        win=f"M{start} {base}{_through(inside)}L{end} {base}Z",
    )


def _through(points: list[Point]) -> str:
    return "".join(f"L{x:g} {y:g}" for x, y in points)


def _height(points: list[Point], x: float) -> float:
    """Return the height of the curve at a place between its points."""
    for (left, low), (right, high) in pairwise(points):
        if left <= x <= right:
            share = (x - left) / (right - left) if right > left else 0.0
            return round(low + (high - low) * share, 1)
    return points[0][1] if x < points[0][0] else points[-1][1]


def by_month(fortnights: Iterable[Fortnight], since: date, most: int = 12) -> list[MonthOfChance]:
    """Put the fortnights from a day on together by the month in which they begin."""
    ahead, told = (one for one in fortnights if one.from_on >= since), []
    for month, some in groupby(ahead, key=lambda one: one.from_on.replace(day=1)):
        away = zip(*((1 - one.chance, 1 - one.low, 1 - one.high) for one in some), strict=True)
        told.append(MonthOfChance(month, *(round(100 * (1 - prod(shares))) for shares in away)))
    return told[:most]
