"""A day of loss that stands only in the words of a row."""

from datetime import date

import pytest

from tests.intake.support import as_csv, bring, one


@pytest.mark.parametrize(
    ("words", "day", "quality"),
    [
        ("lost 03/2025, price", date(2025, 3, 16), "about"),
        ("Price. Lost to Stryker in March 2025", date(2025, 3, 16), "about"),
        ("Lost on 2025-03-14: budget", date(2025, 3, 14), "said"),
        ("too dear (lost 14.03.2025)", date(2025, 3, 14), "said"),
        ("Verloren im März 2025, Preis", date(2025, 3, 16), "about"),
        ("perdu en mars 2025", date(2025, 3, 16), "about"),
        ("Lost Q1 2025, price", date(2025, 2, 15), "about"),
    ],
)
def test_a_day_in_the_words_of_a_reason_is_the_day_of_loss(words: str, day: date, quality: str) -> None:
    file = bring(one(Account="Alder", Stage="Closed Lost", Lost_reason=words))
    (loss,) = file.deal.losses
    assert (loss.lost_on, loss.lost_on_quality) == (day, quality)
    assert any("read from these words" in sentence for sentence in file.tally)
    assert words in str(file.deal.custom) or words in str(loss.claims) or words in str(file.deal.notes)


@pytest.mark.parametrize(
    "words",
    [
        "price",
        "lost 03/04/2025, price",  # the third of April or the fourth of March
        "lost 03/2025, lost again 06/2025",
        "lost 03/2027",
        "lost budget until 03/2025",
        "lost the lead surgeon in 03/2025",
        "not lost: call 03/2025",
        "budget 03/2025",
        "lost 2025",
        "lost 13/2025",
        "lost 03/20251",
        "contract 03/2025, lost",
    ],
)
def test_what_is_no_single_clear_day_is_left_a_guess(words: str) -> None:
    (loss,) = bring(one(Account="Alder", Stage="Closed Lost", Lost_reason=words)).deal.losses
    assert (loss.lost_on, loss.lost_on_quality) == (date(2026, 3, 2), "guessed")


def test_a_column_of_the_end_wins_over_words_and_words_over_the_day_of_creation() -> None:
    header = ["Account", "Stage", "Close date", "Created", "Lost reason"]
    file = bring(
        as_csv(
            header,
            ["Alder", "Closed Lost", "2025-05-13", "2024-11-15", "lost 03/2025"],
            ["Birch", "Closed Lost", "", "2024-11-15", "lost 03/2025"],
            ["Cedar", "Closed Lost", "", "2025-08-20", "lost 03/2025"],
        )
    )
    assert [(loss.lost_on, loss.lost_on_quality) for deal in file.deals for loss in deal.losses] == [
        (date(2025, 5, 13), "closed"),
        (date(2025, 3, 16), "about"),
        # What was lost before it began was another one.
        (date(2025, 8, 20), "created"),
    ]


def test_an_open_deal_is_not_dated_by_an_earlier_loss() -> None:
    file = bring(one(Account="Alder", Stage="Proposal", Status="Open", Notes="lost 03/2025, came back"))
    assert file.deal.losses == ()
