"""A file of order lines as a table of texts and numbers, and each line as what it is."""

import gzip
import io
import zlib
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock, Order, is_dotted, orders_of
from rekindle.intake.cells.money import CURRENCY, currency_code, read_amount, take_currency
from rekindle.intake.cells.numbers import Marks, Writing, show_marks
from rekindle.intake.cells.periods import read_about
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import settle_currency
from rekindle.intake.columns.writing import WAYS, find_open, settle_writing
from rekindle.intake.files.table import as_text, refuse
from rekindle.intake.orders.asking import AskedError
from rekindle.intake.orders.columns import OrderColumns
from rekindle.intake.reading import read_table

MOST_BYTES = 400_000_000
MOST_LINES = 20_000_000
_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"

# What a line is. Only a purchase counts; a cancellation is taken off what the customer bought.
PURCHASE, CANCELLATION, NO_CUSTOMER, NO_DATE, NO_AMOUNT = (
    "purchase",
    "cancellation",
    "no_customer",
    "no_date",
    "no_amount",
)
LINES = {
    "customer": "string",
    "name": "string",
    "country": "string",
    "product": "string",
    "bought_on": "date",
    "quantity": "float64",
    "amount": "float64",
    "what": "string",
}


def read_columns(content: bytes, name: str) -> pa.Table:
    """Read Parquet, CSV, XLSX, or text parted by blanks, also packed with gzip, into a table of columns.

    Raises UnreadableError, one sentence with the name and the way out.
    """
    if content.startswith(_GZIP):
        content = _unpack(content, name)
        name = name.removesuffix(".gz")
    if content.startswith(_PARQUET):
        return _read_parquet(content, name)
    first = content[:2000].split(b"\n", 1)[0]
    if not any(mark in first for mark in (b",", b";", b"\t", b"|")) and len(first.split()) > 2:
        return _read_blanks(content)
    table = read_table(content, name)
    return _build_table([[as_text(cell) for cell in row] for row in table.rows], list(table.columns))


def _unpack(content: bytes, name: str) -> bytes:
    try:
        with gzip.open(io.BytesIO(content)) as packed:
            unpacked = packed.read(MOST_BYTES + 1)
    except (OSError, EOFError, zlib.error):
        refuse(name, "the packed file is damaged or cut short; pack it again")
    if len(unpacked) > MOST_BYTES:
        refuse(name, f"unpacked it is more than {MOST_BYTES // 1_000_000} MB; split it by year")
    return unpacked


def _read_parquet(content: bytes, name: str) -> pa.Table:
    from pyarrow import parquet as pq  # noqa: PLC0415 takes memory that a server without such a file need not have

    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        size = sum(file.metadata.row_group(at).total_byte_size for at in range(file.metadata.num_row_groups))
        if file.metadata.num_rows > MOST_LINES or size > MOST_BYTES:
            refuse(name, "more lines than can be read at once; split it by year and bring in the parts")
        return file.read()
    except (pa.ArrowException, OSError) as error:
        refuse(name, f"the Parquet file is damaged or cut short; write it again ({type(error).__name__})")


def _read_blanks(content: bytes) -> pa.Table:
    lines = content.decode("utf-8", "replace").splitlines()
    header, below = lines[0].split(), lines[1:]
    if not any(letter.isalpha() for letter in lines[0]):
        # Nobody calls a column 19970101: the first line is an order like the others.
        header, below = [f"Column {number}" for number in range(1, len(header) + 1)], lines
    return _build_table([parts for line in below if (parts := line.split())], header)


def _build_table(rows: list[list[str]], header: list[str]) -> pa.Table:
    """Put rows into columns. Of a row with more or fewer cells nobody can tell which is whose: it stays, empty, and is
    counted among the lines without a customer."""
    fitting = [row if len(row) == len(header) else [""] * len(header) for row in rows]
    columns = zip(*fitting, strict=True) if fitting else [()] * len(header)
    return pa.table([pa.array(column, pa.string()) for column in columns], header)


def read_lines(table: pa.Table, columns: OrderColumns, zone: ZoneInfo) -> pa.Table:
    """Return one row per line with the columns of `LINES`: who bought what, when, and what kind of line it is.

    A line is a cancellation if its invoice begins with C, or its quantity or amount is below zero. Day and month are
    settled by the whole column, and so are points and commas. Raises CellError when they are not.
    """
    texts = {field: _texts(table[column]) for field, column in columns.of.items()}
    empty = pa.nulls(table.num_rows, pa.string())
    customer = _blank_to_null(texts["order.customer"])
    days = _days(texts["order.date"], columns, zone)
    quantity = _numbers(table, columns, "order.quantity")
    amount = _numbers(table, columns, "order.amount")
    if amount is None:
        amount = pc.multiply(quantity, _numbers(table, columns, "order.price"))
    quantity = pa.nulls(table.num_rows, pa.float64()) if quantity is None else quantity
    invoice = pc.fill_null(texts.get("order.invoice", empty), "")
    back = pc.or_(pc.fill_null(pc.less(amount, 0.0), False), pc.fill_null(pc.less(quantity, 0.0), False))
    back = pc.or_(back, pc.match_substring_regex(invoice, "^[Cc][0-9]"))
    what = pc.case_when(
        pa.StructArray.from_arrays(
            [
                pc.is_null(customer),
                pc.is_null(days),
                back,
                pc.or_(pc.is_null(amount), pc.fill_null(pc.equal(amount, 0.0), True)),
            ],
            ["a", "b", "c", "d"],
        ),
        *(pa.scalar(word) for word in (NO_CUSTOMER, NO_DATE, CANCELLATION, NO_AMOUNT, PURCHASE)),
    )
    named = [
        customer,
        texts.get("order.name", empty),
        texts.get("order.country", empty),
        texts.get("order.product", empty),
    ]
    return pa.table([*named, days, quantity, amount, what], list(LINES))


