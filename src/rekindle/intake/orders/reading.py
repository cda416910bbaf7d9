"""Each line of a file of orders as what it is: who bought what, when, for how much; or why it does not count."""

from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.orders.columns import OrderColumns
from rekindle.intake.orders.currency import currency_of_customers, read_currencies
from rekindle.intake.orders.days import check_days, read_days
from rekindle.intake.orders.documents import fill_from_document
from rekindle.intake.orders.states import read_states
from rekindle.intake.orders.values import blank_to_null, texts_of
from rekindle.intake.orders.words import CALLED_OFF, DRAFT, SUMS, TAKEN_BACK
from rekindle.intake.orders.worth import read_worth

# What a line is. Only a purchase counts; a cancellation is taken off what the customer bought, and so is what its
# status or its type says was taken back. What was called off was never bought, and a draft, a quote or a payment is no
# sale. A heading or a sum is no line of its own.
PURCHASE, CANCELLATION, VOID, NO_SALE, SUM, NO_CUSTOMER, NO_DATE, NO_AMOUNT = (
    *("purchase", "cancellation", "void", "no_sale", "sum", "no_customer", "no_date", "no_amount"),
)
LINES = {
    "customer": "string",
    "name": "string",
    "country": "string",
    "product": "string",
    "bought_on": "date",
    "quantity": "float64",
    "amount": "float64",
    "currency": "string",
    "what": "string",
}
# What the first line of a document says for all of them.
_OF_DOCUMENTS = (
    *("order.customer", "order.name", "order.country", "order.date", "order.currency", "order.status", "order.paid"),
    *("order.cancelled", "order.type"),
)


def read_lines(table: pa.Table, columns: OrderColumns, zone: ZoneInfo, own: str = "") -> pa.Table:
    """Return one row per line with the columns of `LINES`: who bought what, when, and what kind of line it is.

    A line is a cancellation if its invoice begins with C, its status or type says so, or its quantity or amount is
    below zero; its amount is below zero then. The amount of a whole invoice counts once. Each customer is told in the
    currency most of their lines are in; amounts in another one are left out, and their days count. `own` is what a bare
    "$" means if it can mean that. Day and month are settled by the whole column, and so are points and commas. Raises
    CellError when they are not, AskedError where an answer settles it.
    """
    texts = {field: blank_to_null(texts_of(table[column])) for field, column in columns.of.items()}
    empty = pa.nulls(table.num_rows, pa.string())
    sums = _find_sums(table, texts)
    documents = texts.get("order.invoice", empty)
    texts |= {name: pc.if_else(sums, None, texts[name]) for name in _OF_DOCUMENTS if name in texts}
    texts |= {name: fill_from_document(texts[name], documents) for name in _OF_DOCUMENTS if name in texts}
    customer, days = texts["order.customer"], read_days(texts["order.date"], columns, zone)
    check_days(table, texts["order.date"], days, columns)
    states = read_states(texts, columns, table.num_rows)
    quantity, amount = read_worth(table, columns, texts, documents)
    back = pc.or_(pc.fill_null(pc.less(amount, 0.0), False), pc.fill_null(pc.less(quantity, 0.0), False))
    back = pc.or_(back, pc.fill_null(pc.match_substring_regex(documents, "^[Cc][0-9]"), False))
    back = pc.or_(back, pc.fill_null(pc.equal(states, TAKEN_BACK), False))
    amount = pc.if_else(back, pc.negate(pc.abs(amount)), amount)
    quantity = pc.if_else(back, pc.negate(pc.abs(quantity)), quantity)
    currency = read_currencies(table, columns, texts, own)
    what = _tell(
        (sums, SUM),
        (pc.fill_null(pc.equal(states, DRAFT), False), NO_SALE),
        (pc.fill_null(pc.equal(states, CALLED_OFF), False), VOID),
        (pc.is_null(customer), NO_CUSTOMER),
        (pc.is_null(days), NO_DATE),
        (back, CANCELLATION),
        (pc.fill_null(pc.equal(amount, 0.0), True), NO_AMOUNT),
    )
    main = currency_of_customers(customer, currency, pc.is_in(what, pa.array([PURCHASE, CANCELLATION])))
    amount = pc.if_else(pc.fill_null(pc.not_equal(main, currency), False), None, amount)
    named = [customer, *(texts.get(f"order.{name}", empty) for name in ("name", "country", "product"))]
    return pa.table([*named, days, quantity, amount, main, what], list(LINES))


def _tell(*said: tuple[pa.Array, str]) -> pa.Array:
    """Return for each line the word of the first condition that holds; a purchase where none does."""
    conditions = pa.StructArray.from_arrays([one for one, _ in said], [word for _, word in said])
    return pc.case_when(conditions, *(pa.scalar(word) for _, word in said), pa.scalar(PURCHASE))


def _find_sums(table: pa.Table, texts: dict[str, pa.Array]) -> pa.Array:
    """Say which lines are a heading or a sum of others: they have no day of their own, and their first text says so or
    is all they have."""
    firsts, filled = pa.nulls(table.num_rows, pa.string()), pa.array([0] * table.num_rows)
    for column in table.column_names:
        said = blank_to_null(texts_of(table[column]))
        firsts = pc.coalesce(firsts, said)
        filled = pc.add(filled, pc.cast(pc.is_valid(said), pa.int64()))
    named = pc.match_substring_regex(pc.utf8_lower(firsts), SUMS)
    alone = pc.and_(pc.equal(filled, 1), pc.greater(table.num_columns, 2))
    return pc.and_(pc.is_null(texts["order.date"]), pc.fill_null(pc.or_(named, alone), False))
