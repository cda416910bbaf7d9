"""What only a whole column can settle: the order of day and month, the currency; marks of numbers in `writing`."""

import dataclasses
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.dates import (
    FIRST_SHORT_YEAR,
    Order,
    is_dotted,
    may_begin_with_year,
    numbers_of,
    orders_of,
)
from rekindle.intake.cells.money import currency_code
from rekindle.intake.cells.numbers import Writing
from rekindle.intake.columns.headers import in_brackets
from rekindle.intake.columns.units import without_unit
from rekindle.intake.files.table import Cell

_DAY_OR_MONTH = frozenset({Order.DAY_FIRST, Order.MONTH_FIRST})


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column is read: which field it is and what its values are written like.

    `fiscal_month` is the month in which its fiscal years begin, if somebody said so of the file.
    `factor` is the power of ten its amounts are counted in, 3 for "Umsatz (TEUR)", None while nobody said.
    `is_year_open` says that its dates may begin with the year as well as with the day and nobody said which.
    """

    index: int
    column: str
    field: str
    order: Order | None = None
    writing: Writing = dataclasses.field(default_factory=Writing)
    currency: str = ""
    place: int = 0
    in_cents: bool = False
    factor: int | None = 0
    fiscal_month: int = 0
    is_year_open: bool = False


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """What a column shows about its order; `open` is the first value that can be read in two ways, if any.

    These are day first and month first, or with `is_year_open` day first and year first: "24-02-01".
    """

    day_first: bool = False
    month_first: bool = False
    year_first: bool = False
    open: str = ""
    is_dotted: bool = field(default=True)
    is_year_open: bool = False

    @property
    def shape(self) -> str:
        """Return how the open value is written: the sign between its numbers and how many digits its year has."""
        parts = re.match(r"\d+\s*([./-])\s*\d+\s*[./-]\s*(\d+)", self.open)
        return f"{parts[1]}{len(parts[2])}" if parts else ""

    @property
    def is_proved(self) -> bool:
        """Say whether some value can be read in one order only."""
        return self.day_first or self.month_first

    def settled(self) -> Order | None:
        """Return the order the column proves, None if it proves none or two."""
        if self.day_first != self.month_first:
            return Order.DAY_FIRST if self.day_first else Order.MONTH_FIRST
        if self.day_first or self.is_year_open:
            return None
        if self.open:
            return Order.DAY_FIRST if self.is_dotted else None
        return Order.YEAR_FIRST if self.year_first else None


def gather_orders(cells: Iterable[Cell]) -> OrderEvidence:
    """Look at every cell of a date column for what settles the order of day and month."""
    day = month = year = False
    unsure, dotted = "", True
    short: set[str] | None = set()
    for cell in cells:
        if not isinstance(cell, str) or not cell or len(cell) > LONGEST:
            continue
        found = orders_of(cell)
        if not found:
            continue
        if short is not None:
            if may_begin_with_year(cell):
                short.add(cell)
            else:
                short = None
        possible = found & _DAY_OR_MONTH
        day |= possible == {Order.DAY_FIRST}
        month |= possible == {Order.MONTH_FIRST}
        year |= not possible
        if len(possible) == 2 and not _same_numbers(cell):
            unsure = unsure or cell
            dotted = dotted and is_dotted(cell)
    if short and year:
        return OrderEvidence(year_first=True)
    if short and _may_end_with_day(short):
        return OrderEvidence(open=min(short), is_dotted=dotted, is_year_open=True)
    return OrderEvidence(day, month, year, unsure, dotted)


def _may_end_with_day(texts: Collection[str]) -> bool:
    """Say whether what stands last in dates of two digits each may be their days.

    It is where it would be a year long ago, and where it differs by more than what stands first: a file has many days
    and few years. Where they differ as much, as those of one row do, only strokes may part a date that begins with its
    year.
    """
    parts = [numbers_of(text) for text in texts]
    first, last = {one for one, _, _ in parts}, {three for _, _, three in parts}
    more = (max(last) - min(last)) - (max(first) - min(first))
    return min(last) < FIRST_SHORT_YEAR or more > 0 or (not more and all("-" in text for text in texts))


def _same_numbers(text: str) -> bool:
    """03/03/2026 is the same day in both orders."""
    first, second, _ = numbers_of(text)
    return first == second


def settle_currency(column: str) -> str:
    """Return the currency named in the column's name, as in "Amount (EUR)"; empty if none."""
    plain = without_unit(column)
    words = plain.replace("_", " ").split()
    for text in (in_brackets(plain), words[-1] if words else ""):
        try:
            return currency_code(text)
        except CellError:
            continue
    return ""
