"""The day of each line: how days are written is settled by their whole column, or asked."""

from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.dates import Clock, Order, is_dotted, orders_of
from rekindle.intake.cells.periods import read_about
from rekindle.intake.columns.recognition import Question
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import OrderColumns, ask_which
from rekindle.intake.orders.opening import sample_columns
from rekindle.intake.orders.values import by_value


def read_days(texts: pa.Array, columns: OrderColumns, zone: ZoneInfo) -> pa.Array:
    """Read each day that stands in the column once; a time of day behind it does not matter. Of a month or another
    period the day in its middle is taken."""
    short = pc.replace_substring_regex(texts, r"^(\d{4}-\d{2}-\d{2})[T ].*$", r"\1")
    order = columns.order or _settle_order(pc.unique(short).to_pylist(), columns.of["order.date"])
    clock = Clock(zone, order=order)
    return by_value(short, lambda text: read_about(text, clock).on, pa.date32())


def _settle_order(texts: list[str | None], column: str) -> Order | None:
    """Return the one order in which all days of the column are days; raises AskedError where two are left."""
    left = set(Order)
    seen = False
    for text in texts:
        possible = orders_of(text) if text else frozenset()
        if possible:
            seen, left = True, left & possible
    if not seen:
        return None
    if len(left) == 1:
        return left.pop()
    if all(is_dotted(text) for text in texts if text):
        return Order.DAY_FIRST
    choices = tuple(f"order.date@{order}" for order in sorted(left))
    ways = " or ".join(f'--map "{column}={choice}"' for choice in choices)
    shown = next(text for text in texts if text)
    words = f"the dates can be read in {len(left)} ways, such as {shown!r}: say which ({ways})"
    raise AskedError(words, Question(column, f"How are the days in {column!r} written, such as {shown!r}?", choices))


def check_days(table: pa.Table, texts: pa.Array, days: pa.Array, columns: OrderColumns) -> None:
    """Raise AskedError where a column of days holds none that can be read."""
    if days.null_count < len(days) or texts.null_count == len(texts):
        return
    column, rest = columns.of["order.date"], {key: one for key, one in columns.of.items() if key != "order.date"}
    first = next(text for text in texts.to_pylist() if text)
    words = f"no cell of {column!r} is a day with its year, such as {first!r}: write the year, or say which column is"
    others = [one for one in table.column_names if one != column]
    asked = ask_which("order.date", others, rest, sample_columns(table.select(others)))
    raise AskedError(f'{words} (--map "COLUMN=order.date")', Question(asked.column, f"{words}.", asked.choices))
