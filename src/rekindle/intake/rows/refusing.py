"""Rows that give no draft: which column, what is wrong, and the way out."""

from rekindle.intake.columns.dictionary import fields
from rekindle.intake.drafts import Rejected
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues


def reject(values: RowValues, setting: Setting, words: str, *wanted: str) -> Rejected:
    """Reject a row for want of every one of some fields, naming the columns that could have held them."""
    columns = [reading.column for name in wanted for reading in setting.recognition.readings if reading.field == name]
    if columns:
        way_out = f"fill {' or '.join(map(repr, columns))}"
    else:
        way_out = f"say which column is {' or '.join(fields()[name].short for name in wanted)}"
    for name in list(values.values):
        values.keep(name)
    return Rejected(values.row, columns[0] if columns else "", f"it {words}; {way_out}", dict(values.custom))


def reject_width(number: int, row: tuple[Cell, ...], columns: tuple[str, ...]) -> Rejected:
    """Reject a row with more cells than the header has: its values stand under the wrong names."""
    cells = {
        columns[index] if index < len(columns) else f"cell {index + 1}": as_text(cell) for index, cell in enumerate(row)
    }
    words = (
        f"it has {len(row)} cells under {len(columns)} columns, so values stand in the wrong columns; "
        "put quotes around texts that contain the separator"
    )
    return Rejected(number, columns[-1], words, {column: text for column, text in cells.items() if text})
