"""One row as values by field. What could not be read, or means nothing to us, stands under its column in `custom`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.contacts import other_mails
from rekindle.intake.cells.dates import When
from rekindle.intake.cells.money import Amount
from rekindle.intake.columns.dictionary import Many, fields
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.rows.plan import UNREADABLE, Read, Step
from rekindle.intake.rows.setting import Setting

# Names and stages repeat from row to row; beyond this a column is of texts that do not.
_MOST_REMEMBERED = 4_000
_UNSEEN = object()


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says, with the column and the text it was read from."""

    read: Read
    text: str
    column: str


@dataclass(slots=True)
class RowValues:
    """The cells of a row that were understood, by field; `custom` holds the others, by the names of their columns."""

    row: int
    values: dict[str, list[Value]] = field(default_factory=dict)
    custom: dict[str, str] = field(default_factory=dict)

    def all(self, name: str) -> list[Value]:
        """Return every value of a field, the best column first."""
        return self.values.get(name, [])

    def first(self, name: str) -> Value | None:
        """Return the value of the best filled column of a field."""
        found = self.values.get(name)
        return found[0] if found else None

    def text(self, name: str) -> str:
        """Return a field's text, empty if the row does not say it."""
        found = self.first(name)
        return found.read if found and isinstance(found.read, str) else ""

    def when(self, name: str) -> When | None:
        """Return a field's day and instant."""
        found = self.first(name)
        return found.read if found and isinstance(found.read, When) else None

    def flag(self, name: str) -> bool | None:
        """Return a field's yes or no, None if the row does not say."""
        found = self.first(name)
        return found.read if found and isinstance(found.read, bool) else None

    def number(self, name: str) -> Decimal | None:
        """Return a field's number."""
        found = self.first(name)
        return found.read if found and isinstance(found.read, Decimal) else None

    def amount(self, name: str) -> Amount | None:
        """Return a field's amount."""
        found = self.first(name)
        return found.read if found and isinstance(found.read, Amount) else None

    def keep(self, *names: str) -> None:
        """Keep fields as they are written: understood, but of no use on this row."""
        for name in names:
            for value in self.all(name):
                self.custom.setdefault(value.column, value.text)


def read_row(number: int, row: tuple[Cell, ...], setting: Setting) -> RowValues:
    """Read every cell of a row. A cell that cannot be read is counted in the tally and kept as text."""
    values = RowValues(number)
    for step in setting.steps:
        cell = row[step.index]
        if cell == "":
            continue
        known = step.known.get(cell, _UNSEEN) if type(cell) is str else _UNSEEN
        if isinstance(known, Value):
            values.values.setdefault(step.field, []).append(known)
        elif known is _UNSEEN:
            _read_new(values, step, cell, setting)
    _keep_spare(values)
    return values


def _read_new(values: RowValues, step: Step, cell: Cell, setting: Setting) -> None:
    is_new_text = isinstance(cell, str) and len(step.known) < _MOST_REMEMBERED
    if isinstance(cell, str) and not step.is_speaking and is_blank(cell):
        if is_new_text:
            step.known[cell] = None
    elif step.read is None:
        values.custom[step.column] = as_text(cell)
    elif (value := read_cell(values, step, cell, setting)) and is_new_text:
        step.known[str(cell)] = value


def read_cell(values: RowValues, step: Step, cell: Cell, setting: Setting) -> Value | None:
    """Add what a cell says to the values of a row; what cannot be read is tallied, kept as text, and gives None."""
    text = as_text(cell)
    try:
        read = step.read(cell) if step.read else text
    except CellError:
        setting.tally.add(step.column, f"{UNREADABLE[step.kind]}, so the text was kept", values.row, text)
        values.custom[step.column] = text
        return None
    if read == "":
        return None
    value = Value(read, text, step.column)
    values.values.setdefault(step.field, []).append(value)
    return value


def _keep_spare(values: RowValues) -> None:
    """Of several mail addresses or telephones one is used; the others stay on the record."""
    for name, found in values.values.items():
        if len(found) > 1 and fields()[name].many is Many.FIRST:
            for value in found[1:]:
                values.custom.setdefault(value.column, value.text)
        if name == "person.mail" and other_mails(found[0].text):
            values.custom.setdefault(found[0].column, found[0].text)


def texts_of(values: Iterable[Value]) -> list[str]:
    """Return the read texts of values that have one."""
    return [value.read for value in values if isinstance(value.read, str) and value.read]


def cut(values: RowValues, name: str, text: str, limit: int) -> str:
    """Shorten a text to what the book can hold; the whole of it stays under its column."""
    if len(text) <= limit:
        return text
    values.keep(name)
    return text[: limit - 1].rstrip() + "…"
