"""A column nobody knows whose days lie behind the end of each deal: perhaps the day to get back to them."""

import re
from collections.abc import Sequence
from datetime import UTC, date

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock, Order, read_when
from rekindle.intake.columns.dictionary import fields
from rekindle.intake.columns.guessing import TOUCHED
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.settle import ColumnReading, gather_orders
from rekindle.intake.files.table import Cell, RawTable

_ENDS = ("deal.lost_on", "deal.closed_on", "deal.stage_changed_on")
_MOSTLY, _FEWEST, _SAMPLE = 0.9, 2, 300
# What else comes after an end: terms, deliveries, forecasts.
_OTHER = re.compile(
    r"\b(birth\w*|geburt\w*|start\w*|begin\w*|ends?|ending|until|valid\w*|expir\w*|renew\w*|contract|vertrag\w*|contrat\w*"
    r"|warranty|deadline|due|expected|estimated|forecast|effective|deliver\w*|ship\w*|install\w*|invoice\w*|modified|updated"
    r"|created|entered|scadenza|vence\w*|validade|geldig\w*|gultig\w*|ablauf)\b"
)


def comes_later(table: RawTable, index: int, readings: Sequence[ColumnReading]) -> bool:
    """Say whether nine of ten days of a column lie behind the day their own row's deal ended on."""
    ends = {one.field: one for one in readings if one.field in _ENDS}
    end = next((ends[name] for name in _ENDS if name in ends), None)
    named = fold_header(table.columns[index])
    if end is None or _OTHER.search(named) or TOUCHED.search(named):
        return False
    rows = [row for row in table.rows if row[index] != "" and row[end.index] != ""][:_SAMPLE]
    written = next((one.order for one in readings if one.order and fields()[one.field].type == "date"), None)
    own = Clock(UTC, gather_orders(row[index] for row in rows).settled() or written or Order.DAY_FIRST)
    days = [(_day(row[index], own), _day(row[end.index], Clock(UTC, end.order or own.order))) for row in rows]
    later = sum(this is not None and that is not None and this > that for this, that in days)
    return later >= max(_FEWEST, _MOSTLY * len(days))


def _day(cell: Cell, clock: Clock) -> date | None:
    try:
        return None if isinstance(cell, int | float) else read_when(cell, clock).on
    except CellError:
        return None
