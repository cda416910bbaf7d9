"""Rows of one file that have one id: one deal, its lines, or no id of a deal at all."""

import pytest

from rekindle.intake.drafts import LineDraft
from rekindle.terms.losses import Status
from tests.intake.support import as_csv, bring

HEADER = ("Opp #", "Hospital", "Product", "Amount", "Lost on", "Status")


def test_an_id_of_several_accounts_is_none_and_every_loss_is_kept() -> None:
    brought = bring(
        as_csv(
            HEADER,
            ("7", "Alder Creek", "Laser", "1000", "2025-03-01", "Lost"),
            ("7", "Briar Glen", "Laser", "2000", "2025-04-01", "Lost"),
            ("8", "Alder Creek Hospital", "Tray", "300", "2025-05-01", "Lost"),
        )
    )
    told = [(deal.external, deal.account.name, deal.amount_minor, deal.custom) for deal in brought.deals]
    assert told == [
        ("", "Alder Creek", 100_000, {"Opp #": "7"}),
        ("", "Briar Glen", 200_000, {"Opp #": "7"}),
        ("8", "Alder Creek Hospital", 30_000, {}),
    ]
    assert [words for words in brought.tally if "'Opp #'" in words] == [
        "'Opp #': the same on rows that are not one deal, so each of these is a deal of its own: "
        "2 rows, the first is row 1 ('7')"
    ]


def test_products_with_an_amount_each_under_one_id_are_the_lines_of_one_deal() -> None:
    brought = bring(
        as_csv(
            HEADER,
            ("7", "Alder Creek", "Laser", "1000", "2025-03-01", "Lost"),
            ("7", "Alder Creek", "Tray", "250", "2025-03-01", "Lost"),
        )
    )
    lines = (LineDraft("Laser", None, 100_000), LineDraft("Tray", None, 25_000))
    assert [(deal.external, deal.amount_minor, deal.lines) for deal in brought.deals] == [("7", 125_000, lines)] * 2


def test_an_amount_told_on_every_line_is_that_of_the_whole_deal() -> None:
    brought = bring(
        as_csv(
            HEADER,
            ("7", "Alder Creek", "Laser", "1000", "2025-03-01", "Lost"),
            ("7", "Alder Creek Hospital", "Tray", "1000", "2025-03-01", "Lost"),
        )
    )
    lines = (LineDraft("Laser"), LineDraft("Tray"))
    assert [(deal.external, deal.amount_minor, deal.lines) for deal in brought.deals] == [("7", 100_000, lines)] * 2


def test_lines_that_ended_differently_are_deals_of_their_own() -> None:
    brought = bring(
        as_csv(
            HEADER,
            ("7", "Alder Creek", "Laser", "1000", "2025-03-01", "Lost"),
            ("7", "Alder Creek", "Tray", "250", "2025-03-01", "Won"),
        )
    )
    assert [(deal.external, deal.status) for deal in brought.deals] == [("", Status.LOST), ("", Status.WON)]


def test_a_deal_told_twice_of_one_product_stays_one_with_what_is_told_last() -> None:
    brought = bring(
        as_csv(
            HEADER,
            ("7", "Alder Creek", "Laser", "1000", "2025-03-01", "Lost"),
            ("7", "Alder Creek", "Laser", "900", "2025-03-01", "Lost"),
        )
    )
    assert [(deal.external, deal.amount_minor) for deal in brought.deals] == [("7", 100_000), ("7", 90_000)]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Opp #", "deal.external"),
        ("Quote No.", "deal.external"),
        ("N° affaire", "deal.external"),
        ("Customer #", "account.external"),
        ("Contact No.", "person.phone"),
        ("Tel. no.", "person.phone"),
    ],
)
def test_the_number_of_something_is_not_its_name(header: str, field: str) -> None:
    brought = bring(as_csv(("Hospital", "Lost on", header), ("Alder Creek", "2025-03-01", "312 555 0142")))
    assert {one.column: one.field for one in brought.recognition.readings}[header] == field
