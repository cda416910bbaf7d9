"""Columns of all kinds: what looks into the future, numbers the rows or has no match is named, and not learned from."""

import numpy as np
import pyarrow as pa
import pytest

from rekindle.learning.logs.errors import LogError
from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import select_contacts
from rekindle.learning.select.selection import Selection
from tests.learning.trials import Trial, make_trial, opposite

ASK = Ask(id="client", outcome="bought", treated="letter")


@pytest.fixture(scope="module")
def trial() -> Trial:
    return make_trial(1, 240, opposite, yes_no=True)


def with_column(table: pa.Table, name: str, values: object) -> pa.Table:
    return table.append_column(name, pa.array(values))


def asked(trial: Trial, name: str, past: object, ahead: object, ask: Ask = ASK) -> Selection:
    return select_contacts(with_column(trial.history, name, past), with_column(trial.candidates, name, ahead), ask)


def said_about(found: Selection, name: str) -> str:
    return " ".join(words for words in found.warnings if f"“{name}”" in words)


def bought(trial: Trial) -> np.ndarray:
    return np.array(trial.history["bought"].to_pylist()) == "yes"


def test_a_column_filled_only_with_the_outcome_is_named_and_left_out(trial: Trial) -> None:
    amounts = np.random.default_rng(0).exponential(100, 240).round(2)
    invoice = [float(amount) if one else None for amount, one in zip(amounts, bought(trial), strict=True)]

    found = asked(trial, "invoice", invoice, [1.5] * 240)

    assert "invoice" not in found.used
    assert "looks into the future" in said_about(found, "invoice")


def test_a_column_that_tells_the_outcome_perfectly_is_left_out_unless_trusted(trial: Trial) -> None:
    noise = np.random.default_rng(0).normal(size=240) * 0.2
    telling = bought(trial) + noise

    found = asked(trial, "grade", telling, noise)
    trusted = asked(trial, "grade", telling, noise, Ask("client", "bought", treated="letter", trust=("grade",)))

    assert ("grade" in found.used, "grade" in trusted.used) == (False, True)
    assert "nearly perfectly" in said_about(found, "grade")


def test_the_length_of_the_call_is_known_only_after_it(trial: Trial) -> None:
    seconds = np.random.default_rng(0).exponential(100, 240) * (1 + bought(trial))

    found = asked(trial, "call_duration", seconds, seconds)

    assert "known only after the contact" in said_about(found, "call_duration")


def test_an_id_or_a_running_number_is_not_learned_from(trial: Trial) -> None:
    tickets = [f"T-{number * 7919 % 100_003}" for number in range(240)]
    # Sorted by outcome: the number of a row gives it away.
    order = np.argsort(~bought(trial), kind="stable")
    rows = np.empty(240, dtype=int)
    rows[order] = np.arange(240)

    assert "ticket" not in asked(trial, "ticket", tickets, tickets).used
    assert "row" not in asked(trial, "row", rows, rows).used


def test_a_column_filled_on_one_side_only_came_with_the_contact(trial: Trial) -> None:
    sent = np.array(trial.history["letter"].to_pylist()) == "sent"
    version = [("a" if number % 2 else "b") if one else None for number, one in enumerate(sent)]

    found = asked(trial, "version", version, ["a"] * 240)

    assert found.causal
    assert "varies on one side of “letter” only" in said_about(found, "version")


def test_a_second_word_for_the_contact_does_not_spoil_the_check(trial: Trial) -> None:
    alone = [int(one == "control") for one in trial.history["letter"].to_pylist()]

    found = asked(trial, "in_control", alone, [0] * 240)

    assert found.causal
    assert "says the same as “letter”" in said_about(found, "in_control")


def test_a_level_nobody_had_is_named_and_follows_the_simpler_choice(trial: Trial) -> None:
    past, ahead = ["shop", "web"] * 120, ["shop", "web"] * 119 + ["fair", "fair"]

    found = asked(trial, "channel", past, ahead)

    assert "“fair”" in said_about(found, "channel")
    assert "Nobody in the history is like this one" in found.because[-1][0]


def test_a_group_without_a_control_is_named(trial: Trial) -> None:
    sent = np.array(trial.history["letter"].to_pylist()) == "sent"
    past = np.where(sent & (np.arange(240) % 6 == 0), "vip", "usual")

    found = asked(trial, "club", past, np.where(np.arange(240) < 20, "vip", "usual"))

    words = said_about(found, "club")
    assert "nobody there was left alone" in words or "on one side" in words


def test_rows_that_are_there_twice_count_once(trial: Trial) -> None:
    twice = pa.concat_tables([trial.history, trial.history.slice(0, 50)])

    found = select_contacts(twice, trial.candidates, ASK)

    assert found.rows == 240
    assert any("50 rows are exact copies" in words for words in found.warnings)


def test_the_rows_of_one_client_are_kept_together(trial: Trial) -> None:
    place = trial.history.column_names.index("client")
    history = trial.history.set_column(place, "client", pa.array([f"k{number // 2}" for number in range(240)]))

    found = select_contacts(history, trial.candidates, ASK)

    assert any("“client” repeats: 240 rows about 120" in words for words in found.warnings)


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (
            Ask("client", "bougt", treated="letter"),
            "--outcome 'bougt': the history has no such column; did you mean “bought”?",
        ),
        (Ask("klient", "bought"), "--id 'klient': the list of candidates has no such column; did you mean “client”?"),
        (Ask("client", "region"), "--outcome 'region' holds"),
        (Ask("client", "bought", treated="region"), "say which of them was left alone, with --control."),
        (Ask("client", "bought", value="region"), "--value 'region' should hold what a contact earned as numbers"),
        (Ask("client", "bought", time="region"), "--time 'region' should hold dates"),
        (Ask("client", "bought", cost=-1), "--cost -1"),
        (Ask("client", "bought", treated="bought"), "are both 'bought'"),
        (Ask("client", "bought", treated="letter", arm="sendt"), "--arm 'sendt': “letter” has no such level"),
        (Ask("client", "bought", leave_out=("agee",)), "--leave-out 'agee'"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_name_of_the_column(trial: Trial, ask: Ask, words: str) -> None:
    with pytest.raises(LogError) as refused:
        select_contacts(trial.history, trial.candidates, ask)

    assert words in str(refused.value)
