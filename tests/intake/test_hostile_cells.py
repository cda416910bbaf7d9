"""Cells nobody means well: long, wide, strange. They come out as harmless text, and soon."""

import pytest

from tests.intake.support import as_csv, as_xlsx, bring

ROW = {
    "Account": "Alder",
    "Deal": "2x pump",
    "Stage": "Closed Lost",
    "Amount": "12",
    "Close date": "2025-02-01",
    "Contact": "Lena",
    "Email": "l@x.example",
    "Phone": "612 555 0199",
    "Website": "x.example",
    "Notes": "n",
    "Lost reason": "r",
}

LONG = [
    "1" * 300_000,
    " " * 300_000 + "x",
    "(" * 300_000,
    "a@" * 150_000,
    "a." * 150_000 + "@",
    "<" * 300_000,
    "&" * 300_000,
    "1," * 150_000,
    "12/" * 100_000,
    "Mar 2024 " * 30_000,
    "; " * 150_000,
]


@pytest.mark.parametrize("cell", LONG, ids=range(len(LONG)))
def test_a_long_cell_does_no_harm_wherever_it_stands(cell: str) -> None:
    for column in ROW:
        file = bring(as_csv(list(ROW), list(ROW.values()), list({**ROW, column: cell}.values())))
        assert len(file.rows) == 2


SCRIPTS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "=cmd|'/c calc'!A1",
    "{{7*7}}",
    "'; DROP TABLE deal;--",
]


@pytest.mark.parametrize("cell", SCRIPTS)
def test_a_name_that_is_code_is_a_name_like_any_other(cell: str) -> None:
    deal = bring(as_csv(["Account", "Deal", "Stage"], [cell, cell, "Closed Lost"])).deal
    assert (deal.account.name, deal.name) == (cell, cell)


def test_numbers_beyond_any_number_are_text() -> None:
    content = as_xlsx(
        ("Account", "Stage", "Amount", "Close date"),
        ("A", "Closed Lost", 1e300, 1e300),
        ("B", "Closed Lost", 12, 45700),
        ("C", "Closed Lost", -5, 45700),
    )
    first, _, third = bring(content, "a.xlsx").deals
    assert (first.amount_minor, first.custom["Amount"], third.amount_minor) == (None, "1e+300", -500)


def test_no_sign_that_a_database_refuses_comes_through() -> None:
    deal = bring("Account,Stage\nAl\x01der\ud83d\ude00,Closed Lost\n".encode("utf-16", "surrogatepass")).deal
    assert deal.account.name == "Alder\N{GRINNING FACE}"
