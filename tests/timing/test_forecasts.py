"""When a deal may come back: what moves the forecast, and which way."""

import math

import pytest

from rekindle import timing
from rekindle.tables.results import FORECAST, PARAMETERS
from rekindle.tables.schemas import from_rows
from tests.mind.generate import book
from tests.mind.pack import pack
from tests.mind.small import at, contact, deal, look_ahead, on, promise, tell, why


def believed(told: tuple | None = None) -> float:
    """How far the playbook's differences are believed: by a book without returns, or by one that is told."""
    learned = timing.fit(*(told or tell()), pack()).to_pylist()
    (found,) = [row["log_rate"] for row in learned if row["factor"] == "spread"]
    return math.exp(found)


def test_the_terms_of_a_deal_sum_to_its_linear_predictor() -> None:
    facts, whys = book(11, deals=120)
    playbook = pack()
    found = timing.forecast(facts, whys, playbook, timing.fit(facts, whys, playbook))
    sums: dict[str, float] = {}
    for row in found.terms.to_pylist():
        sums[row["deal_id"]] = sums.get(row["deal_id"], 0.0) + row["value"]

    assert found.returns.column_names == list(FORECAST)
    assert sums == pytest.approx({r["deal_id"]: r["log_hazard"] for r in found.returns.to_pylist()}, abs=1e-9)


def test_every_chance_lies_within_its_interval_and_every_interval_within_zero_and_one() -> None:
    facts, whys = book(12, deals=200)
    playbook = pack()
    rows = timing.forecast(facts, whys, playbook, timing.fit(facts, whys, playbook)).returns.to_pylist()

    assert rows
    assert all(0 <= row["chance_low"] <= row["chance"] <= row["chance_high"] <= 1 for row in rows)
    assert all(0 <= row["never"] <= 1 and row["window_from"] <= row["window_to"] for row in rows)


def test_a_date_they_named_lifts_the_weeks_around_it() -> None:
    quiet, dated = look_ahead(tell()), look_ahead(tell(promises=[promise(10)]))

    assert dated["hazard_now"] > 2 * quiet["hazard_now"]
    assert dated["promised"] > 0
    assert look_ahead(tell(promises=[promise(350)]))["hazard_now"] == pytest.approx(quiet["hazard_now"])


def test_a_date_given_to_the_day_is_narrower_than_one_given_to_the_season() -> None:
    on_the_day = [look_ahead(tell(promises=[promise(0, sd)]))["promised"] for sd in (0.0, 14.0, 60.0)]
    far_from_it = [look_ahead(tell(promises=[promise(90, sd)])).get("promised", 0.0) for sd in (0.0, 14.0, 60.0)]

    assert on_the_day == [on_the_day[0]] * 3
    assert on_the_day[0] == pytest.approx(1.5 * believed())
    assert far_from_it == sorted(far_from_it)
    assert far_from_it[0] < 0.01 < far_from_it[2]


def test_the_promise_made_last_counts() -> None:
    both = [promise(200), promise(5, promise_id="r", happened_at=at(-1))]

    assert look_ahead(tell(promises=both)) == look_ahead(tell(promises=[both[1]]))


def test_the_end_of_the_incumbents_contract_lifts_the_months_before_it() -> None:
    ends = [{"account_id": "a", "incumbent": "Corvex", "ends_on": on(120)}]
    told = look_ahead(tell(reason="competitor_fit", verdict="chose_other", contracts=ends))

    assert told["contract_end"] == pytest.approx(1.2 * believed())
    assert "contract_end" not in look_ahead(tell(reason="competitor_fit", verdict="chose_other"))


def test_the_start_of_their_fiscal_year_lifts_only_losses_over_money() -> None:
    july = {"accounts": [{"account_id": "a", "fiscal_month": 11}]}

    assert look_ahead(tell(reason="budget", **july))["fiscal_start"] > 0.3
    assert "fiscal_start" not in look_ahead(tell(reason="service", **july))


def test_a_verified_trigger_lifts_the_hazard_while_it_is_in_force() -> None:
    news = {"signal_id": "s", "account_id": "a", "kind": "recall", "happened_on": on(-3)}

    assert look_ahead(tell(signals=[news]))["signal"] == pytest.approx(1.1 * believed())
    assert "signal" not in look_ahead(tell(signals=[{**news, "happened_on": on(-30), "until_on": on(-2)}]))
    assert "signal" not in look_ahead(tell(age=10, signals=[{**news, "happened_on": on(-11)}]))


