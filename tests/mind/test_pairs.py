"""A few rows are joined by looking at every pair of them, and come to what many rows come to."""

from typing import Any

import pytest

from rekindle import timing
from rekindle.tables import asking, engine
from tests.mind.generate import book
from tests.mind.pack import pack
from tests.mind.test_pieces import ask


@pytest.mark.parametrize("seed", [3, 8])
def test_few_rows_come_to_the_same_however_they_are_joined(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, whys = book(seed, deals=60, touches=180)
    playbook = pack()
    learned = timing.fit(facts, whys, playbook)
    prepared: dict[Any, Any] = {}
    monkeypatch.setattr(asking, "_idle", prepared)
    by_pairs = ask(facts, playbook, learned)
    steps = {"fold_claims", "gather_cases", "list_options", "look_ahead_180", "weigh_deals", "choose_options", "judge"}
    assert {wanted.name for wanted, _, few in prepared if few} >= steps
    monkeypatch.setattr(engine, "FEW_ROWS", -1)

    assert len(by_pairs["advice"]) > 20
    assert len(by_pairs["vetoes"]) > 100
    assert ask(facts, playbook, learned) == by_pairs
