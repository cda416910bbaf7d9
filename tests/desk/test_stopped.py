"""Every stop has its sentence, and no sentence has a hole."""

from datetime import date
from typing import Any

import pytest

from rekindle.desk.show.because import list_nearest, say_change
from rekindle.desk.show.names import Names
from rekindle.desk.show.stopped import _SENTENCES, icon_of, say_stopped
from rekindle.tables.results import ADVICE
from rekindle.terms.advice import StoppedBy

TODAY = date(2026, 10, 14)
NAMES = Names(
    today=TODAY,
    people={"p1": "Linda Tran", "p2": "Dr. Samuel Okoro"},
    members={"m1": "Ben Hollis", "m2": "Maya Brandt"},
    reader="m2",
)


def row(**known: Any) -> dict[str, Any]:
    return dict.fromkeys(ADVICE) | known


@pytest.mark.parametrize("stop", list(StoppedBy))
def test_every_stop_has_a_sentence_even_where_nothing_else_is_known(stop: StoppedBy) -> None:
    sentence = say_stopped(row(stopped_by=str(stop)), NAMES)

    assert stop in _SENTENCES
    assert sentence.endswith(".")
    assert "None" not in sentence
    assert "  " not in sentence
    assert icon_of(stop).startswith("i-")


@pytest.mark.parametrize(
    ("known", "sentence"),
    [
        (
            {
                "stopped_by": "suppressed",
                "stop_rule": "person",
                "stop_person_id": "p2",
                "stop_since": date(2026, 5, 12),
            },
            "Dr. Samuel Okoro asked to be left alone on 12 May. We took them at their word.",
        ),
        (
            {"stopped_by": "permission_needed", "person_id": "p1", "channel": "mail", "stop_rule": "Ask first"},
            "No leave yet to write to Linda Tran (Ask first). Ask for it when you next speak.",
        ),
        (
            {"stopped_by": "permission_needed", "channel": "call", "stop_rule": "By voice"},
            "No leave yet to call them (By voice). If they get in touch, all is open.",
        ),
        (
            {"stopped_by": "gap", "person_id": "p1", "days_since_touch": 5, "reconsider_on": date(2026, 10, 24)},
            "You were in touch five days ago. Give Linda until 24 October.",
        ),
        (
            {"stopped_by": "account_gap", "stop_member_id": "m1", "stop_since": date(2026, 10, 13)},
            "Ben was in touch there yesterday. One voice at a time.",
        ),
        (
            {"stopped_by": "account_gap", "stop_member_id": "m2", "stop_since": date(2026, 10, 13)},
            "You were in touch there yesterday. One voice at a time.",
        ),
        ({"stopped_by": "rest", "reconsider_on": date(2026, 11, 3)}, "Resting until 3 November."),
        (
            {
                "stopped_by": "not_worth_the_hours",
                "best_index_minor": 9_040.0,
                "hour_price_minor": 30_000,
                "currency": "USD",
                "hours": 0.5,
                "touches_since_loss": 2,
                "touches_per_loss": 6,
            },
            "Two more hours here are worth about $180; an hour of new business is worth $300. It would turn at $90 an "
            "hour. One last note is yours to send: thanks, and that you will not raise it again.",
        ),
        (
            {
                "stopped_by": "not_worth_the_hours",
                "best_index_minor": 14_970.0,
                "hour_price_minor": 15_000,
                "currency": "USD",
                "hours": 0.2,
                "touches_since_loss": 5,
                "touches_per_loss": 6,
            },
            "Twelve more minutes here are worth about $30; an hour of new business is worth $150. It would turn just "
            "below that. One last note is yours to send: thanks, and that you will not raise it again.",
        ),
        (
            {
                "stopped_by": "not_worth_the_hours",
                "best_index_minor": 40.0,
                "hour_price_minor": 30_000,
                "currency": "USD",
                "hours": 0.2,
                "touches_since_loss": 5,
                "touches_per_loss": 6,
            },
            "Twelve more minutes here are worth less than $1; an hour of new business is worth $300. It would turn "
            "below $1 an hour. One last note is yours to send: thanks, and that you will not raise it again.",
        ),
        (
            {
                "stopped_by": "not_worth_the_hours",
                "best_index_minor": -10.0,
                "hour_price_minor": 30_000,
                "currency": "USD",
            },
            "More time here is worth nothing, whatever an hour costs; an hour of new business is worth $300. "
            "One last note is yours to send: thanks, and that you will not raise it again.",
        ),
        (
            {"stopped_by": "never_likely", "touches_since_loss": 4},
            "Four contacts without an answer. Silence is an answer, too. "
            "One last note is yours to send: thanks, and that you will not raise it again.",
        ),
        ({"stopped_by": "one_voice", "stop_person_id": "p1"}, "Linda Tran comes first there. One voice at a time."),
        (
            {"stopped_by": "one_voice", "stop_person_id": "p1", "person_id": "p1", "stop_member_id": "m1"},
            "Ben speaks to Linda Tran first, over another deal. One voice at a time.",
        ),
        (
            {"stopped_by": "explicit_no", "verdict": "unqualified"},
            "It was not a fit from the start. Nothing to go back for.",
        ),
    ],
)
def test_a_stop_says_who_when_and_until_when(known: dict[str, Any], sentence: str) -> None:
    assert say_stopped(row(**known), NAMES) == sentence


def test_what_would_change_a_stop_by_money_names_the_price_that_would_and_any_other_only_them() -> None:
    stopped = {"kind": "leave_alone", "currency": "USD"}
    money = row(**stopped, stopped_by="not_worth_the_hours", best_index_minor=9_040.0)

    assert say_change(money, NAMES) == (
        "They can change this, by writing or by news there; so would an hour of yours worth less than $90."
    )
    assert say_change(row(**stopped, stopped_by="per_loss"), NAMES).startswith("Only they can change this")
    nothing = row(**stopped, stopped_by="not_worth_the_hours", best_index_minor=-1.0)
    assert say_change(nothing, NAMES).startswith("Only they can change this")


def test_the_nearest_of_ones_own_deals_are_told_with_their_distance() -> None:
    past = {"account": "Fairhaven", "reason": None, "back_days": None, "followed_days": 40, "distance": 1.44}

    assert list_nearest({"nearest": [past]}, NAMES) == (
        "Fairhaven: reason not known; not back after 40 days. Distance 1.4.",
        "At a distance of 0 they would be alike in everything.",
    )
    assert list_nearest({"nearest": []}, NAMES) == ()