def test_silence_after_contacts_lowers_the_window_and_raises_never() -> None:
    quiet = [look_ahead(tell(touches=[contact(5 + i, f"t{i}") for i in range(n)])) for n in range(4)]

    never, now = [row["never"] for row in quiet], [row["hazard_now"] for row in quiet]
    assert never == sorted(never) and never[0] < never[3]
    assert now == sorted(now, reverse=True) and now[3] < now[0]


def test_an_answer_ends_the_silence() -> None:
    silence = [contact(20, "t1"), contact(12, "t2")]
    answered = [*silence, contact(5, "t3", direction="in", outcome="spoke")]

    assert "silence" in look_ahead(tell(touches=silence))
    assert "silence" not in look_ahead(tell(touches=answered))


def test_an_explicit_no_is_all_but_never_and_a_not_now_is_only_late() -> None:
    no, not_now = look_ahead(tell(verdict="no")), look_ahead(tell(verdict="not_now"))

    assert no["never"] > 0.97
    assert no["chance"] < 0.01 < 0.1 < not_now["chance"]


def test_years_without_a_return_make_never_likelier() -> None:
    shares = [look_ahead(tell(age=age))["never"] for age in (10, 200, 600, 1200)]

    assert shares == sorted(shares)


def test_nobody_is_scored_who_objected() -> None:
    objects = [{"person_id": "p", "channel": "mail", "origin": "person", "since_on": on(-3)}]
    facts, whys = tell(suppressions=objects)
    playbook = pack()

    assert timing.forecast(facts, whys, playbook, timing.fit(facts, whys, playbook)).returns.num_rows == 0


def test_a_cell_nobody_gave_a_prior_is_an_error_that_names_it() -> None:
    playbook = pack()
    playbook["priors"] = playbook["priors"].slice(1)

    with pytest.raises(ValueError, match="no row for kind"):
        timing.fit(*tell(), playbook)


def test_a_missing_table_is_named() -> None:
    facts, whys = tell()
    del facts["contracts"]

    with pytest.raises(KeyError, match="contracts"):
        timing.fit(facts, whys, pack())


def test_parameters_that_are_not_a_table_of_parameters_are_refused() -> None:
    facts, whys = tell()

    with pytest.raises(KeyError, match="columns missing"):
        timing.forecast(facts, whys, pack(), from_rows(PARAMETERS, []).drop_columns(["sd"]))


def crowd(came: int, n: int = 60) -> tuple[dict[str, list], list]:
    """So many other budget losses a year old, of which the first `came` came back after four months."""
    deals = [deal(f"x{i}", f"b{i}") for i in range(n)]
    losses = [
        {"loss_id": f"y{i}", "deal_id": f"x{i}", "number": 1, "lost_on": on(-365), "known_at": at(-365)}
        for i in range(n)
    ]
    returns = [
        {"return_id": f"z{i}", "deal_id": f"x{i}", "loss_id": f"y{i}", "kind": "meeting", "happened_at": at(-240)}
        for i in range(came)
    ]
    # Somebody unlike them came back before, so that the book is known to watch.
    deals.append(deal("w", "bw", kind="job"))
    losses.append({"loss_id": "lw", "deal_id": "w", "number": 1, "lost_on": on(-400), "known_at": at(-400)})
    returns.append({"return_id": "rw", "deal_id": "w", "loss_id": "lw", "kind": "meeting", "happened_at": at(-390)})
    whys = [why(f"x{i}", f"y{i}", 365) for i in range(n)] + [why("w", "lw", 400, "other", "unknown")]
    return {"deals": deals, "losses": losses, "returns": returns}, whys


def test_a_book_learns_from_its_own_returns() -> None:
    chances, shares = [], []
    for came in (2, 20, 45):
        tables, whys = crowd(came)
        row = look_ahead(tell(whys=whys, **tables))
        chances.append(row["chance"])
        shares.append(row["prior_share"])

    assert chances == sorted(chances) and chances[0] < 0.6 * chances[2]
    assert all(share < 0.9 for share in shares)


