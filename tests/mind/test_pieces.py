"""A book worked through in pieces comes to what it comes to as a whole."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from rekindle import debrief, outreach, policy, timing
from rekindle.tables.pieces import pieces
from tests.mind.compare import differences
from tests.mind.generate import book
from tests.mind.pack import pack

IDS = {
    "whys": ["deal_id"],
    "forecast": ["deal_id"],
    "terms": ["deal_id", "term"],
    "options": ["deal_id", "person_id", "channel"],
    "advice": ["deal_id"],
    "at once": ["deal_id"],
    "vetoes": ["deal_id", "person_id", "channel", "veto"],
}


def rows(table: pa.Table, by: list[str]) -> list[dict[str, Any]]:
    return list(table.sort_by([(name, "ascending") for name in by]).to_pylist())


def ask(facts: Any, playbook: Any, parameters: pa.Table) -> dict[str, list[dict[str, Any]]]:
    whys = debrief.explain(facts, playbook)
    returns = timing.forecast(facts, whys, playbook, parameters)
    options = outreach.match(facts, whys, playbook)
    found = {
        "whys": whys,
        "forecast": returns.returns,
        "terms": returns.terms,
        "options": options,
        "advice": policy.decide(facts, whys, returns, options, playbook),
        "at once": policy.decide(facts, whys, returns, None, playbook),
        "vetoes": policy.list_vetoes(facts, whys, returns, options, playbook),
    }
    return {name: rows(table, IDS[name]) for name, table in found.items()}


@pytest.mark.parametrize("seed", [0, 5])
def test_a_book_in_pieces_comes_to_the_same_as_a_whole(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    facts, whys = book(seed, deals=400)
    playbook = pack()
    parts = pa.table({"deal_id": facts["deals"].column("deal_id"), "part": [n % 3 for n in range(400)]})

    def learn() -> list[list[dict[str, Any]]]:
        across = timing.forecast_across(facts, whys, playbook, parts)
        return [timing.fit(facts, whys, playbook).to_pylist(), rows(across.select(["deal_id", "chance"]), ["deal_id"])]

    learned = timing.fit(facts, whys, playbook)
    whole, taught = ask(facts, playbook, learned), learn()
    monkeypatch.setattr("rekindle.tables.pieces.PIECE_DEALS", 50)
    assert len(list(pieces(facts))) > 6
    assert whole["at once"] == whole["advice"]
    assert ask(facts, playbook, learned) == whole
    # Sums of parts differ from the sum of all in their last digits.
    for mine, theirs in zip(learn(), taught, strict=True):
        assert differences(dict(enumerate(mine)), dict(enumerate(theirs))) == []


def test_rows_that_lie_apart_come_into_the_pieces_they_come_into_when_they_lie_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts, whys = book(2, deals=300)
    monkeypatch.setattr("rekindle.tables.pieces.PIECE_DEALS", 25)
    told = {**facts, "whys": whys}
    mixed = {
        name: table if name == "deals" else table.take(np.random.default_rng(7).permutation(table.num_rows))
        for name, table in told.items()
    }

    def held(tables: Any) -> list[dict[str, list[str]]]:
        return [{name: sorted(map(str, table.to_pylist())) for name, table in one.items()} for one in pieces(tables)]

    assert held(mixed) == held(told)


def test_every_deal_is_in_one_piece_together_with_its_account(monkeypatch: pytest.MonkeyPatch) -> None:
    facts, _ = book(3, deals=300)
    monkeypatch.setattr("rekindle.tables.pieces.PIECE_DEALS", 25)
    found = [piece["deals"].select(["deal_id", "account_id"]).to_pylist() for piece in pieces(facts)]
    deals = [deal["deal_id"] for piece in found for deal in piece]
    assert sorted(deals) == sorted(facts["deals"].column("deal_id").to_pylist())
    accounts = [account for piece in found for account in {deal["account_id"] for deal in piece} if account]
    assert len(accounts) == len(set(accounts))
