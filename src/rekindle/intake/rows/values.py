"""One row as values by field. What could not be read, or means nothing to us, stands under its column in `custom`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.contacts import other_mails, read_domain, read_linkedin, read_mail, read_phone
from rekindle.intake.cells.dates import Clock, When, read_when
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.cells.ids import read_id
from rekindle.intake.cells.money import Amount, currency_code, read_amount
from rekindle.intake.cells.text import one_line, plain_text
from rekindle.intake.columns.dictionary import KEEP, Many, fields
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.columns.words import country_code
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.rows.setting import Setting

_Read = str | bool | When | Amount | Decimal

# Understood, but drafts have no place for them: they stay on the record as they are.
_KEPT = frozenset({KEEP, "deal.probability", "deal.forecast", "deal.expected_on"})
# Here "n/a" or "unknown" is something somebody said.
_SPEAKING = frozenset({"reason", "note", "opt_out", "consent"})


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell says, with the column and the text it was read from."""

    read: _Read
    text: str
    column: str


@dataclass(slots=True)
class RowValues:
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


def read_row(number: int, row: tuple[Cell, ...], setting: Setting, columns: tuple[str, ...]) -> RowValues:
    """Read every cell of a row. A cell that cannot be read is counted in the tally and kept as text."""
    values = RowValues(number)
    meant = {reading.index for reading in setting.recognition.readings}
    for index, cell in enumerate(row):
        if index not in meant and cell != "":
            values.custom[columns[index]] = as_text(cell)
    for reading in setting.recognition.readings:
        _read_cell(values, reading, row[reading.index], setting)
    _keep_spare(values)
    return values


def _read_cell(values: RowValues, reading: ColumnReading, cell: Cell, setting: Setting) -> None:
    kind = fields()[reading.field].type
    if cell == "" or (isinstance(cell, str) and kind not in _SPEAKING and is_blank(cell)):
        return
    text = as_text(cell)
    if reading.field in _KEPT:
        values.custom[reading.column] = text
        return
    try:
        read = _READERS.get(kind, _read_line)(cell, reading, setting)
    except CellError:
        setting.tally.add(reading.column, f"{_WHAT[kind]}, so the text was kept", values.row, text)
        values.custom[reading.column] = text
        return
    values.values.setdefault(reading.field, []).append(Value(read, text, reading.column))


def _keep_spare(values: RowValues) -> None:
    """Of several mail addresses or telephones one is used; the others stay on the record."""
    for name, found in values.values.items():
        if fields()[name].many is Many.FIRST:
            for value in found[1:]:
                values.custom.setdefault(value.column, value.text)
            if name == "person.mail" and other_mails(found[0].text):
                values.custom.setdefault(found[0].column, found[0].text)


def _read_line(cell: Cell, reading: ColumnReading, setting: Setting) -> str:
    return one_line(as_text(cell))


def _read_note(cell: Cell, reading: ColumnReading, setting: Setting) -> str:
    return plain_text(as_text(cell))


def _read_date(cell: Cell, reading: ColumnReading, setting: Setting) -> When:
    return read_when(cell, Clock(setting.zone, reading.order, setting.counts_from_1904))


def _read_money(cell: Cell, reading: ColumnReading, setting: Setting) -> Amount:
    amount = read_amount(cell, reading.decimal, reading.currency or setting.currency)
    return amount if amount.currency else Amount(amount.value, reading.currency)


def _read_count(cell: Cell, reading: ColumnReading, setting: Setting) -> Decimal:
    return read_amount(cell, reading.decimal).value


def _read_country(cell: Cell, reading: ColumnReading, setting: Setting) -> str:
    code = country_code(as_text(cell))
    if not code:
        raise CellError(f"{as_text(cell)!r} is not a country")
    return code


def _of_text(read: Callable[[str], str]) -> Callable[[Cell, ColumnReading, Setting], str]:
    return lambda cell, reading, setting: read(as_text(cell))


_READERS: dict[str, Callable[[Cell, ColumnReading, Setting], _Read]] = {
    "date": _read_date,
    "money": _read_money,
    "number": _read_count,
    "id": lambda cell, reading, setting: read_id(one_line(as_text(cell)), setting.recognition.system),
    "flag": lambda cell, reading, setting: read_flag(cell),
    "mail": _of_text(read_mail),
    "phone": _of_text(read_phone),
    "domain": _of_text(read_domain),
    "linkedin": _of_text(read_linkedin),
    "currency": _of_text(currency_code),
    "country": _read_country,
    "note": _read_note,
    "reason": _read_note,
}

_WHAT = {
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


def texts_of(values: Iterable[Value]) -> list[str]:
    """Return the read texts of values that have one."""
    return [value.read for value in values if isinstance(value.read, str) and value.read]


def cut(values: RowValues, name: str, text: str, limit: int) -> str:
    """Shorten a text to what the book can hold; the whole of it stays under its column."""
    if len(text) <= limit:
        return text
    values.keep(name)
    return text[: limit - 1].rstrip() + "…"
