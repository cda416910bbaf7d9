from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.money import Amount, read_amount, take_currency
from rekindle.intake.cells.numbers import Marks, read_number, show_marks
from rekindle.intake.columns.settle import settle_currency
from rekindle.intake.columns.writing import settle_writing
from tests.intake.support import bring


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("USD 485,000.00", "485000.00", "USD"),
        ("$1.2M", "1200000", "USD"),
        ("€ 350k", "350000", "EUR"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("12,34,567.50", "1234567.50", ""),
        ("₹12,34,567", "1234567", "INR"),
        ("2.5 lakh", "250000", ""),
        ("(12,000)", "-12000", ""),
        ("($12,000.50)", "-12000.50", "USD"),
        ("-£5", "-5", "GBP"),
        ("1200-", "-1200", ""),
        ("1 234 567,89", "1234567.89", ""),
        ("CHF 12'500.-", "12500", "CHF"),
        ("1.234", "1234", ""),
        ("0.125", "0.125", ""),
        ("485000.0", "485000.0", ""),
        ("1234.567", "1234.567", ""),
        ("1,2 Mio. EUR", "1200000", "EUR"),
        ("A$ 9,900", "9900", "AUD"),
        ("kr 900", "900", "SEK"),
    ],
)
def test_amounts_are_read_as_people_write_them(text: str, value: str, currency: str) -> None:
    assert read_amount(text) == Amount(Decimal(value), currency)


@pytest.mark.parametrize(
    "text", ["tbd", "", "12 pumps", "1.2.3", "1,23,45", "12/2025", "10^9", "9" * 17, "NaN", "1.234K"]
)
def test_what_is_no_sure_amount_is_an_error(text: str) -> None:
    with pytest.raises(CellError):
        read_amount(text)


def test_a_bare_dollar_is_the_books_dollar() -> None:
    assert take_currency("$5", "CAD") == ("5", "CAD")
    assert take_currency("$5", "EUR") == ("5", "USD")


@pytest.mark.parametrize(
    ("cells", "decimal", "unsure"),
    [
        (["1.234", "12,50", "7"], "", ""),
        (["1.234", "9.999"], "", ""),
        (["12,34,567", "99,000", "1,00,000.50"], "", ""),
        (["1,5", "1.5", "12,500"], "", ","),
        (["1.234", "12.50"], "", "."),
        (["1234.567", "99.125", "12.5"], ".", ""),
        (["1.5M", "1.250M"], ".", ""),
        (["12'500", "99.000"], "", "."),
        (["12 500", "99,000"], "", ","),
        (["12.500", "99,000"], "", ",."),
        (["1.250k"], "", "."),
    ],
)
def test_a_column_settles_what_three_digits_behind_a_mark_are(cells: list[str], decimal: str, unsure: str) -> None:
    assert settle_writing(cells).most == Marks(decimal, unsure)


def test_amounts_with_a_sign_are_not_in_doubt_where_bare_ones_are() -> None:
    writing = settle_writing(["12.500", "99,000", "$12,500"])
    with pytest.raises(CellError, match="two ways"):
        read_amount("12.500", writing)
    assert read_amount("$12,500", writing).value == Decimal(12_500)


def test_numbers_are_read_by_the_marks_of_their_column() -> None:
    assert read_number("1.234", Marks(".")) == Decimal("1.234")
    assert read_number("1.234", Marks(",")) == Decimal(1234)
    with pytest.raises(CellError, match="two ways"):
        read_number("1.234", Marks("", "."))


MIXED = "Account;Deal;Status;Amount\nAlder;A;Lost;1.250.000 €\nBirch;B;Lost;99,000\nCedar;C;Lost;$12,500\n"


def test_an_amount_its_column_contradicts_is_asked_with_both_readings_and_unknown_until_then() -> None:
    file = bring(MIXED)

    (question,) = file.recognition.questions
    assert "is '99,000' (row 2) 99000 or 99? '1.250.000 €' in the same column" in question.words
    assert [deal.amount_minor for deal in file.deals] == [125_000_000, None, 1_250_000]
    answered = {choice: bring(MIXED, mapping={question.column: choice}) for choice in question.choices}
    assert [file.recognition.questions for file in answered.values()] == [(), ()]
    assert {choice: [deal.amount_minor for deal in file.deals] for choice, file in answered.items()} == {
        "deal.amount@thousands": [125_000_000, 9_900_000, 1_250_000],
        "deal.amount@comma": [125_000_000, 9_900, 1_250_000],
    }


@pytest.mark.parametrize(("header", "code"), [("Amount (EUR)", "EUR"), ("Betrag in CHF", "CHF"), ("Amount", "")])
def test_a_currency_in_the_header_is_seen(header: str, code: str) -> None:
    assert settle_currency(header) == code


def test_minor_units_follow_the_currency() -> None:
    assert Amount(Decimal("12.50")).minor("USD") == 1250
    assert Amount(Decimal("1250")).minor("JPY") == 1250
    assert Amount(Decimal("1.234")).minor("KWD") == 1234
    assert {code: read_amount(f"{code} 2500").minor(code) for code in ("XOF", "UGX", "IQD", "MAD")} == {
        "XOF": 2_500,
        "UGX": 2_500,
        "IQD": 2_500_000,
        "MAD": 250_000,
    }
    with pytest.raises(CellError):
        Amount(Decimal(10) ** 15).minor("USD")


STYLES = {
    ".": lambda whole, cents: f"{whole:,}.{cents:02d}",
    ",": lambda whole, cents: f"{whole:,}".replace(",", ".") + f",{cents:02d}",
    " ": lambda whole, cents: f"{whole:,}".replace(",", " ") + f",{cents:02d}",
    "'": lambda whole, cents: f"{whole:,}".replace(",", "'") + f".{cents:02d}",
    "": lambda whole, cents: f"{whole}.{cents:02d}",
}


@given(
    st.integers(0, 10**12),
    st.integers(0, 99),
    st.sampled_from(sorted(STYLES)),
    st.sampled_from(["{}", "USD {}", "{} €", "${}", "{} CHF"]),
    st.sampled_from(["", "-"]),
)
def test_amounts_come_back_from_every_style(whole: int, cents: int, style: str, frame: str, sign: str) -> None:
    text = sign + frame.format(STYLES[style](whole, cents))
    minor = whole * 100 + cents
    assert read_amount(text).minor("USD") == (-minor if sign else minor)


@given(st.text(max_size=30))
def test_any_text_is_a_finite_amount_or_refused(text: str) -> None:
    assert show_marks(text).decimal in {"", ".", ","}
    with suppress(CellError):
        amount = read_amount(text)
        assert amount.value.is_finite()
        assert len(amount.currency) in {0, 3}
