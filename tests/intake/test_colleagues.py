"""Whose deals they are, under names that may be the customer's people as well; and the day of the next tender."""

from datetime import date

import pytest

from rekindle.intake.recognising import Recognition
from tests.intake.support import as_csv, bring

COLLEAGUES = ("Ann Smith", "Bob Jones", "Cara van Dyke")
DEPARTMENTS = ("Wound Care", "Interventional Radiology", "General Surgery")


def look(header: str, values: tuple[str, ...], *more: str) -> Recognition:
    names = ["Account", "Stage", "Close date", header, *more]
    rows = [
        [f"Hospital {at}", "Lost", "2025-05-13", values[at % len(values)], *(f"{name} {at}" for name in more)]
        for at in range(9)
    ]
    return bring(as_csv(names, *rows)).recognition


@pytest.mark.parametrize(
    "header", ["Executive", "AM", "User", "KAM", "Account executive", "Account Exec", "Sales Exec"]
)
def test_the_same_few_people_again_and_again_are_colleagues(header: str) -> None:
    found = look(header, COLLEAGUES)
    assert found.mapping[header] == "deal.owner"
    assert not found.questions


@pytest.mark.parametrize("header", ["Executive", "AM", "User"])
@pytest.mark.parametrize(
    "values", [DEPARTMENTS, tuple(f"Jane Doe{'abcdefghi'[at]}" for at in range(9)), ("yes", "no"), ("CFO", "CNO")]
)
def test_what_may_be_their_people_or_no_people_is_asked(header: str, values: tuple[str, ...]) -> None:
    found = look(header, values)
    assert header not in found.mapping
    (asked,) = [question for question in found.questions if question.column == header]
    assert asked.choices[0] == "deal.owner"


def test_beside_an_owner_nobody_else_is_taken_for_a_person() -> None:
    found = look("AM", COLLEAGUES, "Owner")
    assert found.mapping["Owner"] == "deal.owner"
    assert "AM" not in found.mapping


@pytest.mark.parametrize("header", ["Re-tender expected", "Re-tender date", "Next tender", "Retender", "Next RFP date"])
def test_the_day_of_the_next_tender_is_the_day_to_get_back(header: str) -> None:
    file = bring(as_csv(["Account", "Stage", "Close date", header], ["Alder", "Lost", "2025-05-13", "2027-02-01"]))
    assert not file.recognition.questions
    (promise,) = file.deal.promises
    assert (promise.due_on, promise.words) == (date(2027, 2, 1), f"{header}: 2027-02-01")


def test_a_next_tender_that_is_no_day_stays_on_the_deal() -> None:
    file = bring(
        as_csv(["Account", "Stage", "Close date", "Re-tender expected"], ["Alder", "Lost", "2025-05-13", "yes"])
    )
    assert not file.deal.promises
    assert file.deal.custom == {"Re-tender expected": "yes"} or [note.words for note in file.deal.notes] == ["yes"]
