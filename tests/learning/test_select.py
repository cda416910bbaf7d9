"""Whom a contact helps: found where it differs, not claimed where it does not, refused where nobody can know."""

import numpy as np
import pyarrow as pa
import pytest

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import CHANGE, EXPECTED, select_contacts
from rekindle.learning.select.selection import Selection
from tests.learning.trials import Trial, make_trial, nothing, opposite

ASK = Ask(id="client", outcome="bought", treated="letter")


@pytest.fixture(scope="module")
def divided() -> Trial:
    return make_trial(1, 600, opposite)


@pytest.fixture(scope="module")
def found(divided: Trial) -> Selection:
    return select_contacts(divided.history, divided.candidates, ASK)


@pytest.fixture(scope="module")
def equal() -> Trial:
    return make_trial(3, 300, lambda x: np.full(len(x["tenure"]), 0.8))


def earned_by(trial: Trial, contact: np.ndarray) -> float:
    return float((contact * trial.truth).mean())


def test_opposite_effects_are_found_and_the_harmed_left_alone(divided: Trial, found: Selection) -> None:
    assert (found.model, found.causal, found.valued.choice) == (CHANGE, True, "selected")
    assert earned_by(divided, found.contact) >= 0.95 * earned_by(divided, divided.truth > 0)
    assert any("tenure" in group.words for group in found.groups)


def test_a_yes_or_no_outcome_is_learned_from_as_well() -> None:
    trial = make_trial(2, 600, lambda x: 2 * opposite(x), yes_no=True)

    found = select_contacts(trial.history, trial.candidates, ASK)

    assert found.valued.choice == "selected"
    assert earned_by(trial, found.contact) >= 0.9 * earned_by(trial, trial.truth > 0)


def test_where_a_contact_changes_nothing_the_simple_choice_is_advised() -> None:
    chosen = [
        select_contacts(trial.history, trial.candidates, ASK).valued.choice
        for trial in (make_trial(seed, 200, nothing) for seed in range(10, 14))
    ]

    assert "selected" not in chosen


def test_an_effect_that_is_equal_for_all_is_given_to_all(equal: Trial) -> None:
    found = select_contacts(equal.history, equal.candidates, ASK)

    assert found.valued.choice == "all"
    assert found.contact.all()
    assert "not shown to beat contacting everyone" in found.why[0]


def test_a_cost_above_the_effect_leaves_everybody_alone(equal: Trial) -> None:
    found = select_contacts(equal.history, equal.candidates, Ask("client", "bought", treated="letter", cost=2.0))

    assert found.valued.choice == "none"
    assert not found.contact.any()


def test_no_claim_is_made_where_those_who_do_well_anyway_were_contacted() -> None:
    faked = make_trial(4, 400, nothing, chosen=1.0)

    found = select_contacts(faked.history, faked.candidates, ASK)

    assert (found.model, found.causal) == (EXPECTED, False)
    assert found.why[0].startswith("No claim is made about what a contact changes")
    assert "“orders”" in found.why[0]


def test_shuffling_who_was_contacted_takes_the_effect_away(divided: Trial) -> None:
    letters = np.random.default_rng(5).permutation(divided.history["letter"].to_pylist())
    place = divided.history.column_names.index("letter")
    faked = divided.history.set_column(place, "letter", pa.array(letters))

    found = select_contacts(faked, divided.candidates, ASK)

    assert found.valued.choice != "selected"


def test_estimates_agree_with_the_truth(divided: Trial, found: Selection) -> None:
    said = found.as_json()["estimate"]

    gain = {name: said[name]["value"] - said["none"]["value"] for name in ("all", "selected")}
    truth = {"all": divided.truth.mean(), "selected": np.maximum(divided.truth, 0).mean()}
    half = {name: said[name]["high"] - said[name]["value"] for name in gain}
    assert all(abs(gain[name] - truth[name]) < 2 * half[name] for name in gain)


def test_the_answer_has_the_promised_shape(divided: Trial, found: Selection) -> None:
    answer = found.as_json()

    assert set(answer) >= {"model", "why", "estimate", "warnings", "candidates"}
    assert set(answer["estimate"]) >= {"all", "none", "selected"}
    assert [one["id"] for one in answer["candidates"]] == divided.candidates["client"].to_pylist()
    assert {one["decision"] for one in answer["candidates"]} == {"contact", "leave_alone"}
    assert all(one["low"] <= one["value"] <= one["high"] and one["because"] for one in answer["candidates"])
    assert all(set(one) == {"id", "decision", "value", "low", "high", "because"} for one in answer["candidates"])


def test_the_same_question_has_the_same_answer(divided: Trial) -> None:
    few = divided.history.slice(0, 150)

    assert (
        select_contacts(few, divided.candidates, ASK).as_json()
        == select_contacts(few, divided.candidates, ASK).as_json()
    )


def test_shares_drawn_within_groups_need_to_be_named() -> None:
    trial = make_trial(6, 1200, lambda x: 2 * opposite(x))
    chance = np.random.default_rng(6)
    north = np.array(trial.history["region"].to_pylist()) == "north"
    wanted = np.where(north, 0.9, 0.3)
    sent = np.array(trial.history["letter"].to_pylist()) == "sent"
    # Of each side so many are left that the shares differ by region, and by nothing else.
    keep = chance.random(len(sent)) < np.where(sent, wanted, 1 - wanted)
    history = trial.history.filter(pa.array(keep))

    unnamed = select_contacts(history, trial.candidates, ASK)
    named = select_contacts(history, trial.candidates, Ask("client", "bought", treated="letter", strata=("region",)))

    assert (unnamed.causal, named.causal) == (False, True)
    assert earned_by(trial, named.contact) >= 0.9 * earned_by(trial, trial.truth > 0)


def test_of_a_limited_number_the_best_are_taken(divided: Trial) -> None:
    found = select_contacts(divided.history, divided.candidates, Ask("client", "bought", treated="letter", at_most=0.2))

    assert found.contact.sum() == 120
    assert divided.truth[found.contact].mean() > 0.9
