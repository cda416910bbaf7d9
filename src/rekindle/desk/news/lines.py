"""Lines of news: from a file with a header, or as they were pasted, into who, what, when and in whose words."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from zoneinfo import ZoneInfo

from rekindle.desk.actor import RefusedError
from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock, Order, orders_of, read_when
from rekindle.intake.files.delimited import DELIMITERS, find_delimiter
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.names import fold
from rekindle.intake.reading import UnreadableError, read_table
from rekindle.terms.news import HINTS, KIND_OF, KIND_WORDS
from rekindle.terms.touches import SignalKind

MOST_LINES = 500
LONGEST = 300

_PHRASES = {
    "who": (
        *("account name", "customer name", "company name", "organisation name", "organization name", "who", "whom"),
        *("account", "customer", "company", "organisation", "organization", "hospital", "clinic", "facility", "name"),
    ),
    "person": ("person name", "contact name", "full name", "person", "contact"),
    "kind": ("signal type", "event type", "what happened", "kind", "type", "signal", "event", "what"),
    "on": ("event date", "signal date", "happened on", "date", "day", "when"),
    "words": ("in a sentence", "words", "note", "notes", "details", "comment", "description", "headline"),
    "product": ("product name", "our product", "product", "feature"),
    "competitor": ("whose contract", "competitor", "supplier", "incumbent", "vendor", "manufacturer"),
    "ends_on": ("contract end date", "contract end", "ends on", "end date", "expires on", "expires", "expiry", "ends"),
}
_ABOUT = {"who", "person", "product", "competitor"}
# A header may stand below a title and a few notes.
_ABOVE = 10
_POSITIONS = ("who", "kind", "on", "words", "product", "competitor")


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One line; rows count from 1 under the header. `trouble` says what is wrong with it and the way out."""

    row: int
    who: str = ""
    person: str = ""
    kind: SignalKind | None = None
    on: date | None = None
    words: str = ""
    product: str = ""
    competitor: str = ""
    trouble: str = ""


def read_lines(content: bytes, name: str, zone: ZoneInfo) -> list[NewsLine]:
    """Read a file or pasted lines. Raises RefusedError when nothing can be read, or there are too many lines."""
    columns, rows = _table(content, name)
    if not rows:
        raise RefusedError("There is no line in it. Write one thing per line: who, what, when, a few words.")
    if len(rows) > MOST_LINES:
        raise RefusedError(f"That is {len(rows):,} lines; {MOST_LINES} can be looked at together. Bring it in parts.")
    if "kind" not in columns or not _ABOUT & set(columns):
        raise RefusedError(
            "Which column says whom it is about, and which what happened? Call them “account” and “kind”."
        )
    clock = Clock(zone, _order(columns, rows))
    return [_line(number, dict(zip(columns, row, strict=False)), clock) for number, row in enumerate(rows, 1)]


def _table(content: bytes, name: str) -> tuple[list[str], list[Sequence[Cell]]]:
    """Return what each column is, empty for one nobody asks for, and the rows under them."""
    lines = _lines(content)
    pasted = _part(lines)
    if pasted:
        for at, row in enumerate(pasted[:_ABOVE]):
            columns = [_column(as_text(cell)) for cell in row]
            if "kind" in columns and _ABOUT & set(columns):
                return columns, list(pasted[at + 1 :])
        return list(_POSITIONS), _part_each(lines, pasted)
    try:
        table = read_table(content, name)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    return [_column(one) for one in table.columns], [row for row in table.rows if any(cell != "" for cell in row)]


def _lines(content: bytes) -> list[str]:
    """List the lines of plain text that say something; none of a file of another format."""
    if content[:4] in {b"PK\x03\x04", b"PAR1"} or b"\x00" in content[:2000]:
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return []
    return [line for line in text.splitlines() if line.strip()]


