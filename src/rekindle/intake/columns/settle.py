"""What only a whole column can settle: the order of day and month, the currency; marks of numbers in `writing`."""

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.dates import Order, is_dotted, orders_of
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


@dataclass(frozen=True, slots=True)
class OrderEvidence:
    """What a column shows about its order; `open` is the first value that can be read in two ways, if any."""

    day_first: bool = False
    month_first: bool = False
    year_first: bool = False
    open: str = ""
    is_dotted: bool = field(default=True)

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
        if self.day_first:
            return None
        if self.open:
            return Order.DAY_FIRST if self.is_dotted else None
        return Order.YEAR_FIRST if self.year_first else None


def gather_orders(cells: Iterable[Cell]) -> OrderEvidence:
    """Look at every cell of a date column for what settles the order of day and month."""
    day = month = year = False
    unsure, dotted = "", True
    for cell in cells:
        if not isinstance(cell, str) or not cell or len(cell) > LONGEST:
            continue
        found = orders_of(cell)
        if not found:
            continue
        possible = found & _DAY_OR_MONTH
        day |= possible == {Order.DAY_FIRST}
        month |= possible == {Order.MONTH_FIRST}
        year |= not possible
        if len(possible) == 2 and not _same_numbers(cell):
            unsure = unsure or cell
            dotted = dotted and is_dotted(cell)
    return OrderEvidence(day, month, year, unsure, dotted)


def _same_numbers(text: str) -> bool:
    """03/03/2026 is the same day in both orders."""
    parts = "".join(sign if sign.isdecimal() else " " for sign in text).split()
    return int(parts[0]) == int(parts[1])


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