def find_currency(table: pa.Table, columns: OrderColumns, own: str = "") -> str:
    """Return the one currency of the file: of its column of currencies, of the amounts or of the name of their column.

    Empty where it names none; `own` is what a bare "$" means if it can mean that. Raises CellError for several.
    """
    said = {code for text in _different(table, columns, "order.currency") if (code := currency_code(text))}
    for field in ("order.amount", "order.price"):
        in_cells = {take_currency(text, own)[1] for text in _different(table, columns, field)} - {""}
        # A bare sign beside a column of currencies means that one: "$" beside CAD.
        said |= (
            in_cells if not said or field not in columns.of else {one for one in in_cells if not _is_shared(one, said)}
        )
    named = {settle_currency(columns.of[field]) for field in ("order.amount", "order.price") if field in columns.of}
    codes = sorted(said or named - {""})
    if len(codes) > 1:
        raise CellError(f"amounts in {', '.join(codes)} cannot be added up: bring in a file for each currency")
    return codes[0] if codes else ""


def _is_shared(code: str, said: set[str]) -> bool:
    return any({code} | said <= set(codes) for codes in CURRENCY["shared"].values())


def _different(table: pa.Table, columns: OrderColumns, field: str) -> list[str]:
    """Return the different texts of a column; none where it holds numbers."""
    if field not in columns.of or not pa.types.is_string(table[columns.of[field]].type):
        return []
    return [text for text in pc.unique(_blank_to_null(_texts(table[columns.of[field]]))).to_pylist() if text]


def _texts(column: pa.ChunkedArray) -> pa.Array:
    """Write a column as texts; a whole number has no point."""
    flat = column.combine_chunks()
    if pa.types.is_floating(flat.type):
        flat = pc.if_else(pc.is_nan(flat), None, flat)
        whole = pc.all(pc.equal(pc.floor(flat), flat)).as_py()
        flat = flat.cast(pa.int64()) if whole else flat
    if pa.types.is_timestamp(flat.type) or pa.types.is_date(flat.type):
        return pc.strftime(flat, format="%Y-%m-%d")
    return pc.utf8_trim_whitespace(flat.cast(pa.string()))


def _blank_to_null(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.is_in(pc.utf8_lower(texts), pa.array(["", "nan", "null", "none", "n/a"])), None, texts)


def _days(texts: pa.Array, columns: OrderColumns, zone: ZoneInfo) -> pa.Array:
    """Read each day that stands in the column once; a time of day behind it does not matter. Of a month or another
    period the day in its middle is taken."""
    short = pc.replace_substring_regex(texts, r"^(\d{4}-\d{2}-\d{2})[T ].*$", r"\1")
    order = columns.order or _settle_order(pc.unique(short).to_pylist(), columns.of["order.date"])
    clock = Clock(zone, order=order)
    return _by_value(short, lambda text: read_about(text, clock).on, pa.date32())


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


def _numbers(table: pa.Table, columns: OrderColumns, field: str) -> Any:
    column = columns.of.get(field)
    if column is None:
        return None
    flat = table[column].combine_chunks()
    if pa.types.is_integer(flat.type) or pa.types.is_floating(flat.type) or pa.types.is_decimal(flat.type):
        return pc.if_else(pc.is_nan(flat.cast(pa.float64())), None, flat.cast(pa.float64()))
    texts = _texts(table[column])
    writing = _settle_marks(pc.unique(texts).to_pylist(), columns, field)
    if field == "order.quantity" and writing == Writing():
        writing = _as_beside(table, columns)
    return _by_value(texts, lambda text: float(read_amount(text, writing).value), pa.float64())


def _as_beside(table: pa.Table, columns: OrderColumns) -> Writing:
    """Return how amounts and prices are written: "3,000" pieces beside "12,50" are three."""
    beside = [text for field in ("order.amount", "order.price") for text in _different(table, columns, field)]
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


def _by_value(texts: pa.Array, read: Callable[[str], Any], kind: pa.DataType) -> pa.Array:
    """Read every different text of a column once; what cannot be read is null."""
    different = pc.unique(texts)
    found = [_try(read, text) for text in different.to_pylist()]
    return pa.array(found, kind).take(pc.index_in(texts, different))


def _try(read: Callable[[str], Any], text: str | None) -> Any:
    try:
        return read(text) if text else None
    except CellError:
        return None
