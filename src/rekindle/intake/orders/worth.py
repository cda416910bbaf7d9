"""What each line is worth: its own amount, else quantity times price, else its part of the total of its document."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.money import read_amount, take_currency
from rekindle.intake.cells.numbers import Marks, Writing, show_marks
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.writing import WAYS, find_open, settle_writing
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import OrderColumns
from rekindle.intake.orders.documents import is_of_documents, share_among_lines
from rekindle.intake.orders.values import blank_to_null, by_value, texts_of


def read_worth(
    table: pa.Table, columns: OrderColumns, texts: dict[str, pa.Array], documents: pa.Array
) -> tuple[pa.Array, pa.Array]:
    """Return how many and how much each line is: its own amount, else quantity times price, else its part of the
    total of its document."""
    quantity = _numbers(table, columns, "order.quantity")
    amount, price = _numbers(table, columns, "order.amount"), _numbers(table, columns, "order.price")
    counted = pc.multiply(quantity, price) if quantity is not None and price is not None else None
    quantity = pa.nulls(table.num_rows, pa.float64()) if quantity is None else quantity
    total = _numbers(table, columns, "order.total") if amount is None and counted is None else None
    worth = next((one for one in (amount, counted, total) if one is not None), None)
    if worth is not counted and is_of_documents(worth, documents, _lines_apart(texts, counted, quantity)):
        worth = counted if counted is not None else share_among_lines(worth, documents)
    return quantity, worth


def _lines_apart(texts: dict[str, pa.Array], counted: Any, quantity: pa.Array) -> pa.Array:
    """Return what tells the lines of a document apart: what was bought, how much of it, and at which price."""
    product = texts.get("order.product", pa.nulls(len(quantity), pa.string()))
    parts = [product, quantity.cast(pa.string())]
    parts += [counted.cast(pa.string())] if counted is not None else []
    joined = pc.binary_join_element_wise(*parts, "|", null_handling="replace", null_replacement="")
    return pc.if_else(pc.equal(joined, "|" * (len(parts) - 1)), None, joined)


def _numbers(table: pa.Table, columns: OrderColumns, field: str) -> Any:
    column = columns.of.get(field)
    if column is None:
        return None
    flat = table[column].combine_chunks()
    if pa.types.is_integer(flat.type) or pa.types.is_floating(flat.type) or pa.types.is_decimal(flat.type):
        return pc.if_else(pc.is_nan(flat.cast(pa.float64())), None, flat.cast(pa.float64()))
    texts = texts_of(table[column])
    writing = _settle_marks(pc.unique(texts).to_pylist(), columns, field)
    if field == "order.quantity" and writing == Writing():
        writing = _as_beside(table, columns)
    return by_value(texts, lambda text: float(read_amount(text, writing).value), pa.float64())


def _as_beside(table: pa.Table, columns: OrderColumns) -> Writing:
    """Return how amounts and prices are written: "3,000" pieces beside "12,50" are three."""
    beside = [text for field in ("order.amount", "order.price") for text in different_texts(table, columns, field)]
    signs = {show_marks(take_currency(text)[0]).decimal for text in beside} - {""}
    return Writing(Marks(signs.pop())) if len(signs) == 1 else Writing()


def _settle_marks(texts: list[str | None], columns: OrderColumns, field: str) -> Writing:
    """Return what points and commas mean in a column; raises AskedError where that stays in doubt."""
    cells = [text or "" for text in texts]
    writing = settle_writing(cells, answer=columns.marks.get(field, ""))
    (first, *_), other = find_open(cells, writing) if writing.is_unsure else ((None,), "")
    if first is None:
        return writing
    column, choices = columns.of[field], tuple(f"{field}@{way}" for way in WAYS)
    ways = " or ".join(f'--map "{column}={choice}"' for choice in choices)
    words = f"{first.text!r} in {column!r} can be read in two ways{f', beside {other!r}' if other else ''}"
    raise AskedError(f"{words}: say which ({ways})", Question(column, f"{words}: what are its marks?", choices))


def different_texts(table: pa.Table, columns: OrderColumns, field: str) -> list[str]:
    """Return the different texts of a column; none where it holds numbers."""
    if field not in columns.of or not pa.types.is_string(table[columns.of[field]].type):
        return []
    return [text for text in pc.unique(blank_to_null(texts_of(table[columns.of[field]]))).to_pylist() if text]
