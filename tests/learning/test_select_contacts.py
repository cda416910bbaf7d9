"""Without a control group: expected value against cost, tried from past to future, and no claim of an effect."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import EXPECTED, select_contacts


def make_calls(seed: int, *, drifts: bool) -> pa.Table:
    """Calls over two years; what tells who buys turns round half-way where it `drifts`."""
    chance = np.random.default_rng(seed)
    count = 2000
    when = np.sort(chance.integers(0, 730, count))
    need = chance.normal(size=count)
    sign = np.where(when > 365, -1, 1) if drifts else 1
    yes = chance.random(count) < 1 / (1 + np.exp(1.5 - 2 * sign * need))
    return pa.table(
        {
            "lead": list(range(count)),
            "day": [date(2024, 1, 1) + timedelta(days=int(day)) for day in when],
            "need": need,
            "won": yes,
            "revenue": np.where(yes, chance.exponential(100, count), 0.0),
        }
    )


def test_the_worthwhile_are_selected_and_no_effect_is_claimed() -> None:
    calls = make_calls(1, drifts=False)
    ask = Ask("lead", "won", value="revenue", cost=40.0, time="day")

    found = select_contacts(calls.slice(0, 1400), calls.slice(1400).select(["lead", "day", "need"]), ask)

    assert (found.model, found.causal, found.valued.choice) == (EXPECTED, False, "selected")
    assert any("cannot be known who would have come without a contact" in words for words in found.warnings)
    earned = np.array(calls["revenue"].to_pylist())[1400:]
    assert (earned[found.contact] - 40).sum() > max((earned - 40).sum(), 0)


def test_past_to_future_is_the_figure_to_believe() -> None:
    calls = make_calls(2, drifts=True)
    ask = Ask("lead", "won", cost=0.3, time="day")

    found = select_contacts(calls, calls.slice(1900).select(["lead", "need"]), ask)

    ranking = found.as_json()["ranking"]
    assert ranking["believe"] == "past_to_future"
    assert ranking["past_to_future_auc"] < 0.5
    assert any("Believe the figure from past to future" in words for words in (*found.why, *found.warnings))
    assert found.valued.choice != "selected"


def test_rows_in_the_order_of_time_are_noticed_without_being_told() -> None:
    calls = make_calls(3, drifts=True)
    # The first half buys for one reason, a shorter second half for the opposite one: shuffled it looks learnable.
    history = pa.concat_tables([calls.slice(0, 1000), calls.slice(1000, 500)]).drop_columns(["day"])

    found = select_contacts(history, calls.slice(1900).select(["lead", "need"]), Ask("lead", "won", cost=0.3))

    assert any("If the rows are in the order of time, believe the first" in words for words in found.warnings)