def _part(lines: Sequence[str]) -> list[Sequence[Cell]]:
    """Part lines into cells by the sign that most of them agree on."""
    sign = find_delimiter("\n".join(lines)) if lines else ","
    try:
        rows = list(csv.reader(io.StringIO("\n".join(lines)), delimiter=sign))
    except csv.Error as error:
        raise RefusedError(f"These lines cannot be read: {error}. Put texts with commas in quotes.") from error
    return [tuple(cell.strip() for cell in row) for row in rows if any(cell.strip() for cell in row)]


def _part_each(lines: Sequence[str], rows: Sequence[Sequence[Cell]]) -> list[Sequence[Cell]]:
    """Part a line by a sign of its own where only that makes it say what happened: pasted from here and there."""
    if len(rows) != len(lines):
        return list(rows)
    return [row if _tells(row) else _by_own_sign(line) or row for line, row in zip(lines, rows, strict=True)]


def _by_own_sign(line: str) -> Sequence[Cell]:
    parted = (tuple(cell.strip() for cell in line.split(sign)) for sign in DELIMITERS)
    return next(filter(_tells, parted), ())


def _tells(row: Sequence[Cell]) -> bool:
    return len(row) > 1 and read_kind(as_text(row[1])) is not None


def _column(header: str) -> str:
    said = fold(header)
    exact = next((name for name, words in _PHRASES.items() if said in words), "")
    return exact or next((name for name, words in _PHRASES.items() if any(said.endswith(f" {w}") for w in words)), "")


def _order(columns: list[str], rows: Iterable[Sequence[Cell]]) -> Order | None:
    """Return the one order in which every date of the list is a date, if there is only one."""
    texts = [
        cell
        for row in rows
        for name, cell in zip(columns, row, strict=False)
        if name in {"on", "ends_on"} and isinstance(cell, str)
    ]
    found = [orders for orders in map(orders_of, texts) if orders]
    both = reduce(frozenset.intersection, found) if found else frozenset()
    return next(iter(both)) if len(both) == 1 else None


def read_kind(text: str) -> SignalKind | None:
    """Return what kind of thing some words mean: by a phrase people use, else by the first telling word in them."""
    said = fold(text)
    if said in KIND_OF:
        return KIND_OF[said]
    words = said.split()
    return next((kind for kind, starts in HINTS if any(word.startswith(starts) for word in words)), None)


def _line(number: int, cells: dict[str, Cell], clock: Clock) -> NewsLine:
    texts = {name: " ".join(as_text(cell).split()) for name, cell in cells.items() if name}
    long = next((name for name, text in texts.items() if name != "words" and len(text) > LONGEST), "")
    line = NewsLine(
        number,
        texts.get("who", "")[:LONGEST],
        texts.get("person", "")[:LONGEST],
        read_kind(texts.get("kind", "")),
        None,
        texts.get("words", "")[:4000],
        texts.get("product", "")[:LONGEST],
        texts.get("competitor", "")[:LONGEST],
    )
    if long:
        return replace(line, trouble=f"The {long} is longer than {LONGEST} characters. Shorten it.")
    if line.kind is None:
        said = texts.get("kind", "")
        asks = f"“{said}” is none of the things we know." if said else "It does not say what happened."
        return replace(line, trouble=f"{asks} Write one of: {', '.join(words[0] for words in KIND_WORDS.values())}.")
    if not any((line.who, line.person, line.product, line.competitor)):
        return replace(line, trouble="It does not say whom it is about. Write an account or a person.")
    return _dated(line, cells, clock)


def _dated(line: NewsLine, cells: dict[str, Cell], clock: Clock) -> NewsLine:
    ends = cells.get("ends_on", "") if line.kind == SignalKind.CONTRACT_ENDS else ""
    cell = ends if ends != "" else cells.get("on", "")
    if cell == "":
        if line.kind == SignalKind.CONTRACT_ENDS:
            return replace(line, trouble="It does not say when the contract ends. Write the day, as in 2027-03-31.")
        return line
    try:
        return replace(line, on=read_when(cell, clock).on)
    except CellError as error:
        return replace(line, trouble=f"{str(error)[:1].upper()}{str(error)[1:]}. Write the day as 2027-03-31.")
