"""Days and instants as files write them. Day and month are never guessed: without an order "03/04/2026" is an error."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum

from dateutil import parser as dateutil_parser

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.words import MONTHS
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import fold


class Order(StrEnum):
    """In which order a column writes day, month and year."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    YEAR_FIRST = "ymd"


@dataclass(frozen=True, slots=True)
class When:
    """A day in the book's zone and the instant in UTC; without a time of day the instant is the day's beginning.

    `first` is there if only a month, a quarter or a week was said: its first day, while `on` is the one in the middle.
    """

    on: date
    at: datetime
    first: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """How a column's dates are read: the zone they are in, the order if settled, the year serial numbers count from,
    and the month (1 to 12) in which a fiscal year begins, 0 if nobody knows. With `is_year_open` it is not settled
    whether "24-02-01" begins with the year, so that it is no date."""

    zone: tzinfo
    order: Order | None = None
    from_1904: bool = False
    fiscal_month: int = 0
    is_year_open: bool = False


FIRST_YEAR, LAST_YEAR = 1950, 2100
FIRST_SHORT_YEAR = 13
"""From here on the first two digits of a date are no month, and may be a year."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(.+))?")
_NUMBERS = re.compile(r"(\d{1,4})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{1,4})\.?(?:,?\s+(.+))?")
_TIME = re.compile(
    r"(?:at |um |à )?(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s*([ap]\.?m\.?)?\s*(z|(?:utc|gmt)?[+-]\d{1,2}(?::?\d{2})?|utc|gmt)?",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일](?:\s*(.+))?")
_COMPACT = re.compile(r"(19|20)\d{6}")
_WORD = r"[^\W\d_]+"
_DAY_NAMED = re.compile(
    rf"(?:{_WORD} )?(\d{{1,2}})(?:st|nd|rd|th|er)? (?:de )?({_WORD}) (?:de )?(\d{{4}}|\d{{2}})(?: (.+))?"
)
_NAMED_DAY = re.compile(rf"(?:{_WORD} )?({_WORD}) (\d{{1,2}})(?:st|nd|rd|th)? (\d{{4}})(?: (.+))?")
# From 1970 to 2079: a number outside is no date, or not surely one.
_SERIALS = range(25_569, 65_747)


def read_when(cell: Cell, clock: Clock) -> When:
    """Read a date or an instant from a cell of a column known to hold them. Raises CellError."""
    if isinstance(cell, datetime):
        return _instant(cell, clock)
    if isinstance(cell, date):
        return _day(cell, clock)
    if isinstance(cell, bool):
        raise CellError(f"{as_text(cell)!r} is not a date")
    if isinstance(cell, int) and _COMPACT.fullmatch(str(cell)):
        return _from_text(str(cell), clock)
    if not isinstance(cell, str):
        return _serial(float(cell), clock)
    text = cell.strip()
    if len(text) > LONGEST:
        raise CellError("a long text is not a date")
    if text.replace(".", "", 1).isdecimal() and not _COMPACT.fullmatch(text):
        return _serial(float(text), clock)
    return _from_text(text, clock)


def _from_text(text: str, clock: Clock) -> When:
    if found := _ISO.fullmatch(text) or _SIGNED.fullmatch(text):
        return _build(int(found[1]), int(found[2]), int(found[3]), found[4], text, clock)
    if _COMPACT.fullmatch(text):
        return _build(int(text[:4]), int(text[4:6]), int(text[6:]), None, text, clock)
    if found := _NUMBERS.fullmatch(text):
        if clock.is_year_open and len(found[1]) < 3:
            raise CellError(f"{text!r} can be read in two ways: which number is the year is not settled")
        year, month, day = _arrange((found[1], found[3], found[4]), found[2], clock.order, text)
        return _build(year, month, day, found[5], text, clock)
    return _named(text, clock)


def orders_of(text: str) -> frozenset[Order]:
    """Return the orders in which a text of three numbers is a date; empty if it is none or needs no order."""
    found = _NUMBERS.fullmatch(text.strip())
    if not found or len(found[1]) >= 3:
        return frozenset()
    return frozenset(order for order in Order if _fits(found[1], found[3], found[4], order))


def may_begin_with_year(text: str) -> bool:
    """Say whether a date of two digits each may begin with its year: "24-02-01"."""
    found = _NUMBERS.fullmatch(text.strip())
    is_short = found is not None and len(found[1]) == len(found[4]) == 2 and int(found[1]) >= FIRST_SHORT_YEAR
    return found is not None and is_short and _fits(found[1], found[3], found[4], Order.YEAR_FIRST)


def numbers_of(text: str) -> tuple[int, int, int]:
    """Return the three numbers of a date that `orders_of` knows."""
    first, second, third = ("".join(sign if sign.isdecimal() else " " for sign in text).split())[:3]
    return int(first), int(second), int(third)


def is_dotted(text: str) -> bool:
    """Say whether the numbers of a date are parted by points, which is written day first everywhere."""
    found = _NUMBERS.fullmatch(text.strip())
    return found is not None and found[2] == "."


def _fits(first: str, second: str, third: str, order: Order) -> bool:
    year, month, day = _sort((first, second, third), order)
    return 1 <= int(month) <= 12 and 1 <= int(day) <= 31 and len(year) in (2, 4) and len(day) <= 2 and len(month) <= 2


def _sort(parts: tuple[str, str, str], order: Order) -> tuple[str, str, str]:
    one, two, three = parts
    if order is Order.YEAR_FIRST:
        return one, two, three
    return (three, two, one) if order is Order.DAY_FIRST else (three, one, two)


def _arrange(parts: tuple[str, str, str], sign: str, order: Order | None, text: str) -> tuple[int, int, int]:
    """Return year, month, day. A date that is possible in one order only needs no settled order."""
    if len(parts[0]) == 4:
        order = Order.YEAR_FIRST
    elif order is None or not _fits(*parts, order):
        possible = [one for one in (Order.DAY_FIRST, Order.MONTH_FIRST) if _fits(*parts, one)]
        if len(possible) == 2 and sign == ".":
            possible = [Order.DAY_FIRST]
        if len(possible) == 2 and parts[0] != parts[1]:
            raise CellError(f"{text!r} can be read in two ways: which number is the month is not settled")
        order = possible[0] if possible else Order.YEAR_FIRST
    year, month, day = _sort(parts, order)
    if len(year) not in (2, 4):
        raise CellError(f"{text!r} is not a date")
    return (_century(int(year)) if len(year) == 2 else int(year)), int(month), int(day)


def _century(short: int) -> int:
    return 2000 + short if short < 70 else 1900 + short


def _named(text: str, clock: Clock) -> When:
    plain = fold(re.sub(r"\d{1,2}:\d{2}.*$", "", text))
    if found := _DAY_NAMED.fullmatch(plain):
        year = int(found[3]) if len(found[3]) == 4 else _century(int(found[3]))
        day, month = int(found[1]), found[2]
    elif found := _NAMED_DAY.fullmatch(plain):
        year, day, month = int(found[3]), int(found[2]), found[1]
    else:
        return _loose(text, clock)
    if month not in MONTHS:
        raise CellError(f"{text!r} is not a date")
    hours = re.search(r"\d{1,2}:\d{2}.*$", text)
    return _build(year, MONTHS[month], day, hours[0] if hours else None, text, clock)


def _loose(text: str, clock: Clock) -> When:
    """Leave rare forms to dateutil, but only with a year in four digits and a month by name: it fills gaps silently."""
    words = fold(text).split()
    if not re.search(r"\b(19|20)\d{2}\b", text) or not any(word in MONTHS for word in words) or len(words) > 9:
        raise CellError(f"{text!r} is not a date")
    try:
        one = dateutil_parser.parse(text, default=datetime(2000, 1, 1))  # noqa: DTZ001 - the zone comes after
        two = dateutil_parser.parse(text, default=datetime(2001, 2, 2))  # noqa: DTZ001
    except (ValueError, OverflowError) as error:
        raise CellError(f"{text!r} is not a date") from error
    if one != two:
        raise CellError(f"{text!r} is not a whole date")
    return _instant(one, clock)


def _build(year: int, month: int, day: int, hours: str | None, text: str, clock: Clock) -> When:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise CellError(f"{text!r} is not a date of our time")
    try:
        on = date(year, month, day)
        return _instant(datetime.combine(on, *_time(hours, text)), clock) if hours else _day(on, clock)
    except ValueError as error:
        raise error if isinstance(error, CellError) else CellError(f"{text!r} is not a date") from error


def _time(hours: str, text: str) -> tuple[time, tzinfo | None]:
    found = _TIME.fullmatch(hours.strip())
    if not found:
        raise CellError(f"{text!r} is not a date")
    hour = int(found[1])
    if found[5]:
        hour = hour % 12 + (12 if found[5].lower().startswith("p") else 0)
    micro = int((found[4] or "0").ljust(6, "0")[:6])
    return time(hour, int(found[2]), int(found[3] or 0), micro), _offset(found[6])


def _offset(mark: str | None) -> tzinfo | None:
    if not mark:
        return None
    found = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", mark)
    if not found:
        return UTC
    shift = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
    return timezone(-shift if found[1] == "-" else shift)


def _serial(number: float, clock: Clock) -> When:
    """Read an Excel serial day, or seconds or milliseconds since 1970 as interfaces write them."""
    if 1e12 <= number < 4.2e12:
        return _instant(datetime.fromtimestamp(number / 1000, UTC), clock)
    if 1e9 <= number < 4.2e9:
        return _instant(datetime.fromtimestamp(number, UTC), clock)
    first = date(1904, 1, 1) if clock.from_1904 else date(1899, 12, 30)
    if not _SERIALS.start <= number < _SERIALS.stop:
        raise CellError(f"{number:g} is not a date")
    moment = datetime.combine(first, time()) + timedelta(seconds=round(number * 86_400))
    return _instant(moment, clock)


def _day(on: date, clock: Clock) -> When:
    if not FIRST_YEAR <= on.year <= LAST_YEAR:
        raise CellError(f"{on.isoformat()!r} is not a date of our time")
    return When(on, datetime.combine(on, time(), clock.zone).astimezone(UTC))


def _instant(moment: datetime, clock: Clock) -> When:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise CellError(f"{moment.isoformat()!r} is not a date of our time")
    # Midnight in UTC is how systems and warehouses write a day without a time: in Chicago it is not the day before.
    if moment.time() == time() and not moment.utcoffset():
        return _day(moment.date(), clock)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=clock.zone)
    return When(moment.astimezone(clock.zone).date(), moment.astimezone(UTC))
