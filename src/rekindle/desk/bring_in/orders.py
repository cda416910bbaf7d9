"""A file of order lines read into customers who went quiet."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import pyarrow as pa

from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in.report import ColumnSeen, QuestionSeen
from rekindle.intake.cells.blank import CellError
from rekindle.intake.columns.answers import MappingError
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import OrderColumns, find_columns
from rekindle.intake.orders.drafting import Orders, draft_customers
from rekindle.intake.orders.opening import read_columns, sample_columns
from rekindle.intake.orders.reading import read_lines
from rekindle.intake.reading import UnreadableError

ORDERS = "orders"
SAMPLES = 3


class OpenError(RefusedError):
    """A file that can be read once its questions are answered, with what is known of it until then."""

    def __init__(
        self,
        words: str,
        asks: tuple[QuestionSeen, ...],
        columns: tuple[ColumnSeen, ...],
        lines: int,
        kind: str = ORDERS,
    ) -> None:
        super().__init__(words)
        self.asks, self.columns, self.lines, self.kind = asks, columns, lines, kind


def read_orders(
    content: bytes, name: str, mapping: Mapping[str, str], zone: ZoneInfo, currency: str
) -> tuple[OrderColumns, Orders, tuple[ColumnSeen, ...]]:
    """Read a file of order lines; raises RefusedError with one sentence when it cannot be read, and OpenError when it
    can once somebody answers."""
    try:
        table = read_columns(content, name)
    except UnreadableError as error:
        raise RefusedError(str(error)) from error
    columns = OrderColumns({}, ())
    try:
        columns = find_columns(table.column_names, mapping, sample_columns(table))
        lines = read_lines(table, columns, zone, currency)
    except AskedError as asked:
        asks = tuple(QuestionSeen(one.column, one.words, one.choices) for one in asked.questions)
        seen = _show(table, OrderColumns({**asked.found}, ()) if asked.found else columns)
        raise OpenError(str(asked), asks, seen, table.num_rows) from asked
    except (UnreadableError, MappingError, CellError) as error:
        raise RefusedError(str(error)) from error
    return columns, draft_customers(lines, currency, zone), _show(table, columns)


def _show(table: pa.Table, columns: OrderColumns) -> tuple[ColumnSeen, ...]:
    fields = {column: field for field, column in columns.of.items()}
    first = table.slice(0, 200)
    return tuple(
        ColumnSeen(
            column,
            fields.get(column, ""),
            tuple(dict.fromkeys(str(cell) for cell in first[column].to_pylist() if cell not in (None, "")))[:SAMPLES],
        )
        for column in table.column_names
    )
