"""What a book counts about itself: curves, intervals and claims against plain references and published figures."""

from datetime import date, timedelta

import numpy as np
import pyarrow as pa
import pytest
from scipy.stats import binomtest, fisher_exact

from rekindle.debrief import explain
from rekindle.learning.patterns import TABLES, find_patterns
from rekindle.learning.patterns.intervals import lean_between, median_range, quantile, share_range, tell_apart
from rekindle.learning.patterns.returning import Watched, come_back, log_rank, watch
from tests.learning.books import lost_book
from tests.mind.pack import TODAY, pack
from tests.mind.small import at, contact, deal, on, tell, why

# Weeks in remission of leukaemia patients, a + being still followed (Freireich et al. 1963, Blood 21:699-716).
TREATED = [6, 6, 6, 7, 10, 13, 16, 22, 23], [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
PLACEBO = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23], []


def watched(ended: list[int], still: list[int]) -> Watched:
    """One group that was followed from the start."""
    days, came = np.array(ended + still), np.array([1] * len(ended) + [0] * len(still))
    nothing = np.zeros(len(days), dtype=np.int64)
    return watch(nothing, 1, nothing, days, came, nothing + 1)


def rows(table: pa.Table, scope: str = "") -> list[dict]:
    return [row for row in table.to_pylist() if row.pop("scope") == scope]


def patterns(*told, **more) -> dict[str, list[dict]]:
    """The patterns of the whole of a small book."""
    facts, whys = tell(*told, **more)
    return {name: rows(table) for name, table in find_patterns(facts, whys).items()}


