"""What happened when the playbook was used, counted by hand on a few losses."""

from datetime import timedelta

import numpy as np
import pyarrow as pa
import pytest

from rekindle.learning.used import EVERY, count_uses
from rekindle.tables.facts import FACTS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import from_rows
from tests.mind.pack import TODAY
from tests.mind.small import at

BLANK = dict.fromkeys(FACTS["touches"])


def loss(name: str, age: int, deal: str = "", number: int = 1) -> dict:
    row = dict.fromkeys(FACTS["losses"])
    return {**row, "loss_id": name, "deal_id": deal or name, "number": number, "lost_on": TODAY - timedelta(age)}


def touch(deal: str, days: int, play: str = "value_touch", channel: str = "mail", asset: str = "", **more: str) -> dict:
    said = {"touch_id": f"{deal}{days}{channel}", "deal_id": deal, "play": play, "channel": channel, "asset_key": asset}
    return {**BLANK, **said, "state": "done", "direction": "out", "happened_at": at(-days), **more}


def back(name: str, days: int, deal: str = "") -> dict:
    when = at(-days)
    return {"return_id": f"r{name}", "deal_id": deal or name, "loss_id": name, "kind": "meeting", "happened_at": when}


def counted(losses: list[dict], touches: list[dict], returns: list[dict], reasons: dict[str, str]) -> dict:
    rows = {"losses": losses, "touches": touches, "returns": returns}
    whys = [{**dict.fromkeys(WHYS), "deal_id": deal, "reason": reason} for deal, reason in reasons.items()]
    facts: dict[str, pa.Table] = {name: from_rows(FACTS[name], found) for name, found in rows.items()}
    found = count_uses(facts, from_rows(WHYS, whys)).to_pylist()
    return {
        (row["reason"], row["what"], row["key"]): (row["contacts"], row["losses"], row["returned"]) for row in found
    }


REASONS = {"a": "budget", "b": "budget", "c": "price"}
LOSSES = [loss("a", 300), loss("b", 300), loss("c", 300)]


def test_each_thing_is_counted_by_losses_and_those_that_came_back_after_it() -> None:
    found = counted(
        LOSSES,
        [touch("a", 200, asset="case"), touch("a", 150, "check_in", "call"), touch("b", 100, asset="case")],
        [back("a", 50)],
        REASONS,
    )
    assert found == {
        ("*", "lost", ""): (0, 3, 1),
        ("budget", "lost", ""): (0, 2, 1),
        ("price", "lost", ""): (0, 1, 0),
        ("*", "reason", ""): (3, 2, 1),
        ("budget", "reason", ""): (3, 2, 1),
        ("*", "play", "value_touch"): (2, 2, 1),
        ("budget", "play", "value_touch"): (2, 2, 1),
        ("*", "play", "check_in"): (1, 1, 1),
        ("budget", "play", "check_in"): (1, 1, 1),
        ("*", "words", "value_touch.mail"): (2, 2, 1),
        ("budget", "words", "value_touch.mail"): (2, 2, 1),
        ("*", "words", "check_in.call"): (1, 1, 1),
        ("budget", "words", "check_in.call"): (1, 1, 1),
        ("*", "asset", "case"): (2, 2, 1),
        ("budget", "asset", "case"): (2, 2, 1),
    }


@pytest.mark.parametrize(
    "touches",
    [
        pytest.param([touch("a", 400)], id="before the loss"),
        pytest.param([touch("a", 20)], id="after they were back"),
        pytest.param([touch("a", 100, direction="in")], id="from them"),
        pytest.param([touch("a", 100, state="planned")], id="not done yet"),
    ],
)
def test_what_did_not_lie_between_loss_and_return_is_not_counted(touches: list[dict]) -> None:
    found = counted(LOSSES, touches, [back("a", 50)], REASONS)
    assert {key for key in found if key[1] != "lost"} == set()


def test_a_deal_lost_twice_is_two_losses_and_a_contact_belongs_to_the_one_before_it() -> None:
    losses = [loss("one", 500, "a"), loss("two", 200, "a", 2)]
    found = counted(losses, [touch("a", 400), touch("a", 100)], [back("one", 300, "a")], {"a": "budget"})

    assert found["budget", "lost", ""] == (0, 2, 1)
    assert found["budget", "play", "value_touch"] == (2, 2, 1)


def test_the_share_comes_with_its_interval_and_the_credit() -> None:
    losses = [loss(f"d{nth}", 300) for nth in range(40)]
    touches = [touch(f"d{nth}", 100, asset="case") for nth in range(40)]
    returns = [back(f"d{nth}", 50) for nth in range(10)]
    told = {"losses": losses, "touches": touches, "returns": returns}
    facts = {name: from_rows(FACTS[name], rows) for name, rows in told.items()}
    rows = count_uses(facts, from_rows(WHYS, [])).to_pylist()

    (case,) = [row for row in rows if (row["reason"], row["what"]) == (EVERY, "asset")]
    assert (case["losses"], case["returned"], case["credit"]) == (40, 10, pytest.approx(10.0))
    # Between them lie nine tenths of the curve x^9.5 (1 - x)^29.5.
    x = np.linspace(0, 1, 100_001)
    curve = x**9.5 * (1 - x) ** 29.5
    below = [curve[x <= case[end]].sum() / curve.sum() for end in ("low", "high")]
    assert below == pytest.approx([0.05, 0.95], abs=1e-3)
