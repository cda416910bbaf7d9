"""A file of order lines as a table of texts and numbers, whatever it is packed in."""

import gzip
import io
import zlib
from collections.abc import Sequence

import pyarrow as pa

from rekindle.intake.files.table import RawTable, as_text, refuse
from rekindle.intake.orders.values import filled_of, texts_of
from rekindle.intake.reading import NoHeaderError, read_table

MOST_BYTES = 400_000_000
MOST_LINES = 20_000_000
_GZIP, _PARQUET = b"\x1f\x8b", b"PAR1"
_FIRST_LINES, _BLOCK, _BLOCKS = 20, 100, 4
_SIGNS = (b",", b";", b"\t", b"|")


def read_columns(content: bytes, name: str) -> pa.Table:
    """Read Parquet, CSV, XLSX, or text parted by blanks, also packed with gzip, into a table of columns.

    Raises UnreadableError, one sentence with the name and the way out.
    """
    if content.startswith(_GZIP):
        content = _unpack(content, name)
        name = name.removesuffix(".gz")
    if content.startswith(_PARQUET):
        return _read_parquet(content, name)
    if _is_parted_by_blanks(content):
        return _read_blanks(content)
    try:
        table = read_table(content, name)
    except NoHeaderError:
        table = read_table(content, name, has_header=False)
    return build_table(table)


def build_table(table: RawTable) -> pa.Table:
    """Write the rows of a file that was read as columns of texts."""
    return _build_table([[as_text(cell) for cell in row] for row in table.rows], list(table.columns))


def sample_cells(table: RawTable) -> dict[str, list[str]]:
    """Return some cells of each column of a file that was read: of rows that follow each other, at four places."""
    step = max(_BLOCK, len(table.rows) // _BLOCKS)
    rows = [row for at in range(0, len(table.rows), step) for row in table.rows[at : at + _BLOCK]]
    return {column: filled_of([as_text(row[at]) for row in rows]) for at, column in enumerate(table.columns)}


def sample_columns(table: pa.Table) -> dict[str, list[str]]:
    """Return some cells of each column that say something: of rows that follow each other, at four places."""
    step = max(_BLOCK, table.num_rows // _BLOCKS)
    some = pa.concat_tables(table.slice(at, _BLOCK) for at in range(0, max(1, table.num_rows), step))
    return {column: filled_of(texts_of(some[column]).to_pylist()) for column in table.column_names}


def _is_parted_by_blanks(content: bytes) -> bool:
    """Say whether nothing but blanks parts the first lines of a text, nearly all into as many cells."""
    lines = [line for line in content[:4_000].splitlines()[:_FIRST_LINES] if line.strip()]
    if not lines or any(sign in line for line in lines for sign in _SIGNS):
        return False
    widths = [len(line.split()) for line in lines[:-1] or lines]
    return min(widths) > 2 or (widths[0] > 2 and widths.count(widths[0]) * 2 > len(widths))


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


def _build_table(rows: Sequence[Sequence[str]], header: list[str]) -> pa.Table:
    """Put rows into columns. Of a row with more or fewer cells nobody can tell which is whose: it stays, empty, and is
    counted among the lines without a customer."""
    fitting = [row if len(row) == len(header) else [""] * len(header) for row in rows]
    columns = zip(*fitting, strict=True) if fitting else [()] * len(header)
    return pa.table([pa.array(column, pa.string()) for column in columns], header)
