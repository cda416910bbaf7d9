"""What a cell looks like on its own, before its column has a meaning."""

import re
from datetime import UTC

from rekindle.intake.cells.blank import LONGEST, CellError
from rekindle.intake.cells.contacts import read_mail
from rekindle.intake.cells.dates import Clock, orders_of, read_when
from rekindle.intake.cells.money import read_amount
from rekindle.intake.files.table import Cell

_ID = re.compile(r"(?=.*\d)(?:[0-9A-Za-z]{15}|[0-9A-Za-z]{18}|[0-9a-f]{24}|[0-9a-f-]{36}|\d{5,20}|[\w+/]{20,40}={0,2})")


def looks_like_value(cell: Cell) -> bool:
    """Say whether a cell is a value no header would be: a date, an amount, a mail address, a number."""
    return not isinstance(cell, str) or looks_like_date(cell) or looks_like_mail(cell) or looks_like_amount(cell)


def looks_like_date(cell: Cell) -> bool:
    """Say whether a text or typed cell is surely a date: numbers that could be serial days are not."""
    if not isinstance(cell, str):
        return not isinstance(cell, bool | int | float)
    if len(cell) > LONGEST or cell.strip().isdecimal():
        return False
    if orders_of(cell):
        return True
    try:
        read_when(cell, Clock(UTC))
    except CellError:
        return False
    return not cell.replace(".", "").isdecimal()


def looks_like_mail(cell: Cell) -> bool:
    """Say whether a cell holds a mail address."""
    if not isinstance(cell, str) or "@" not in cell:
        return False
    try:
        return bool(read_mail(cell))
    except CellError:
        return False


def looks_like_amount(cell: Cell) -> bool:
    """Say whether a cell is a number, with or without currency."""
    if isinstance(cell, str) and len(cell) > LONGEST:
        return False
    try:
        return bool(read_amount(cell)) if cell != "" else False
    except CellError:
        return False


def looks_like_id(cell: Cell) -> bool:
    """Say whether a cell is the key of a record in some system rather than a name."""
    if isinstance(cell, bool):
        return False
    return isinstance(cell, int) or (isinstance(cell, str) and bool(_ID.fullmatch(cell.strip())))
