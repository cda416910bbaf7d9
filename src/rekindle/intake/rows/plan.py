"""How each column of one file is read, settled once before its rows."""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import tzinfo
from decimal import Decimal
from typing import Any

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.contacts import (
    read_domain,
    read_linkedin,
    read_mail,
    read_phone,
    without_brackets,
    without_links,
)
from rekindle.intake.cells.dates import Clock, When, read_when
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.cells.ids import read_id
from rekindle.intake.cells.money import Amount, currency_code, read_amount
from rekindle.intake.cells.periods import read_about, with_century
from rekindle.intake.cells.text import one_line, plain_text
from rekindle.intake.columns.dictionary import KEEP, MAY_BE_ABOUT, fields
from rekindle.intake.columns.headers import says_months
from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.columns.units import has_own_unit
from rekindle.intake.columns.words import country_code
from rekindle.intake.files.table import Cell, as_text

Read = str | bool | When | Amount | Decimal
"""What a cell can say."""

# Understood, but drafts have no place for them: they stay on the record as they are.
_KEPT = frozenset({KEEP, "deal.forecast"})
# Here "n/a" or "unknown" is something somebody said.
_SPEAKING = frozenset({"reason", "note", "opt_out", "consent", "own"})

_TEXT_READERS: dict[str, Callable[[str], Read]] = {
    "mail": read_mail,
    "phone": read_phone,
    "domain": read_domain,
    "linkedin": read_linkedin,
    "currency": currency_code,
    "note": plain_text,
    "reason": plain_text,
    "own": str.rstrip,
}

UNREADABLE = {
    "id": "the id was rounded by a spreadsheet program",
    "date": "no date could be read",
    "money": "no amount could be read",
    "number": "no number could be read",
    "flag": "neither yes nor no",
    "mail": "no mail address could be read",
    "phone": "no telephone number could be read",
    "domain": "no web address could be read",
    "linkedin": "no LinkedIn address could be read",
    "currency": "no currency could be read",
    "country": "no country we know",
}
"""What is wrong with a cell that cannot be read, by the type of its field."""


@dataclass(frozen=True, slots=True)
class Step:
    """One column: `read` is None where the cell only stays on the record; `is_speaking` if "n/a" says something.

    `known` remembers what each text of the column says, None for a blank one.
    """

    index: int
    column: str
    field: str = KEEP
    kind: str = ""
    read: Callable[[Cell], Read] | None = None
    is_speaking: bool = False
    known: dict[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a file comes from: the zone of its times, the currency of bare amounts, the year its days count from, and
    the month in which a fiscal year begins, 0 if nobody knows."""

    zone: tzinfo
    currency: str
    from_1904: bool = False
    fiscal_month: int = 0


def plan_columns(columns: tuple[str, ...], recognition: Recognition, place: Place) -> tuple[Step, ...]:
    """Return the steps by which a row is read, the best column of each field first."""
    meant = {reading.index for reading in recognition.readings}
    spare = [Step(index, column) for index, column in enumerate(columns) if index not in meant]
    return (*spare, *(plan_column(reading, recognition.system, place) for reading in recognition.readings))


def plan_column(reading: ColumnReading, system: str, place: Place) -> Step:
    """Return how the cells of one column are read."""
    if reading.field in _KEPT:
        return Step(reading.index, reading.column, reading.field)
    kind = fields()[reading.field].type
    read = _reader(kind, reading, system, place)
    return Step(reading.index, reading.column, reading.field, kind, read, kind in _SPEAKING)


def _reader(kind: str, reading: ColumnReading, system: str, place: Place) -> Callable[[Cell], Read]:
    begins = reading.fiscal_month or place.fiscal_month
    clock = Clock(place.zone, reading.order, place.from_1904, begins, reading.is_year_open)
    currency = reading.currency or place.currency
    whole: Callable[[Cell], Cell] = with_century if says_months(reading.column) else lambda cell: cell
    if kind in _TEXT_READERS:
        return lambda cell: _TEXT_READERS[kind](as_text(cell))
    special: dict[str, Callable[[Cell], Read]] = {
        "id": lambda cell: read_id(one_line(as_text(cell)), system),
        "date": lambda cell: (read_about if reading.field in MAY_BE_ABOUT else read_when)(whole(cell), clock),
        "money": lambda cell: _whole(cell, read_amount(cell, reading.writing, currency), reading),
        "number": lambda cell: read_amount(cell, reading.writing).value,
        "flag": read_flag,
        "country": _read_country,
        "name": lambda cell: one_line(without_brackets(without_links(as_text(cell)))),
    }
    return special.get(kind, lambda cell: one_line(as_text(cell)))


def _whole(cell: Cell, amount: Amount, reading: ColumnReading) -> Amount:
    value = amount.value / 100 if reading.in_cents else amount.value
    if reading.factor != 0 and not (isinstance(cell, str) and has_own_unit(cell)):
        if reading.factor is None:
            raise CellError(f"what {as_text(cell)!r} counts in is not settled")
        value = value.scaleb(reading.factor)
    return replace(amount, value=value, currency=amount.currency or reading.currency)


def _read_country(cell: Cell) -> str:
    code = country_code(as_text(cell))
    if not code:
        raise CellError(f"{as_text(cell)!r} is not a country")
    return code
