"""Days written as a month, a quarter or a week: the day in the middle, which says that it is only about then."""

import re
from datetime import UTC, date, datetime, time, timedelta

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import FIRST_YEAR, LAST_YEAR, Clock, When, read_when
from rekindle.intake.cells.words import MONTHS
from rekindle.intake.files.table import Cell
from rekindle.intake.names import fold

_QUARTER = re.compile(r"(?:[qt] ?([1-4])|([1-4]) ?[qt]|([1-4]) (?:quartal|quarter|trimestre|trimestre de)) (\d{4})")
_QUARTER_BEHIND = re.compile(r"(\d{4}) ?[qt] ?([1-4])")
_WEEK = re.compile(r"(\d{4}) ?(?:w|kw|s|cw) ?(\d{1,2})|(?:w|kw|cw|week|woche|semaine|semana) ?(\d{1,2}) (\d{4})")
_MONTH = re.compile(r"(\d{4}) (\d{1,2})|(\d{1,2}) (\d{4})")
_SHORT_MONTH = re.compile(r"([a-z]+) ?(\d{2})")
_FISCAL = re.compile(
    r"(?:q ?([1-4]) ?(?:of )?)?(?:fy|gj|fiscal year|fiscal|geschaftsjahr) ?(\d{4}|\d{2})"
    r"(?: (\d{2}|\d{4}))?(?: ?q ?([1-4]))?"
)
_LONGEST_MONTH, _LONGEST = 20, 30
_MONTH_NAMED = re.compile(r"([a-z]+) (?:de )?(\d{4})")


def read_about(cell: Cell, clock: Clock) -> When:
    """Read a date, or a whole period in words or numbers: "Q3 2025", "März 2025", "03/2025", "2025-W14".

    Of a period the middle day is given, with the first day of it in `first`. Raises CellError.
    """
    try:
        return read_when(cell, clock)
    except CellError:
        days = _days(fold(cell), clock.fiscal_month) if isinstance(cell, str) and len(cell) <= _LONGEST else None
        if days is None:
            raise
    middle = days[0] + (days[1] - days[0]) // 2
    return When(middle, datetime.combine(middle, time(), clock.zone).astimezone(UTC), days[0])


def with_century(cell: Cell) -> Cell:
    """Write the year of "Mar-25" in full, in a column of months; elsewhere it may be the 25th of March."""
    found = _SHORT_MONTH.fullmatch(fold(cell)) if isinstance(cell, str) and len(cell) <= _LONGEST_MONTH else None
    return f"{found[1]} 20{found[2]}" if found and found[1] in MONTHS else cell


def says_fiscal(cell: Cell) -> bool:
    """Say whether a cell is a fiscal year or a quarter of one: "FY25", "Q3 FY2025", "FY24/25 Q1"."""
    return isinstance(cell, str) and len(cell) <= _LONGEST and bool(_FISCAL.fullmatch(fold(cell)))


def _days(text: str, fiscal_month: int) -> tuple[date, date] | None:
    """Return the first day of the period and the first one after it."""
    try:
        return _quarter(text) or _week(text) or _month(text) or _fiscal(text, fiscal_month)
    except ValueError:
        return None


def _quarter(text: str) -> tuple[date, date] | None:
    if found := _QUARTER.fullmatch(text):
        return _months(int(found[4]), 3 * int(found[1] or found[2] or found[3]) - 2, 3)
    if found := _QUARTER_BEHIND.fullmatch(text):
        return _months(int(found[1]), 3 * int(found[2]) - 2, 3)
    return None


def _fiscal(text: str, begins: int) -> tuple[date, date] | None:
    """A fiscal year is named after the calendar year it ends in."""
    found = _FISCAL.fullmatch(text)
    if not found or not begins:
        return None
    ends = found[3] or found[2]
    year = int(ends) if len(ends) == 4 else 2000 + int(ends)
    quarter = found[1] or found[4]
    first = begins - 1 + (3 * (int(quarter) - 1) if quarter else 0)
    year += first // 12 - (begins > 1)
    return _months(year, first % 12 + 1, 3 if quarter else 12)


def _week(text: str) -> tuple[date, date] | None:
    if not (found := _WEEK.fullmatch(text)):
        return None
    first = date.fromisocalendar(int(found[1] or found[4]), int(found[2] or found[3]), 1)
    return first, first + timedelta(days=7)


def _month(text: str) -> tuple[date, date] | None:
    if found := _MONTH.fullmatch(text):
        return _months(int(found[1] or found[4]), int(found[2] or found[3]), 1)
    found = _MONTH_NAMED.fullmatch(text)
    return _months(int(found[2]), MONTHS[found[1]], 1) if found and found[1] in MONTHS else None


def _months(year: int, month: int, count: int) -> tuple[date, date] | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    after = month - 1 + count
    return date(year, month, 1), date(year + after // 12, after % 12 + 1, 1)
