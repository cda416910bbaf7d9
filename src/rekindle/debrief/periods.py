"""Spans of days that words stand for, and the day in them to come back: the middle, with the width as its spread."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt

_NARROWEST_SD = 3.0
_YEAR = 365


@dataclass(frozen=True, slots=True)
class Due:
    """A day to come back and how far off it may be: one standard deviation, in days."""

    on: date
    sd_days: float

    def from_on(self, first: date) -> "Due":
        """Return the day as words bound it: neither it nor what it leaves open reaches before `first`."""
        on = max(self.on, first)
        return Due(on, min(self.sd_days, float((on - first).days)))


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; any of them may be meant."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Count the days."""
        return (self.last - self.first).days + 1

    def due(self) -> Due:
        """Return the middle day; the spread is that of a day drawn evenly from the period (width / sqrt 12).

        A whole year is meant from its beginning on, when its money is there; the spread reaches into the summer.
        """
        if self.days >= _YEAR:
            return Due(self.first + timedelta(days=59), 75.0)
        return Due(self.first + timedelta(days=self.days // 2), max(_NARROWEST_SD, self.days / sqrt(12)))

    def third(self, part: int) -> "Period":
        """Return the early (0), middle (1) or late (2) third."""
        step = self.days / 3
        last = self.first + timedelta(days=round(step * (part + 1)) - 1)
        return Period(self.first + timedelta(days=round(step * part)), last)

    def after(self) -> Due:
        """Return a day soon after the period, later and vaguer for a long one."""
        return Due(self.last + timedelta(days=min(30, max(7, self.days // 6))), min(45.0, max(7.0, self.days * 0.3)))

    def not_before(self) -> Due:
        """Return a day soon after the period has begun."""
        return Due(self.first + timedelta(days=min(14, self.days // 2)), min(75.0, max(7.0, self.days * 0.3)))

    def before(self) -> Due:
        """Return a day shortly before the period."""
        return Due(self.first - timedelta(days=10), 10.0)


def months_from(year: int, month: int, count: int) -> Period:
    """Return `count` months from the first of a month on; month may lie beyond 12."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    until = month + count
    last = date(year + (until - 1) // 12, (until - 1) % 12 + 1, 1) - timedelta(days=1)
    return Period(first, last)


def coming(month: int, count: int, said_on: date, part: int | None = None) -> Period:
    """Return the next such span of months that has not run for a third of its time when the words are said.

    `part` is the third of it that is meant, counted from 0; without it the whole."""
    for year in (said_on.year - 1, said_on.year, said_on.year + 1):
        found = months_from(year, month, count)
        meant = found if part is None else found.third(part)
        if meant.first + timedelta(days=meant.days // 3) >= said_on:
            return meant
    raise AssertionError("one of three years lies ahead")


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian; Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def within(said_on: date, least: float, most: float) -> Due:
    """Return a day between `least` and `most` days after the words: as vague as the span, and a sixth of the wait."""
    middle = (least + most) / 2
    return Due(said_on + timedelta(days=round(middle)), max(2.5, (most - least) / sqrt(12), middle * 0.15))


def is_ahead(due: Due, said_on: date) -> bool:
    """Say whether a day lies after the words and within ten years of them."""
    return said_on < due.on <= said_on + timedelta(days=10 * _YEAR)
