"""Finds the words that name a date in a text and says which days they mean. No opinion about which one counts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from rekindle.debrief.datewords import words
from rekindle.debrief.periods import Due, Period, coming, easter, months_from, within

Groups = dict[str, str | None]
Maker = Callable[[Groups, date, int], Period | Due | None]


@dataclass(frozen=True, slots=True)
class Moment:
    """What the words in [start, end) of a folded line mean.

    `firm`: they name the future themselves; `led`: they begin with a word that leads to a date (mid October).
    """

    start: int
    end: int
    meant: Period | Due
    weight: float
    firm: bool
    led: bool


@cache
def _patterns() -> list[tuple[re.Pattern[str], Maker, float, bool]]:
    """Build every pattern with what it makes of a match, how exact it is, and whether it names the future itself."""
    return [
        (
            re.compile(rf"(?<![\w./-])(?:{words().spell_out(row['text'])})(?!\w|[-./]\d)"),
            _MEANINGS[row["means"]],
            row["exact"],
            row.get("firm", False),
        )
        for row in words().patterns
    ]


def names_moment(line: str) -> bool:
    """Say whether a folded line holds words for a date at all."""
    return any(pattern.search(line) for pattern, *_ in _patterns())


def find_moments(line: str, said_on: date, fiscal_month: int) -> Iterator[Moment]:
    """Yield every reading of every date in a folded line; one that is no date (31 February) is left out."""
    for pattern, maker, weight, firm in _patterns():
        for found in pattern.finditer(line):
            try:
                meant = maker(found.groupdict(), said_on, fiscal_month)
            except ValueError:
                continue
            if meant is not None:
                exact = weight + 0.01 * (found.end() - found.start())
                groups = found.groupdict()
                yield Moment(
                    found.start(),
                    found.end(),
                    meant,
                    exact,
                    firm=firm or (groups.get("y") is not None and maker is not _year),
                    led=groups.get("part") is not None,
                )


def _full_year(text: str | None) -> int | None:
    return None if text is None else int(text) if len(text) == 4 else 2000 + int(text)


def _part(groups: Groups) -> int | None:
    named = groups.get("part")
    return None if named is None else words().parts[named]


def _cut(period: Period, groups: Groups) -> Period:
    part = _part(groups)
    return period if part is None else period.third(part)


def _named_day(groups: Groups, said_on: date, _: int) -> Due:
    month, day, year = words().months[groups["mon"] or ""], int(groups["d"] or 0), _full_year(groups.get("y"))
    found = date(year or said_on.year, month, day)
    return Due(found if year or found > said_on else date(said_on.year + 1, month, day), 3.0)


def _iso_day(groups: Groups, _said_on: date, _: int) -> Due:
    return Due(date(int(groups["y"] or 0), int(groups["m"] or 0), int(groups["d"] or 0)), 3.0)


def _numeric_day(groups: Groups, _said_on: date, _: int) -> Due:
    """03/04 is a day in April or in March: the European order is taken, and the other stays within the spread."""
    day, month, year = int(groups["d"] or 0), int(groups["m"] or 0), _full_year(groups["y"]) or 0
    if month > 12:
        day, month = month, day
    found = date(year, month, day)
    other = date(year, day, month) if day <= 12 else found
    return Due(found, max(3.0, abs((found - other).days) / 2))


def _month(groups: Groups, said_on: date, _: int) -> Period | None:
    named = groups.get("mon")
    month, year = words().months[named] if named else int(groups["m"] or 0), _full_year(groups.get("y"))
    if not 1 <= month <= 12:
        return None
    return _cut(months_from(year, month, 1), groups) if year else coming(month, 1, said_on, _part(groups))


def _quarter(groups: Groups, said_on: date, _: int) -> Period:
    quarter = int(groups["q"] or 0) if groups.get("q") else words().ordinals[groups["ord"] or ""]
    year, month = _full_year(groups.get("y")), 3 * quarter - 2
    return _cut(months_from(year, month, 3), groups) if year else coming(month, 3, said_on, _part(groups))


def _half(groups: Groups, said_on: date, _: int) -> Period | None:
    half = int(groups["h"] or 0) if groups.get("h") else words().ordinals[groups["ho"] or ""]
    if half > 2:
        return None
    year, month = _full_year(groups.get("y")), 6 * half - 5
    return months_from(year, month, 6) if year else coming(month, 6, said_on)


def _fiscal(groups: Groups, said_on: date, fiscal_month: int) -> Due:
    """A fiscal year is named after the calendar year it ends in; its money is given out in the first weeks."""
    year = _full_year(groups["y"]) or said_on.year
    return _fiscal_start(year if fiscal_month == 1 else year - 1, fiscal_month)


def _fiscal_start(year: int, fiscal_month: int) -> Due:
    return Due(date(year, fiscal_month, 1) + timedelta(days=30), 45.0)


def _next_fiscal(_groups: Groups, said_on: date, fiscal_month: int) -> Due:
    year = said_on.year + (date(said_on.year, fiscal_month, 1) <= said_on)
    return _fiscal_start(year, fiscal_month)


def _season(groups: Groups, said_on: date, _: int) -> Period:
    month, year = words().seasons[groups["season"] or ""], _full_year(groups.get("y"))
    return _cut(months_from(year, month, 3), groups) if year else coming(month, 3, said_on, _part(groups))


def _feast(groups: Groups, said_on: date, _: int) -> Period:
    feast = words().feasts[groups["feast"] or ""]
    for year in (said_on.year, said_on.year + 1):
        found = _feast_of(feast, year)
        if found.last >= said_on:
            return found
    return _feast_of(feast, said_on.year + 2)


def _feast_of(feast: str, year: int) -> Period:
    if feast == "easter":
        return Period(easter(year) - timedelta(days=7), easter(year) + timedelta(days=7))
    spans = {"new_year": (12, 20, 17), "back_to_work": (8, 15, 20), "thanksgiving": (11, 22, 7)}
    month, day, days = spans[feast]
    first = date(year, month, day)
    return Period(first, first + timedelta(days=days))


def _within(groups: Groups, said_on: date, _: int) -> Due:
    def count(name: str) -> float:
        text = groups.get(name) or groups["n"] or "1"
        return float(text) if text.isdigit() else words().numbers[text]

    unit = words().units[groups["unit"] or ""]
    least, most = sorted((count("n"), count("n2")))
    return within(said_on, least * unit, most * unit)


def _next_year(groups: Groups, said_on: date, _: int) -> Period:
    return _whole_year(said_on.year + 1, groups)


def _whole_year(year: int, groups: Groups) -> Period:
    part = _part(groups)
    if part is None:
        return months_from(year, 1, 12)
    return (months_from(year, 1, 3), months_from(year, 5, 3), months_from(year, 11, 2))[part]


def _year(groups: Groups, said_on: date, _: int) -> Period | None:
    year = int(groups["y"] or 0)
    return _whole_year(year, groups) if year > said_on.year else None


def _next_quarter(groups: Groups, said_on: date, _: int) -> Period:
    return _cut(months_from(said_on.year, 3 * ((said_on.month - 1) // 3) + 4, 3), groups)


def _next_month(groups: Groups, said_on: date, _: int) -> Period:
    return _cut(months_from(said_on.year, said_on.month + 1, 1), groups)


def _next_week(_groups: Groups, said_on: date, _: int) -> Period:
    monday = said_on + timedelta(days=7 - said_on.weekday())
    return Period(monday, monday + timedelta(days=4))


def _this_year(_groups: Groups, said_on: date, _: int) -> Period:
    return Period(said_on + timedelta(days=14), max(date(said_on.year, 12, 31), said_on + timedelta(days=30)))


def _new_year(_groups: Groups, said_on: date, _: int) -> Period:
    return Period(date(said_on.year + 1, 1, 7), date(said_on.year + 1, 2, 10))


def _year_end(_groups: Groups, said_on: date, _: int) -> Period:
    year = said_on.year + (said_on > date(said_on.year, 12, 15))
    return Period(date(year, 11, 20), date(year, 12, 31))


def _mid_year(_groups: Groups, said_on: date, _: int) -> Period:
    return coming(6, 2, said_on)


def _calendar_week(groups: Groups, said_on: date, _: int) -> Period:
    week, year = int(groups["kw"] or 0), _full_year(groups.get("y"))
    monday = date.fromisocalendar(year or said_on.year, week, 1)
    if year is None and monday < said_on:
        monday = date.fromisocalendar(said_on.year + 1, week, 1)
    return Period(monday, monday + timedelta(days=4))


_MEANINGS: dict[str, Maker] = {
    "iso_day": _iso_day,
    "numeric_day": _numeric_day,
    "month": _month,
    "named_day": _named_day,
    "quarter": _quarter,
    "half": _half,
    "fiscal": _fiscal,
    "next_fiscal": _next_fiscal,
    "season": _season,
    "feast": _feast,
    "within": _within,
    "next_year": _next_year,
    "next_quarter": _next_quarter,
    "next_month": _next_month,
    "next_week": _next_week,
    "this_year": _this_year,
    "new_year": _new_year,
    "year_end": _year_end,
    "mid_year": _mid_year,
    "calendar_week": _calendar_week,
    "year": _year,
}
