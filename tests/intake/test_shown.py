"""What cells of a workbook show beside their values: a currency, a formula nobody computed, a year to count from."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from rekindle.intake.files.binary import has_short_cells, xls_counts_from_1904
from rekindle.intake.files.shown import sign_of
from rekindle.intake.files.table import UnreadableError
from rekindle.intake.reading import read_table
from tests.intake.support import bring
from tests.intake.test_other_formats import as_ods


@pytest.mark.parametrize(
    ("code", "sign"),
    [
        ("#,##0.00 [$€-407]", "EUR"),
        ('"USD" #,##0.00', "USD"),
        ('_("$"* #,##0.00_);_("€"* (#,##0.00)', "$"),
        ("[$$-1009]#,##0", "CAD"),
        ("#,##0 [$kr-414]", "NOK"),
        ("\\£#,##0", "GBP"),
        ('#,##0.0,,"M €"', "EUR"),
        ("_-* #,##0.00 _€_-", ""),
        ("[$-409]d-mmm-yy", ""),
        ('yyyy"year"', ""),
        ("0%", ""),
    ],
)
def test_a_number_format_says_which_currency_is_shown(code: str, sign: str) -> None:
    assert sign_of(code) == sign


def sheet_of(*formats: str) -> bytes:
    """Write a workbook with an empty column and row before its table, each amount in a format of its own."""
    book = Workbook()
    book.create_sheet("Deals")
    sheet = book.worksheets[1]
    for column, name in enumerate(("Account", "Status", "Amount"), 2):
        sheet.cell(2, column, name)
    for number, code in enumerate(formats):
        for column, value in enumerate((f"Clinic {number}", "Lost", 45.125 if number else 45000), 2):
            sheet.cell(3 + number, column, value)
        sheet.cell(3 + number, 4).number_format = code
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_amount_is_of_the_currency_its_cell_shows() -> None:
    file = bring(sheet_of("#,##0 [$€-407]", '"$"#,##0', "General", '#,##0 "CHF"'), "deals.xlsx", currency="CAD")

    found = [(deal.amount_minor, deal.currency) for deal in file.deals]
    assert found == [(4_500_000, "EUR"), (4_512, "CAD"), (4_512, "CAD"), (4_512, "CHF")]


def test_an_opendocument_amount_is_of_the_currency_its_cell_has() -> None:
    rows = (("Account", "Status", "Amount"), ("Alder", "Lost", 1), ("Birch", "Lost", 2), ("Cedar", "Lost", 3))
    euro = b'office:value-type="currency" office:currency="EUR" office:value="2"'
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_ods(*rows))) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            text = old.read(part).replace(b'office:value-type="float" office:value="2"', euro)
            new.writestr(part, text.replace(b"<table:table-row>", b"<table:table-row-group/><table:table-row>"))

    assert [deal.currency for deal in bring(made.getvalue(), "deals.ods").deals] == ["USD", "EUR", "USD"]


def test_a_dollar_is_the_one_the_rows_currency_names() -> None:
    file = bring("Account,Status,Amount,Currency\nAlder,Lost,$45000,CAD\nBirch,Lost,$9,\nCedar,Lost,€7,CAD\n")

    assert [deal.currency for deal in file.deals] == ["CAD", "USD", "EUR"]


def test_formulas_nobody_computed_are_counted() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (("Account", "Status", "Amount"), ("Alder", "Lost", "=40+5"), ("Birch", "Lost", 7)):
        sheet.append(row)
    content = io.BytesIO()
    book.save(content)

    words = "1 formulas have no value in the file; open it in a spreadsheet program, save it there and try again"
    assert read_table(content.getvalue(), "deals.xlsx").warnings == (words,)


def test_a_year_that_an_old_workbook_counts_from_is_found_in_its_first_records() -> None:
    begin = b"\x09\x08\x10\x00\x00\x06\x05\x00" + bytes(12) + b"\x42\x00\x02\x00\xb0\x04"
    apple, other = b"\x22\x00\x02\x00\x01\x00", b"\x22\x00\x02\x00\x00\x00"

    found = [xls_counts_from_1904(bytes(512) + text) for text in (begin + apple, begin + other, begin, apple)]
    assert found == [True, False, False, False]


def test_cells_a_parser_would_pass_over_end_in_a_refusal() -> None:
    def made(kind: int) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            archive.writestr("xl/workbook.bin", b"")
            archive.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00\x00\x02ab" + bytes((kind, 2)) + b"cd")
        return content.getvalue()

    assert [has_short_cells(made(7)), has_short_cells(made(17))] == [False, True]
    with pytest.raises(UnreadableError, match="short form that cannot be read; save it as XLSX"):
        read_table(made(17), "deals.xlsb")


@pytest.mark.parametrize("text", ["ID;PWXL;N;E\nC;Y1;X1\n", 'TABLE\r\n0,1\r\n"EXCEL"\r\n'])
def test_sheets_of_text_from_old_programs_are_named(text: str) -> None:
    with pytest.raises(UnreadableError, match="save it as CSV or XLSX"):
        read_table(text.encode(), "deals.slk")


def test_a_list_that_begins_like_a_sheet_of_an_old_program_is_read() -> None:
    table = read_table(b"ID;Party;Status\n1;Alder;Lost\n2;Birch;Won\n", "deals.csv")
    assert (table.columns, len(table.rows)) == (("ID", "Party", "Status"), 2)
