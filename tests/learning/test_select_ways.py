"""Several ways to contact: each candidate gets the one that suits them, and none is preferred where none is better."""

import numpy as np
import pyarrow as pa
import pytest

from rekindle.learning.select.asking import Ask
from rekindle.learning.select.selecting import select_contacts
from rekindle.learning.select.selection import Selection

WAYS = ("Call", "Mail")
ASK = Ask("client", "spend", treated="campaign")


def make_campaign(seed: int, rows: int, change: float, *, chosen: bool = False) -> tuple[pa.Table, np.ndarray]:
    """A call helps those with a high tenure and harms others, a mail the other way round; and what each way changes."""
    chance = np.random.default_rng(seed)
    tenure, orders = chance.normal(size=(2, rows)).round(3)
    way = np.where(orders > 0, 0, 1) if chosen else chance.integers(0, 2, rows)
    way = np.where(chance.random(rows) < 1 / 3, -1, way)
    effects = np.column_stack([np.where(tenure > 0, change, -change), np.where(tenure > 0, -change, change)])
    spend = orders + np.where(way < 0, 0, effects[np.arange(rows), way]) + chance.normal(size=rows)
    columns = {"client": np.arange(rows), "tenure": tenure, "orders": orders, "spend": spend.round(4)}
    return pa.table(columns | {"campaign": np.array(["Kein Kontakt", *WAYS])[way + 1]}), effects


@pytest.fixture(scope="module")
def campaign() -> tuple[pa.Table, np.ndarray]:
    return make_campaign(1, 1200, 1.5)


@pytest.fixture(scope="module")
def found(campaign: tuple[pa.Table, np.ndarray]) -> Selection:
    history = campaign[0].slice(0, 600)
    return select_contacts(history, campaign[0].slice(600).drop_columns(["spend", "campaign"]), ASK)


def test_each_candidate_gets_the_way_that_suits_them(campaign: tuple[pa.Table, np.ndarray], found: Selection) -> None:
    later = campaign[1][600:]
    earned = later[np.arange(600), [WAYS.index(arm) for arm in found.arm]][found.contact].sum()

    assert found.valued.choice == "selected"
    assert earned >= 0.95 * later.max(axis=1).sum()
    assert "each in the way that suits them" in found.why[0]


def test_the_way_stands_beside_the_decision_and_the_next_best_in_its_because(found: Selection) -> None:
    first = found.as_json()["candidates"][0]

    assert first["arm"] in WAYS
    assert first["because"][2].startswith(f"By “{first['arm']}” +")
    assert [name for name, *_ in found.arms] == list(dict.fromkeys(name for name, *_ in found.arms))
    assert {name for name, *_ in found.arms} == set(WAYS)


def test_where_no_way_changes_anything_none_is_chosen_for_anybody() -> None:
    table, _ = make_campaign(2, 500, 0.0)

    flat = select_contacts(table, table.drop_columns(["spend", "campaign"]), ASK)

    assert flat.valued.choice != "selected"
    assert len(set(flat.arm)) == 1


def test_ways_that_were_not_left_to_chance_are_taken_together() -> None:
    table, _ = make_campaign(3, 500, 1.0, chosen=True)

    pooled = select_contacts(table, table.drop_columns(["spend", "campaign"]), ASK)

    assert (pooled.causal, pooled.arm) == (True, ())
    assert any("was not left to chance (“orders” tells it)" in words for words in pooled.warnings)


def test_one_way_is_looked_at_alone_when_asked(campaign: tuple[pa.Table, np.ndarray]) -> None:
    history = campaign[0].slice(0, 600)

    single = select_contacts(history, history, Ask("client", "spend", treated="campaign", arm="Mail"))

    assert ([arm[0] for arm in single.arms], single.arm) == (["Mail"], ())
    assert single.rows < 600