def test_what_other_deals_of_the_book_taught_is_no_assumption_any_more() -> None:
    def share(others: int) -> float:
        tables, whys = crowd(others // 3, others) if others else ({}, [])
        return look_ahead(tell(reason="timing", whys=whys, **tables))["prior_share"]

    assert share(0) == pytest.approx(1.0)
    assert 0.2 < share(300) < share(30) < 1.0


def test_more_returns_narrow_the_interval() -> None:
    def width(row: dict) -> float:
        return row["chance_high"] / row["chance_low"]

    tables, whys = crowd(20)

    assert width(look_ahead(tell(whys=whys, **tables))) < width(look_ahead(tell()))


def test_a_reason_the_buyer_named_counts_for_more_than_one_that_we_recorded() -> None:
    def told(heard: bool) -> dict:
        facts, whys = tell(reason="product_gap", verdict="unknown")
        named = whys.set_column(whys.column_names.index("buyer_reason"), "buyer_reason", [["product_gap"]])
        return look_ahead((facts, named if heard else whys))

    # A gap in the product all but rules a return out - if that was the reason.
    assert told(heard=True)["chance"] < 0.5 * told(heard=False)["chance"]


def test_where_rep_and_buyer_agree_recorded_reasons_are_believed_more() -> None:
    def right(gap: float) -> float:
        facts, whys = tell()
        column = whys.column_names.index("gap")
        learned = timing.fit(facts, whys.set_column(column, "gap", [[gap]]), pack())
        return learned.column("right")[0].as_py()

    assert right(1.0) < 0.4 < right(0.0)


def test_a_rep_whose_losses_come_back_more_often_is_told_apart() -> None:
    tables, whys = crowd(24)
    for nth, row in enumerate(tables["deals"]):
        row["owner_id"] = "m" if nth < 30 else "other"
    mine = look_ahead(tell(whys=whys, **tables))
    theirs = look_ahead(tell(whys=whys, **{**tables, "deals": [*tables["deals"], deal("d", owner_id="other")]}))

    assert mine["rep"] > 0 > theirs["rep"]
    assert mine["chance"] > theirs["chance"]


def test_before_the_first_return_silence_proves_nothing() -> None:
    tables, whys = crowd(0)
    tables["returns"] = []

    assert look_ahead(tell(whys=whys, **tables))["chance"] == pytest.approx(look_ahead(tell())["chance"])


def sold(back: dict[str, int], n: int = 60) -> tuple:
    """So many losses each over a budget and over silence, a year old, of which these came back in their fifth month."""
    tables, whys = crowd(0, 2 * n)
    tables["returns"] = [
        {"return_id": f"z{i}", "deal_id": f"x{i}", "loss_id": f"y{i}", "kind": "meeting", "happened_at": at(-240)}
        for i in [*range(back["budget"]), *range(n, n + back["silence"])]
    ] + tables["returns"][-1:]
    reasons = ["budget"] * n + ["silence"] * n
    heard = [
        {**why(f"x{i}", f"y{i}", 365, reasons[i], "no_decision"), "buyer_reason": reasons[i]} for i in range(2 * n)
    ]
    return tell(whys=heard + whys[-1:], **tables)


def test_a_playbook_is_believed_as_far_as_the_book_bears_its_differences_out() -> None:
    alike, as_said = believed(sold({"budget": 12, "silence": 12})), believed(sold({"budget": 22, "silence": 2}))

    assert alike < believed() < as_said


def test_a_loss_that_came_back_counts_for_what_it_was_lost_for_though_the_deal_was_lost_again() -> None:
    tables, whys = crowd(20)
    again = [
        {"loss_id": f"v{i}", "deal_id": f"x{i}", "number": 2, "lost_on": on(-200), "known_at": at(-200)}
        for i in range(20)
    ]
    noes = [why(f"x{i}", f"v{i}", 200, "budget", "no") for i in range(20)]
    said = [
        {"claim_id": f"c{i}{kind}", "loss_id": f"y{i}", "deal_id": f"x{i}", "source": "rep", "kind": kind, "key": key}
        for i in range(20)
        for kind, key in (("reason", "budget"), ("verdict", "not_now"))
    ]
    once = look_ahead(tell(whys=whys, **tables))
    twice = look_ahead(tell(whys=noes + whys[20:], **{**tables, "losses": tables["losses"] + again, "claims": said}))

    assert twice["chance"] == pytest.approx(once["chance"], rel=0.1)


def test_who_said_not_yet_is_told_apart_from_who_never_answered() -> None:
    tables, whys = crowd(30)
    tables["touches"] = [
        contact(300, f"t{i}", deal_id=f"x{i}", account_id=f"b{i}", outcome="not_yet" if i < 30 else "sent")
        for i in range(60)
    ]
    told = tell(whys=whys, **tables)
    learned = timing.fit(*told, pack())
    rates = {row["level"]: row["log_rate"] for row in learned.to_pylist() if row["factor"] == "silence"}

    assert rates["not_yet"] > 0 > rates["1"]
