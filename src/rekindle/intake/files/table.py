"""A table as it stands in a file, before anybody asks what its columns mean."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NoReturn

Cell = str | int | float | bool | date | datetime
"""One cell. Empty is the empty text; dates and numbers are typed only where the file types them."""

MAX_BYTES = 100_000_000
MAX_COLUMNS = 2_000
MAX_ROWS = 1_048_576
MAX_CELLS = 20_000_000


class UnreadableError(ValueError):
    """The file cannot be read: one sentence that names it and the way out."""


class NoHeaderError(UnreadableError):
    """No line of the file has column names."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """Rows under a header. A row is as wide as the header, or wider if the file has more cells than columns."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    format: str
    encoding: str = ""
    delimiter: str = ""
    counts_from_1904: bool = False
    warnings: tuple[str, ...] = ()


def refuse(name: str, words: str) -> NoReturn:
    """Raise an UnreadableError about the file of that name."""
    raise UnreadableError(f"{name}: {words}")


def refuse_large(name: str, size: int) -> None:
    """Refuse a file of more bytes than can be read at once. Raises UnreadableError."""
    if size > MAX_BYTES:
        refuse(name, f"{size // 1_000_000:,} MB is more than can be read at once; split it by year")


def as_text(cell: Cell) -> str:
    """Write a cell as a person would read it: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if not (cell.hour or cell.minute or cell.second) else cell.isoformat(" ")
    return cell.isoformat() if isinstance(cell, date) else str(cell)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a file as they come, its header among them; `left` names sheets that were not read."""

    rows: Iterable[tuple[Cell, ...]]
    left: tuple[str, ...] = ()
    counts_from_1904: bool = False
    warnings: tuple[str, ...] = ()
