"""A boosted challenger is tried on the same past days, and wins only where it is clearly and soundly better."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

from rekindle.debrief import explain
from rekindle.learning.backtest import backtest
from rekindle.learning.backtest.challenger import challenge
from rekindle.learning.backtest.rows import Rows
from rekindle.timing import fit, forecast
from rekindle.timing.second import FEATURES, with_trees
from rekindle.timing.trees import read_trees
from tests.learning.books import lost_book
from tests.mind.generate import ids
from tests.mind.pack import TODAY, pack

ORIGINS = tuple(datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=60 * nth) for nth in range(8))


def rows(truth, n: int = 8000, seed: int = 3) -> Rows:
    """Deals whose chance of coming back is `truth(age)`; the desk says 0.3 to everybody."""
    rng = np.random.default_rng(seed)
    age = rng.uniform(0, 900, n)
    back = (rng.random(n) < truth(age)).astype(float)
    nothing = np.zeros(n)
    looks = np.full((n, len(FEATURES)), np.nan)
    looks[:, FEATURES.index("age")] = age
    return Rows(
        origin=rng.integers(0, len(ORIGINS), n).astype(float),
        account=np.arange(n) % 2000 + 0.0,
        deal=np.arange(n) + 0.0,
        chance=np.full(n, 0.3),
        may=np.ones(n),
        age=age,
        amount=rng.uniform(1e5, 1e7, n),
        back=back,
        contacted=nothing,
        alone=nothing,
        looks=looks,
    )


def test_below_a_thousand_returns_it_is_not_even_tried() -> None:
    found = challenge(rows(lambda age: np.full(len(age), 0.3), n=1500), ORIGINS, 180)

    assert (found.tried, found.wins) == (False, False)
    assert "from 1,000 returns on" in found.why


def test_it_wins_where_the_desk_overlooks_what_the_age_tells() -> None:
    found = challenge(rows(lambda age: np.where((age > 300) & (age < 600), 0.6, 0.15)), ORIGINS, 180)

    assert (found.tried, found.wins) == (True, True)
    assert found.gain > found.error
    trees, looks = read_trees(found.trees), np.full((2, len(FEATURES)), np.nan)
    looks[:, FEATURES.index("age")] = 450.0, 800.0
    times = np.exp(trees.weigh(looks))
    assert times[0] > 1.6
    assert times[1] < 0.7


def test_it_does_not_win_where_there_is_nothing_to_find() -> None:
    assert not challenge(rows(lambda age: np.full(len(age), 0.3)), ORIGINS, 180).wins


def interacting_book(deals: int, seed: int = 4) -> dict[str, pa.Table]:
    """Large hospitals and small clinics come back, the others do not: neither size nor segment alone tells anything."""
    facts = lost_book(deals, seed, told=False)
    rng = np.random.default_rng(seed)
    large, hospital = rng.random(deals) < 0.5, rng.random(deals) < 0.5
    lost = facts["losses"]["lost_on"].to_numpy().astype("datetime64[D]")
    today = np.datetime64(facts["moment"]["today"][0].as_py())
    back = lost + rng.exponential(np.where(large == hospital, 500, 5_000)).astype(int) + 7
    came = np.flatnonzero(back < today)
    amount, segment = np.where(large, 9_000_000, 100_000), np.where(hospital, "hospital", "clinic")
    returns = pa.table(
        {
            "return_id": ids("return", came),
            "deal_id": ids("deal", came),
            "loss_id": ids("loss", came),
            "kind": ["meeting"] * len(came),
            "happened_at": pa.array(back[came].astype("datetime64[us]")),
        }
    )
    status = np.full(deals, "lost", dtype=object)
    status[came] = "open"
    changed = {"deals": {"amount_minor": pa.array(amount), "status": pa.array(status)}}
    changed |= {"accounts": {"segment": pa.array(segment)}}
    for name, columns in changed.items():
        for column, values in columns.items():
            facts[name] = facts[name].set_column(facts[name].column_names.index(column), column, values)
    return {**facts, "returns": returns}


def test_a_book_in_which_two_things_tell_only_together_puts_it_in_force() -> None:
    facts = interacting_book(4500)

    report = backtest(facts, pack, most_origins=9)

    assert report.challenger["wins"]
    assert read_trees(report.trees).levels == {"segment": ("clinic", "hospital")}
    whys, data = explain(facts, pack(TODAY)), pack(TODAY)
    learned = with_trees(fit(facts, whys, data), report.trees)
    rows = {row["deal_id"]: row["chance"] for row in forecast(facts, whys, data, learned).returns.to_pylist()}
    large = dict(zip(*(facts["deals"][name].to_pylist() for name in ("deal_id", "amount_minor")), strict=True))
    hospital = dict(zip(facts["deals"]["deal_id"].to_pylist(), facts["accounts"]["segment"].to_pylist(), strict=True))
    hospitals = [(large[deal] > 1_000_000, chance) for deal, chance in rows.items() if hospital[deal] == "hospital"]
    found = [np.mean([chance for is_large, chance in hospitals if is_large is wanted]) for wanted in (True, False)]
    assert found[0] > 2 * found[1]
