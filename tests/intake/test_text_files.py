"""Encodings, delimiters, headers: the same rows whatever they are wrapped in."""

from pathlib import Path

import pytest

from rekindle.intake.reading import UnreadableError, read_table
from tests.intake.support import bring

ROWS = [
    ("Account", "Stage", "Amount", "Notes"),
    ("Hôpital Sainte-Anne", "Closed Lost", "1.234,56 €", 'said "not now"\nand meant it'),
    ("Müller GmbH", "Closed Won", "12", "a, b; c"),
]


def written(delimiter: str, ending: str = "\r\n") -> str:
    quoted = [[f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row] for row in ROWS]
    return ending.join(delimiter.join(row) for row in quoted) + ending


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-32"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_every_encoding_and_delimiter_gives_the_same_table(encoding: str, delimiter: str, ending: str) -> None:
    table = read_table(written(delimiter, ending).encode(encoding), "book.csv")
    assert table.columns == ROWS[0]
    assert [tuple(str(cell).replace("\r\n", "\n") for cell in row) for row in table.rows] == ROWS[1:]
    assert table.delimiter == delimiter
    assert table.format == ("tsv" if delimiter == "\t" else "csv")


def test_a_byte_order_mark_never_becomes_part_of_the_first_column() -> None:
    assert read_table("﻿Account,Stage\nA,B\n".encode(), "a.csv").columns == ("Account", "Stage")


def test_utf_8_with_one_broken_letter_stays_utf_8_and_says_so() -> None:
    content = ("Account,Stage\n" + "Müller Kölner Straße,Größe\n" * 5).encode() + b"Caf\xe9,Lost\n"
    table = read_table(content, "a.csv")
    assert table.encoding == "utf-8"
    assert table.rows[0] == ("Müller Kölner Straße", "Größe")
    assert table.warnings == ("1 letters are damaged in the file itself and were read as � (utf-8)",)


def test_excels_hint_about_the_separator_is_followed() -> None:
    table = read_table(b"sep=;\nAccount;Stage\nA, B;Lost\n", "a.csv")
    assert (table.columns, table.rows) == (("Account", "Stage"), [("A, B", "Lost")])


def test_lines_above_the_header_are_passed_over_and_said() -> None:
    content = "Lost deals 2025,,\nAs of 2026-03-01,,\n\nAccount Name,Stage,Amount\nAlder Creek,Closed Lost,1200\n"
    table = read_table(content.encode(), "a.csv")
    assert table.columns == ("Account Name", "Stage", "Amount")
    assert table.rows == [("Alder Creek", "Closed Lost", "1200")]
    assert table.warnings == ("2 lines above the header were passed over",)


def test_a_header_nobody_knows_is_a_header_if_it_is_the_first_line() -> None:
    assert read_table(b"Foo,Bar\nx,1\n", "a.csv").columns == ("Foo", "Bar")


def test_names_that_are_there_already_get_a_number() -> None:
    content = b"Opportunity ID,Close Date,Close Date (2),Close Date,Opportunity ID,,\n1,2,3,4,5,6,\n"
    assert read_table(content, "a.csv").columns == (
        "Opportunity ID",
        "Close Date",
        "Close Date (2)",
        "Close Date (3)",
        "Opportunity ID (2)",
        "Column 6",
    )


def test_short_rows_are_filled_up_and_empty_cells_beyond_the_header_dropped() -> None:
    table = read_table(b"Account,Stage,Amount\nA\nB,Lost,1,,,\n", "a.csv")
    assert table.rows == [("A", "", ""), ("B", "Lost", "1")]


@pytest.mark.parametrize(
    "content",
    [
        b"Account,Stage,Amount,Notes\nAlder,Lost\nBirch,Lost\nCedar,Lost,900\n",
        b"Account,Notes\nAlder,late, and dear\nBirch,no, never, they said\nCedar,dear\n",
        b"Klinik,Ausgang,Wert\nAlder,aus,900\nBirch,aus\nCedar,aus\nDale,aus,100\n",
    ],
    ids=["rows without their empty ends", "commas in notes", "names nobody knows"],
)
def test_a_list_whose_rows_are_ragged_is_a_list(content: bytes) -> None:
    assert len(read_table(content, "a.csv").rows) >= 3


def test_signs_no_database_takes_are_left_out() -> None:
    assert read_table("Account,Stage\nAl\x00der\x0b Creek,Lost\n".encode("utf-16"), "a.csv").rows[0][0] == "Alder Creek"


def test_one_stray_sign_does_not_make_a_text_a_binary() -> None:
    assert read_table(b"Account,Notes\nAlder,bu\x00dget\n", "a.csv").rows == [("Alder", "budget")]


def test_a_list_of_one_known_column_is_no_prose_where_every_row_has_a_separator_in_it() -> None:
    file = bring("Account\nAlder; Creek\nBirch; Hill\n")
    assert [row.row for row in file.rejected] == [1, 2]
    assert all("put quotes around texts that contain the separator" in row.words for row in file.rejected)


def test_stray_quotes_are_read_as_they_stand() -> None:
    table = read_table(b'Account,Notes\nAlder,"4" pump" wanted\n', "a.csv")
    assert table.rows[0][0] == "Alder"
    assert table.warnings == ("some texts have stray quotes inside; they were read as they stand",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "the file is empty"),
        (b"%PDF-1.7\n...", "this is a PDF"),
        (b"BEGIN:VEVENT\r\nSUMMARY:Call\r\n", "this is a calendar"),
        (b"\x89PNG\r\n\x1a\n....", "this is a picture"),
        (b"\x1f\x8b\x08....", "packed with gzip"),
        (b'[{"Account": "Alder"}, {"Account": "Birch"}]', "this is JSON"),
        (b'\n{ "deals": [{"Account": "Alder"}]}', "this is JSON"),
        (b"PAR1....", "the Parquet file is damaged"),
        (b"BEGIN:VCARD\nFN:Lena", "no whole vCard is in it"),
        (b"  <!doctype html><table>", "this is a web page"),
        (b"MZ\x90\x00\x03\x00\x00\x00\x04" * 40, "no text and no workbook"),
        (b"Alder Creek,2024-01-02,1200\nBirchmont,2024-02-03,900\n", "no line has column names"),
        (b"Alder Creek\nBirchmont\n", "no line has column names"),
        (b'Account,Notes\nAlder,"never closed\nBirch,x\n', "a quote is opened and never closed"),
        (b",".join(b"c%d" % n for n in range(2_001)) + b"\n", "at most 2,000"),
        (Path("README.md").read_bytes(), "this is a text, not a list"),
        (b"They said no, kindly, in May\nWe wait\nThe chief left\nNothing new, so far\n", "this is a text, not a list"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_way_out(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as refusal:
        read_table(content, "lost deals.csv")
    assert str(refusal.value).startswith("lost deals.csv: ")
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
