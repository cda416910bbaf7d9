"""What a column's name says of its amounts beside what they are: thousands, taxes, the day of either end."""

import pytest

from rekindle.intake.columns.units import factor_of
from tests.intake.support import bring


@pytest.mark.parametrize(
    ("header", "cell", "minor", "currency"),
    [
        ("Amount ($K)", "45", 4_500_000, "USD"),
        ("Umsatz (TEUR)", "1.250", 125_000_000, "EUR"),
        ("Value in thousands", "45.5", 4_550_000, "CAD"),
        ("Montant (k€)", "45k", 4_500_000, "EUR"),
        ("Wert (Mio. €)", "1,2", 120_000_000, "EUR"),
        ("Amount (₹ lakhs)", "4.5", 45_000_000, "INR"),
        ("Amount (USD)", "45", 4_500, "USD"),
        ("Bedrag excl. btw", "45,50", 4_550, "CAD"),
        ("Montant HT", "TEUR 45", 4_500_000, "EUR"),
    ],
)
def test_amounts_count_in_what_their_columns_name_says(header: str, cell: str, minor: int, currency: str) -> None:
    file = bring(f"Account;Deal;Status;{header}\nAlder;Scopes;Lost;{cell}\n", currency="CAD")

    assert (file.deal.amount_minor, file.deal.currency) == (minor, currency)
    assert any("does not count in ones" in words for words in file.recognition.warnings) == bool(factor_of(header))


@pytest.mark.parametrize("header", ["Market $", "Amt $", "Total EUR", "Text (M)", "Kosten", "Discount", "Amount T"])
def test_a_name_without_a_unit_counts_in_ones(header: str) -> None:
    assert factor_of(header) == 0


@pytest.mark.parametrize("header", ["Won/Lost Date", "Outcome date", "Date won/lost", "Closed (won/lost) date"])
def test_a_day_of_either_end_is_no_day_of_winning(header: str) -> None:
    file = bring(f"Account,Deal,Status,{header}\nAlder,Scopes,Lost,2025-06-12\nBirch,Pumps,Won,2025-03-04\n")

    assert file.recognition.mapping[header] == "deal.closed_on"
    assert [str(deal.losses[0].lost_on) for deal in file.deals if deal.losses] == ["2025-06-12"]


def test_amounts_and_months_under_unknown_names_are_asked() -> None:
    file = bring("Account,Lost?,Projected Revenue High,When\nAlder,yes,45000,June 2025\nBirch,yes,9,Q3 2025\n")

    asked = {question.column: question.choices[0] for question in file.recognition.questions}
    assert asked == {"Projected Revenue High": "deal.amount", "When": "deal.lost_on"}


def test_mil_is_a_thousand_in_spanish_and_asked_elsewhere() -> None:
    spanish = bring("Cliente;Estado;Importe (€ mil)\nAlder;Perdido;44,4\n")
    english = "Account;Deal;Status;Value (€ mil)\nAlder;Scopes;Lost;44,4\nBirch;Pumps;Lost;45 k\n"
    file = bring(english)

    (question,) = file.recognition.questions
    assert spanish.deal.amount_minor == 4_440_000
    assert [deal.amount_minor for deal in file.deals] == [None, 4_500_000]
    answered = {choice: bring(english, mapping={question.column: choice}) for choice in question.choices}
    assert [one.recognition.questions for one in answered.values()] == [()] * 3
    assert {choice: one.deals[0].amount_minor for choice, one in answered.items()} == {
        "deal.amount@x1000": 4_440_000,
        "deal.amount@x1000000": 4_440_000_000,
        "deal.amount@x1": 4_440,
    }
