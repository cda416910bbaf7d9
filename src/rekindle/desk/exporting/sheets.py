"""Rows as a CSV or an XLSX file; every text that could be a formula is neutralised."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from rekindle.desk.actor import RefusedError
from rekindle.intake.quoting import neutralise

Value = str | int | Decimal | date | None
FORMS = {"csv": "text/csv; charset=utf-8", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
# What a spreadsheet holds in one cell.
LONGEST = 32_000


@dataclass(frozen=True, slots=True)
class Exported:
    """A file ready to be saved: its name, what it is, and its bytes."""

    name: str
    kind: str
    content: bytes


def write_sheet(stem: str, form: str, header: Sequence[str], rows: Iterable[Sequence[Value]]) -> Exported:
    """Write rows under a header; raises RefusedError for a form that is neither csv nor xlsx."""
    if form not in FORMS:
        raise RefusedError(f"There is no format {form!r}; choose csv or xlsx.")
    write = _write_csv if form == "csv" else _write_xlsx
    return Exported(f"{stem}.{form}", FORMS[form], write(header, rows))


def _write_csv(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A byte order mark in front, so that a spreadsheet reads accents right."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([neutralise(name) for name in header])
    writer.writerows([neutralise(_as_text(value)) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def _as_text(value: Value) -> str:
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _write_xlsx(header: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 takes memory that a server without an export need not have

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rekindle")
    sheet.append([neutralise(name) for name in header])
    for row in rows:
        sheet.append([_as_cell(value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _as_cell(value: Value) -> Value:
    """Numbers and days keep their type; a text loses what no workbook can hold."""
    if not isinstance(value, str):
        return value
    kept = "".join(mark for mark in value if mark >= " " or mark in "\t\n\r")
    return neutralise(kept)[:LONGEST]
