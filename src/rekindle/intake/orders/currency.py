"""In which currency each line is, and in which one each customer is told: amounts of several are never added up."""

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.money import currency_code, take_currency
from rekindle.intake.columns.settle import settle_currency
from rekindle.intake.orders.columns import OrderColumns
from rekindle.intake.orders.values import by_value, texts_of

_AMOUNTS = ("order.amount", "order.total", "order.price")


def read_currencies(table: pa.Table, columns: OrderColumns, texts: dict[str, pa.Array], own: str) -> pa.Array:
    """Return the currency of each line: of its column, of its amount, or of the name of the column of amounts; null
    where nothing says one. Raises CellError for a cell of a column of currencies that is none."""
    found = (
        _read_column(texts["order.currency"]) if "order.currency" in texts else pa.nulls(table.num_rows, pa.string())
    )
    codes = set(pc.unique(found).to_pylist()) - {None}
    for field in _AMOUNTS:
        column = table[columns.of[field]] if field in columns.of else None
        if column is not None and pa.types.is_string(column.type):
            # A bare sign beside a column of currencies means that one: "$" beside CAD.
            shared = codes.pop() if len(codes) == 1 else own
            found = pc.coalesce(found, by_value(texts_of(column), partial(_in_cell, own=shared), pa.string()))
    named = {settle_currency(columns.of[field]) for field in _AMOUNTS if field in columns.of} - {""}
    return pc.fill_null(found, named.pop()) if len(named) == 1 else found


def _read_column(texts: pa.Array) -> pa.Array:
    for text in pc.unique(texts).to_pylist():
        if text:
            currency_code(text)
    return by_value(texts, currency_code, pa.string())


def _in_cell(text: str, own: str) -> str | None:
    return take_currency(text, own)[1] or None


def currency_of_customers(customer: pa.Array, currency: pa.Array, counts: pa.Array) -> pa.Array:
    """Return for each line the currency that most lines of its customer are in, of those that count; null for none."""
    table = pa.table({"customer": customer, "currency": currency}).filter(pc.fill_null(counts, False)).drop_null()
    told = table.group_by(["customer", "currency"]).aggregate([("currency", "count")])
    ordered = told.sort_by([("customer", "ascending"), ("currency_count", "descending"), ("currency", "ascending")])
    most: dict[str, str] = {}
    for row in ordered.to_pylist():
        most.setdefault(row["customer"], row["currency"])
    keys = pa.array(list(most), pa.string())
    return pa.array(list(most.values()), pa.string()).take(pc.index_in(customer, keys, skip_nulls=True))
