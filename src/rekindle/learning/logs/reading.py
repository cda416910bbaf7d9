"""Files of a log: CSV in any common dress, gzipped or zipped, and Parquet."""

import csv
import gzip
import io
import re
import zipfile
from collections import Counter
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from rekindle.learning.logs.errors import LogError, say_names

_SIGNS = (",", ";", "\t", "|")
_TABLES = (".csv", ".tsv", ".txt", ".tab")
# Words for an empty cell. "None" is not among them: it is what many trials call the group that was left alone.
_EMPTY = ["", "NA", "N/A", "#N/A", "NaN", "nan", "null", "NULL", "<NA>"]


def read_log(path: Path) -> pa.Table:
    """Read a log: Parquet with its types, or text (`,` `;` tab or `|`) with every column as text.

    Raises LogError for a file that is not there, is no table, or has a row of another width.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise LogError(f"{path}: {error.strerror or error}.") from error
    if content[:4] == b"PAR1":
        return _read_parquet(content, path.name)
    return read_text_table(_unpack(content, path.name), path.name)


def _read_parquet(content: bytes, name: str) -> pa.Table:
    try:
        table = pa.parquet.read_table(io.BytesIO(content))
    except (pa.ArrowException, OSError) as error:
        raise LogError(f"{name} begins like Parquet but cannot be read as such: it may be cut off.") from error
    return _check_table(table, name)


def _unpack(content: bytes, name: str) -> bytes:
    try:
        if content[:2] == b"\x1f\x8b":
            return gzip.decompress(content)
        if content[:4] != b"PK\x03\x04":
            return content
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return archive.read(_only_table(archive, name))
    except (OSError, EOFError, zipfile.BadZipFile) as error:
        raise LogError(f"{name} is packed, but cannot be unpacked: it may be cut off.") from error


def _only_table(archive: zipfile.ZipFile, name: str) -> str:
    if "[Content_Types].xml" in archive.namelist():
        raise LogError(f"{name} is a workbook; save the sheet as CSV and give that file.")
    tables = [one for one in archive.namelist() if one.lower().endswith(_TABLES) and not one.startswith("__MACOSX")]
    if len(tables) != 1:
        what = f"these: {say_names(tables)}" if tables else "no CSV file"
        raise LogError(f"{name} holds {what}; unpack it and give the one file you mean.")
    return tables[0]


def read_text_table(content: bytes, name: str) -> pa.Table:
    """Read delimited text as a table whose columns are all text, empty cells null. Raises LogError."""
    text = _decode(content, name)
    delimiter = _find_delimiter(text)
    refused: list[pa.csv.InvalidRow] = []

    def note(row: pa.csv.InvalidRow) -> str:
        refused.append(row)
        return "skip"

    names = _header(text, delimiter, name)
    try:
        table = pa.csv.read_csv(
            io.BytesIO(text.encode()),
            pa.csv.ReadOptions(use_threads=False, skip_rows=1, column_names=names, block_size=1 << 24),
            pa.csv.ParseOptions(delimiter=delimiter, newlines_in_values='"' in text, invalid_row_handler=note),
            pa.csv.ConvertOptions(
                column_types={one: pa.string() for one in names}, null_values=_EMPTY, strings_can_be_null=True
            ),
        )
    except pa.ArrowException as error:
        raise LogError(f"{name} is not a table of text: {str(error).splitlines()[0]}.") from error
    if refused:
        first = refused[0]
        raise LogError(
            f"{name}, row {first.number}: {first.actual_columns} cells where the header has {first.expected_columns}; "
            "put cells that hold a separator in quotes."
        )
    return _check_table(table, name)


def _decode(content: bytes, name: str) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    if b"\x00" in content[:4096]:
        raise LogError(f"{name} is neither CSV nor Parquet; export it as one of them.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _find_delimiter(text: str) -> str:
    """Return the sign that parts most of the first lines into the same number of cells, more than one."""
    lines = [line for line in text[:200_000].splitlines()[:50] if line.strip()]
    if len(lines) > 2:
        lines = lines[:-1]

    def agreement(sign: str) -> tuple[int, int]:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=sign) if len(row) > 1)
        width, times = widths.most_common(1)[0] if widths else (0, 0)
        return times, width

    return max(_SIGNS, key=agreement)


def _header(text: str, delimiter: str, name: str) -> list[str]:
    first = re.match(r'(?:[^"\r\n]|"(?:[^"]|"")*")*', text)
    row = next(csv.reader([first[0]], delimiter=delimiter), []) if first and first[0].strip() else []
    if not row:
        raise LogError(f"{name} is empty; its first line should name the columns.")
    return [cell.strip() or f"column {number}" for number, cell in enumerate(row, start=1)]


def _check_table(table: pa.Table, name: str) -> pa.Table:
    twice = [one for one, times in Counter(table.column_names).items() if times > 1]
    if twice:
        raise LogError(f"{name} has the column {say_names(twice)} more than once; rename one of them.")
    if table.num_rows == 0:
        raise LogError(f"{name} has a header but no rows.")
    return table
