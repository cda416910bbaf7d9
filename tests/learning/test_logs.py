"""Logs as people keep them: any separator, packed or not, numbers and dates in many dresses; errors say where."""

import gzip
import io
import zipfile
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest

from rekindle.learning.logs.columns import Column, Kind, as_levels, read_column
from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import from_numbers, in_zone, say_counted
from rekindle.learning.logs.reading import read_log, read_text_table

PLAIN = "name,amount\nAda,3\nBen,\n"


def column(*cells: str | None) -> Column:
    found = read_column(pa.table({"c": pa.array(list(cells), pa.string())}), "c")
    assert found is not None
    return found


def days(*cells: str) -> list[str]:
    found = column(*cells)
    assert found.kind is Kind.INSTANT
    return [str(np.datetime64(round(day * 86_400), "s")) for day in found.numbers]


@pytest.mark.parametrize(
    "content",
    [
        PLAIN.encode(),
        PLAIN.replace(",", ";").encode("utf-8-sig"),
        PLAIN.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"),
        PLAIN.replace("Ada", '"Ada"').encode(),
        gzip.compress(PLAIN.encode(), mtime=0),
    ],
    ids=["plain", "semicolons", "tabs in UTF-16", "quoted", "gzip"],
)
def test_a_text_file_is_read_in_any_dress(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log.csv").write_bytes(content)

    assert read_log(tmp_path / "log.csv").to_pydict() == {"name": ["Ada", "Ben"], "amount": ["3", None]}


def test_parquet_keeps_its_types(tmp_path: Path) -> None:
    table = pa.table({"name": ["Ada"], "amount": [3]})
    pa.parquet.write_table(table, tmp_path / "log.parquet")

    assert read_log(tmp_path / "log.parquet") == table


def test_a_zip_of_one_table_is_opened_and_of_several_asks_which(tmp_path: Path) -> None:
    for name, members in (("one.zip", ("a.csv",)), ("two.zip", ("a.csv", "b.csv"))):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member in members:
                archive.writestr(member, PLAIN)

    assert read_log(tmp_path / "one.zip").num_rows == 2
    with pytest.raises(LogError, match=r"two\.zip holds these: “a\.csv” or “b\.csv”"):
        read_log(tmp_path / "two.zip")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n1,2\n1,2,3\n", "row 3: 3 cells where the header has 2"),
        (b"a,a\n1,2\n", "has the column “a” more than once"),
        (b"a,b\n", "has a header but no rows"),
        (b"", "is empty"),
        (b"\x00\x01\x02", "is neither CSV nor Parquet"),
    ],
)
def test_a_file_that_is_no_table_is_refused_and_says_where(content: bytes, words: str) -> None:
    with pytest.raises(LogError) as refused:
        read_text_table(content, "log.csv")

    assert words in str(refused.value)


def test_files_that_are_missing_or_cut_off_are_named(tmp_path: Path) -> None:
    whole = io.BytesIO()
    pa.parquet.write_table(pa.table({"a": [1]}), whole)
    (tmp_path / "cut.parquet").write_bytes(whole.getvalue()[:50])
    (tmp_path / "cut.csv.gz").write_bytes(gzip.compress(PLAIN.encode() * 100)[:40])

    for name in ("none.csv", "cut.parquet", "cut.csv.gz"):
        with pytest.raises(LogError, match=name):
            read_log(tmp_path / name)


@pytest.mark.parametrize(
    ("cells", "numbers"),
    [
        (("1", "2.5", "-3e2"), [1, 2.5, -300]),
        (("$1,200", "$ 5", "3.50"), [1200, 5, 3.5]),
        (("1.200,50", "3,5", "7"), [1200.5, 3.5, 7]),
        (("12%", "7 %", "?"), [12, 7, np.nan]),
        (("$1,200.50", "($80.25)", "-$3.00", "$(1.00)"), [1200.5, -80.25, -3, -1]),
        (("1'200.50", "₹7", "5,381 kr", "12 €"), [1200.5, 7, 5381, 12]),
        (("25 430,50", "1 200", "7,5 zł"), [25430.5, 1200, 7.5]),
    ],
)
def test_numbers_are_read_as_people_write_them(cells: tuple[str, ...], numbers: list[float]) -> None:
    found = column(*cells)

    assert found.kind is Kind.NUMBER
    np.testing.assert_array_equal(found.numbers, numbers)


