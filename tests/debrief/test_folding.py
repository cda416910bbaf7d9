"""Claims are folded into what is in force."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rekindle.debrief import explain
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import arrow_schema
from tests.debrief.books import PLAYBOOK, claim, loss, shelves, tables
from tests.debrief.reference import explain_plainly
from tests.support.effort import examples

LOST = loss(1)
LATER = datetime(2026, 9, 1, tzinfo=UTC)


def why(*claims: dict[str, Any], losses: tuple[dict[str, Any], ...] = (LOST,)) -> dict[str, Any]:
    found = explain(tables(losses=list(losses), claims=list(claims)), tables(**PLAYBOOK))
    assert found.num_rows == 1
    row: dict[str, Any] = found.to_pylist()[0]
    return row


@settings(
    max_examples=examples(15, 100),
    deadline=None,
    suppress_health_check=[HealthCheck.data_too_large, HealthCheck.too_slow],
)
@given(shelf=shelves())
def test_whole_books_are_explained_as_the_plain_reference_does_in_whatever_order_their_rows_come(
    shelf: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    losses, claims = shelf
    found = explain(tables(losses=losses, claims=claims), tables(**PLAYBOOK))
    assert found.schema == arrow_schema(WHYS)
    assert {row["deal_id"]: row for row in found.to_pylist()} == explain_plainly(losses, claims, PLAYBOOK)


def test_a_loss_nobody_spoke_about_has_a_row_without_a_reason() -> None:
    row = why()
    assert (row["verdict"], row["verdict_source"], row["reason"], row["gap"]) == ("unknown", None, None, None)
    assert (row["revisit"], row["debriefed"]) == (True, False)


def test_the_buyer_is_believed_before_the_rep_however_late_the_rep_speaks() -> None:
    rep = claim(2, LOST, "rep", "reason", "price", happened_at=LATER)
    row = why(claim(1, LOST, "buyer", "reason", "service"), rep)
    assert (row["reason"], row["reason_source"], row["control"]) == ("service", "buyer", "ours")


def test_a_reason_alone_lets_its_usual_verdict_be_supposed_and_says_so() -> None:
    row = why(claim(1, LOST, "rep", "reason", "timing", confidence=0.6))
    assert (row["verdict"], row["verdict_source"], row["verdict_confidence"]) == ("not_now", "inferred", 0.6)


def test_a_claimed_verdict_is_never_replaced_by_a_supposed_one() -> None:
    row = why(claim(1, LOST, "buyer", "reason", "timing"), claim(2, LOST, "import", "verdict", "no"))
    assert (row["verdict"], row["verdict_source"], row["revisit"]) == ("no", "import", False)


def test_a_no_ends_what_was_said_before_it_whoever_said_that() -> None:
    not_now = claim(1, LOST, "buyer", "verdict", "not_now")
    row = why(not_now, claim(2, LOST, "rep", "verdict", "no", happened_at=LATER))
    assert (row["verdict"], row["verdict_source"], row["revisit"]) == ("no", "rep", False)


def test_after_a_no_only_somebody_believed_as_much_can_say_otherwise() -> None:
    no = claim(1, LOST, "rep", "verdict", "no")
    by_file = why(no, claim(2, LOST, "import", "verdict", "not_now", happened_at=LATER))
    by_buyer = why(no, claim(2, LOST, "buyer", "verdict", "not_now", happened_at=LATER))
    assert (by_file["verdict"], by_buyer["verdict"]) == ("no", "not_now")


@pytest.mark.parametrize(
    ("rep", "buyer", "gap"), [("price", "price", 0.0), ("timing", "budget", 0.5), ("price", "service", 1.0)]
)
def test_the_gap_between_rep_and_buyer_is_a_number(rep: str, buyer: str, gap: float) -> None:
    assert why(claim(1, LOST, "rep", "reason", rep), claim(2, LOST, "buyer", "reason", buyer))["gap"] == gap


def test_the_gap_is_unknown_until_both_spoke() -> None:
    assert why(claim(1, LOST, "rep", "reason", "price"), claim(2, LOST, "manager", "reason", "price"))["gap"] is None


def test_the_buyers_words_are_quoted_before_later_words_of_anybody_else() -> None:
    theirs = claim(1, LOST, "buyer", "verdict", "not_now", quote="ask me in May", person_id="b" * 32)
    ours = claim(2, LOST, "rep", "reason", "timing", quote="bad timing", happened_at=LATER)
    row = why(theirs, ours)
    assert (row["quote"], row["quote_person_id"]) == ("ask me in May", "b" * 32)


def test_only_the_latest_loss_of_a_deal_counts() -> None:
    again = loss(1, 2)
    row = why(claim(1, LOST, "buyer", "verdict", "no"), losses=(again, LOST))
    assert (row["loss_id"], row["verdict"]) == (again["loss_id"], "unknown")


def test_an_import_or_a_guess_is_no_debrief() -> None:
    guessed = claim(1, LOST, "inferred", "reason", "price")
    imported = claim(2, LOST, "import", "reason", "price")
    assert not why(guessed, imported)["debriefed"]
    assert why(guessed, imported, claim(3, LOST, "manager", "verdict", "unknown"))["debriefed"]


def test_a_verdict_the_playbook_does_not_name_allows_no_revisit() -> None:
    assert why(claim(1, LOST, "buyer", "verdict", "no_decision"))["revisit"] is False


def test_a_missing_table_is_named() -> None:
    with pytest.raises(KeyError, match="claims"):
        explain(tables(losses=[LOST]), tables(**PLAYBOOK))