def test_the_curve_is_the_published_one() -> None:
    back, low, high, last = come_back(watched(*TREATED), least=1)
    remission = {week: round(1 - back[0, week], 3) for week in (6, 7, 10, 13, 16, 22, 23)}

    assert remission == {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    # Greenwood's error at week 10 is 0.0963; log(-log) with 90 %.
    half = 1.6448536 * 0.0963 / (0.753 * abs(np.log(0.753)))
    assert low[0, 10] == pytest.approx(1 - 0.753 ** np.exp(-half), abs=2e-3)
    assert high[0, 10] == pytest.approx(1 - 0.753 ** np.exp(half), abs=2e-3)
    assert last[0] == 35


def test_two_groups_lie_as_far_apart_as_is_published() -> None:
    assert log_rank(watched(*PLACEBO), watched(*TREATED))[0] ** 2 == pytest.approx(16.79, abs=0.01)


def test_where_nobody_came_back_the_band_still_has_a_width() -> None:
    back, low, high, _ = come_back(watched([], [400] * 50))

    assert (back[0, 365], low[0, 365]) == (0, 0)
    assert high[0, 365] == pytest.approx(1 - 0.05 ** (1 / 50))


@pytest.mark.parametrize("seed", range(3))
def test_the_curve_of_a_book_is_what_counting_day_by_day_gives(seed: int) -> None:
    facts = lost_book(300, seed=seed)
    whys = explain(facts, pack())
    reasons = {row["deal_id"]: row["reason"] for row in whys.to_pylist()}
    back = {row["loss_id"]: row["happened_at"].date() for row in facts["returns"].to_pylist()}
    lives = []
    for row in facts["losses"].to_pylist():
        lost, ended = row["lost_on"], back.get(row["loss_id"], TODAY)
        # Nobody watched for returns before the first one was seen.
        entered = max((min(back.values()) - lost).days, 0)
        if reasons[row["deal_id"]] == "timing" and (ended - lost).days > entered:
            lives.append((entered, (ended - lost).days, row["loss_id"] in back))
    left, followed = 1.0, 0
    for day in range(1, 366):
        followed = sum(entered < day <= ended for entered, ended, _ in lives)
        left *= 1 - sum(day == ended and came for _, ended, came in lives) / followed if followed >= 10 else 1

    curve = rows(find_patterns(facts, whys)["curves"])
    (found,) = [row for row in curve if (row["reason"], row["month"]) == ("timing", 12)]
    assert found["back"] == pytest.approx(1 - left)
    assert found["followed"] == followed
    assert found["low"] < found["back"] < found["high"]


def test_a_reason_stands_out_only_where_it_has_to_do_with_who_comes_back() -> None:
    def stands_out(told: bool, seed: int) -> set[int]:
        facts = lost_book(200, seed=seed, told=told)
        return {row["stands_out"] for row in rows(find_patterns(facts, explain(facts, pack()))["returned"])}

    assert stands_out(told=True, seed=1) == {1, -1, 0}
    assert [seed for seed in range(8) if stands_out(told=False, seed=seed) != {0}] == []


def test_fewer_than_thirty_make_no_curve_and_nothing_of_them_stands_out() -> None:
    facts = lost_book(29)
    found = find_patterns(facts, explain(facts, pack()))

    assert found["curves"].num_rows == 0
    assert sum(row["losses"] for row in rows(found["returned"]) if row["reason"]) == 29
    assert {row["stands_out"] for row in rows(found["returned"])} == {0}


@pytest.mark.parametrize(("some", "of"), [(0, 12), (3, 40), (20, 40), (40, 40)])
def test_the_interval_of_a_share_is_that_of_wilson(some: int, of: int) -> None:
    low, high = share_range(some, of)
    wanted = binomtest(some, of).proportion_ci(0.9, method="wilson")
    assert (float(low), float(high)) == pytest.approx((wanted.low, wanted.high), abs=1e-9)


def test_of_levels_that_do_not_differ_hardly_any_is_said_to() -> None:
    rng = np.random.default_rng(4)
    of = np.array([40, 60, 80, 120, 25])
    false = 0
    for _ in range(300):
        won = rng.binomial(of, 0.3)
        false += bool(tell_apart(won, of, int(won.sum()), int(of.sum())).any())
    assert false <= 15


def test_a_level_that_differs_is_said_to_with_the_exact_test() -> None:
    won, of = np.array([30, 20, 9]), np.array([50, 80, 20])
    assert tell_apart(won, of, 59, 150).tolist() == [1, -1, 0]
    assert fisher_exact([[30, 20], [29, 71]], "greater").pvalue < 0.025 / 2


def test_reps_lean_only_where_disagreement_is_no_dice() -> None:
    assert lean_between(np.array([12, 6, 2]), np.array([1, 5, 14])).tolist() == [1, 0, -1]


def test_quantiles_are_those_of_the_cases_themselves() -> None:
    values, counts = np.array([5.0, 10.0, 30.0]), np.array([2, 5, 3])
    cases = np.repeat(values, counts)
    for share in (0.1, 0.25, 0.5, 0.75, 0.9):
        assert quantile(values, counts, share) == np.quantile(cases, share, method="averaged_inverted_cdf")
    # Of ten cases the second and the ninth hold the median in 97.9 of 100, the third and the eighth in only 89.1.
    assert median_range(np.arange(1.0, 11.0), np.ones(10, dtype=np.int64)) == (2.0, 9.0)


def test_reps_and_buyers_are_counted_apart_and_where_both_spoke_together() -> None:
    said = [("budget", "price", "budget"), ("budget", "price", "budget"), ("price", "price", None)]
    whys = [
        why(f"d{n}", f"l{n}", 50, reason) | {"rep_reason": rep, "buyer_reason": buyer}
        for n, (reason, rep, buyer) in enumerate(said)
    ]
    found = patterns(deals=[deal(f"d{n}") for n in range(3)], whys=whys)["reasons"]

    numbers = {row["reason"]: (row["in_force"], row["buyers"], row["reps"], row["both_rep"]) for row in found}
    # The deal that every small book has speaks of its budget, and nobody by name.
    assert numbers == {"budget": (3, 2, 0, 0), "price": (1, 0, 3, 2)}


def test_a_contact_counts_from_the_day_after_the_loss_until_they_came_back() -> None:
    touches = [contact(ago, f"t{ago}") for ago in (120, 100, 90, 60, 30)]
    back = [{"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "meeting", "happened_at": at(-50)}]
    found = patterns(100, touches=touches, returns=back)["steps"]

    assert [(row["returned"], row["reached"], row["or_more"]) for row in found[:4]] == [
        (0, 1, 1),
        (0, 1, 1),
        (1, 1, 1),
        (0, 0, 0),
    ]


def test_after_a_clear_no_counts_what_we_did_from_the_next_day_on_but_no_closing_note() -> None:
    touches = [
        contact(100, "before", minutes=50),
        contact(80, "said", outcome="no", minutes=10, channel="call"),
        contact(80, "same day", minutes=7),
        contact(79, "thanks", play="closing_note", minutes=3),
        contact(70, "theirs", direction="in", minutes=9),
        contact(60, "went on", minutes=20),
    ]
    (freed,) = patterns(120, touches=touches)["freed"]
    assert (freed["noes"], freed["went_on"], freed["contacts"], freed["minutes"]) == (1, 1, 1, 20)
    assert freed["mean"] is None


def test_effort_is_told_of_thirty_deals_and_only_counted_below() -> None:
    def effort(deals: int) -> dict:
        names = [f"w{n}" for n in range(deals)]
        found = patterns(
            deals=[deal(name, status="won") for name in names],
            touches=[contact(9, f"t-{name}", deal_id=name, minutes=30 + n) for n, name in enumerate(names)],
        )["effort"]
        (won,) = [row for row in found if row["outcome"] == "won"]
        return won

    assert effort(29) == {"outcome": "won", "deals": 29} | dict.fromkeys(list(TABLES["effort"])[3:])
    thirty = effort(30)
    assert (thirty["deals"], thirty["q50"]) == (30, 44.5)
    assert thirty["low"] < 44.5 < thirty["high"]


def test_the_largest_accounts_are_summed_in_the_currency_of_the_workspace_only() -> None:
    won = {"status": "won", "product": "Seren"}
    found = patterns(
        accounts=[{"account_id": "b", "name": "Lakemont"}],
        deals=[
            deal("x", "b", amount_minor=700, **won),
            deal("y", "a", amount_minor=300, **won),
            deal("z", "a", amount_minor=9_000, **(won | {"currency": "EUR"})),
        ],
    )["shares"]
    accounts = [row for row in found if row["dimension"] == "account"]
    assert [(row["key"], row["amount_minor"], row["deals"]) for row in accounts] == [("b", 700, 1), ("a", 300, 2)]
    assert {(row["total_minor"], row["other_deals"], row["keys"]) for row in accounts} == {(1000, 1, 2)}


def test_who_was_offered_it_or_wants_to_be_left_alone_is_no_candidate() -> None:
    bought = [("a1", "S"), ("a1", "T"), ("a2", "S"), ("a3", "S"), ("a4", "S")]
    deals = [deal(f"{account}{kind}", account, status="won", product=kind) for account, kind in bought]
    found = patterns(
        accounts=[{"account_id": f"a{n}", "name": f"A{n}"} for n in range(1, 5)],
        deals=[*deals, deal("asked", "a3", product="T")],
        suppressions=[{"account_id": "a4", "origin": "rep", "since_on": on(-9)}],
    )
    (pair,) = found["cross"]
    assert (pair["have"], pair["other"], pair["accounts"], pair["both"], pair["open"]) == ("S", "T", 4, 1, 1)
    assert [row["account_id"] for row in found["candidates"]] == ["a2"]


def test_what_a_member_sees_is_what_a_book_of_their_deals_alone_would_say() -> None:
    facts = lost_book(120, seed=3)
    owner = pa.array(["m1" if n % 3 else None for n in range(120)])
    facts["deals"] = facts["deals"].set_column(2, "owner_id", owner)
    whys = explain(facts, pack())
    mine = facts | {"deals": facts["deals"].filter(owner.is_valid())}
    kept = set(mine["deals"].column("deal_id").to_pylist())
    for name in ("losses", "returns", "claims", "touches"):
        of_mine = [one in kept for one in facts[name].column("deal_id").to_pylist()]
        mine[name] = facts[name].filter(pa.array(of_mine, pa.bool_()))

    whole, alone = find_patterns(facts, whys), find_patterns(mine, explain(mine, pack()))
    for name in ("summary", "reasons", "steps", "combinations", "effort"):
        assert sorted(rows(whole[name], "m1"), key=str) == sorted(rows(alone[name]), key=str), name


def test_an_empty_book_has_no_patterns_and_every_table_is_of_its_schema() -> None:
    facts = {name: table.slice(0, 0) if name != "moment" else table for name, table in lost_book(1).items()}
    found = find_patterns(facts, explain(facts, pack()))

    assert {name: table.num_rows for name, table in found.items()} == dict.fromkeys(TABLES, 0)
    assert {name: list(table.column_names) for name, table in found.items()} == {
        name: list(schema) for name, schema in TABLES.items()
    }


def test_the_summary_counts_each_deal_once_and_each_loss_apart() -> None:
    twice = [{"loss_id": "l2", "deal_id": "d", "number": 2, "lost_on": on(-20), "known_at": at(-20)}]
    back = [{"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "reopen", "happened_at": at(-60)}]
    (found,) = patterns(100, losses=twice, returns=back)["summary"]

    assert (found["losses"], found["deals"], found["returned"]) == (2, 1, 1)
    assert (found["lost_minor"], found["back_minor"], found["wait_mid"]) == (5_000_000, 5_000_000, 40)
    assert found["first_on"] == date(2026, 10, 14) - timedelta(days=100)