def test_codes_with_a_leading_zero_and_words_are_levels() -> None:
    assert column("00123", "98765").kind is Kind.LEVELS
    assert as_levels(column("b", None, " a ", "b"))[1] == ("b", "a")


@pytest.mark.parametrize(
    ("cells", "instants"),
    [
        (("2026-03-01", "2026-03-02 10:30"), ["2026-03-01T00:00:00", "2026-03-02T10:30:00"]),
        (("2026-03-01T10:00:00+02:00", "2026-03-01T08:00:00Z"), ["2026-03-01T08:00:00", "2026-03-01T08:00:00"]),
        (("03/04/2026", "03/14/2026"), ["2026-03-04T00:00:00", "2026-03-14T00:00:00"]),
        (("03/04/2026", "14/03/2026"), ["2026-04-03T00:00:00", "2026-03-14T00:00:00"]),
        (("03.04.2026", "05.06.26"), ["2026-04-03T00:00:00", "2026-06-05T00:00:00"]),
        (("05-Mar-2026", "14. März 2026 10:30"), ["2026-03-05T00:00:00", "2026-03-14T10:30:00"]),
        (("Oct 5, 2026 1:05 PM", "Dec 14th, 2026"), ["2026-10-05T13:05:00", "2026-12-14T00:00:00"]),
        (("20260301T103000Z", "2026-03-01 10:30:00+00"), ["2026-03-01T10:30:00", "2026-03-01T10:30:00"]),
        (("3/4/2026 1:05 PM", "3/14/2026 12:05 am"), ["2026-03-04T13:05:00", "2026-03-14T00:05:00"]),
    ],
)
def test_dates_are_read_as_people_write_them(cells: tuple[str, ...], instants: list[str]) -> None:
    assert days(*cells) == instants


def test_numbers_that_stand_for_instants_are_told_by_their_size() -> None:
    day = 20_000.0

    assert from_numbers(np.array([20_241_004.0]))[0] == day
    assert from_numbers(np.array([day * 86_400]))[0] == day
    assert from_numbers(np.array([day * 86_400_000]))[0] == day
    assert from_numbers(np.array([3.0, 7.0])).tolist() == [3, 7]


def test_a_clock_stands_beside_instants_that_are_written_with_a_zone() -> None:
    written = column("2026-07-01T10:00:00.250+02:00", "2026-01-01 10:00:00.5 +01:00")

    assert [round(day * 86_400 % 86_400, 3) for day in written.numbers] == [28_800.25, 32_400.5]
    assert written.clock is not None
    assert [round(day % 1 * 24, 3) for day in written.clock] == [10.0, 10.0]
    assert column("2026-07-01 10:00", "2026-07-01 10:00 CEST").clock is None
    assert [round(hour, 3) for hour in in_zone(np.floor(written.numbers), "Europe/Berlin") % 1 * 24] == [2, 1]


def test_a_zone_nobody_knows_is_refused() -> None:
    with pytest.raises(LogError, match="--zone 'Mars/Base' is no zone"):
        in_zone(np.zeros(1), "Mars/Base")


def test_numbers_that_are_only_a_count_of_days_are_said_to_be() -> None:
    assert say_counted("age", np.array([17.0, 55.0])) == [
        "“age” holds the numbers 17 to 55; they are taken as a count of days."
    ]
    assert say_counted("when", np.array([np.nan, 20_000.0])) == []
