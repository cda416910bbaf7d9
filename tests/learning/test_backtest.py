"""Would the desk have been right? A book tested on its own past, and what may not help it."""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from rekindle.learning.backtest import Report, backtest, cut_facts, plan_origins
from rekindle.tables.facts import FACTS
from tests.learning.books import lost_book
from tests.mind.generate import ids, table
from tests.mind.pack import TODAY, pack

JSON_KEYS = {"verdict", "n", "returns", "horizon_days", "metrics", "baselines", "calibration", "enough", "why"}


def report_of(facts: dict[str, pa.Table]) -> Report:
    return backtest(facts, pack, most_origins=5)


@pytest.fixture(scope="module")
def told() -> Report:
    return report_of(lost_book(400))


def test_where_what_they_said_tells_who_comes_back_the_desk_would_have_been_better(told: Report) -> None:
    assert (told.verdict, told.enough) == ("better", True)
    assert told.metrics["brier_skill"].low > 0
    assert told.baselines["cadence"]["gain"]["low"] > 0
    assert told.metrics["calibration_slope"].low > 0.8
    assert "larger than chance" in told.why


def test_the_answer_has_the_keys_that_programs_read(told: Report) -> None:
    answer = told.as_json()

    assert set(answer) >= JSON_KEYS
    assert set(answer["baselines"]) == {"random", "oldest", "newest", "largest", "cadence", "do_nothing"}
    assert all(set(figure) == {"value", "low", "high"} for figure in answer["metrics"].values())
    assert all(f["low"] <= f["value"] <= f["high"] for f in answer["metrics"].values())
    assert sum(row["n"] for row in answer["calibration"]) == answer["rows"]


def test_where_nothing_tells_it_is_no_better_than_your_cadence() -> None:
    assert report_of(lost_book(400, told=False)).verdict == "no better than your cadence"


def test_shuffled_time_gives_no_skill() -> None:
    facts = lost_book(400)
    back = facts["returns"]
    drawn = np.random.default_rng(5).permutation(facts["losses"].num_rows)[: back.num_rows]
    taken = facts["losses"].take(pa.array(drawn))
    shuffled = back.set_column(1, "deal_id", taken["deal_id"]).set_column(2, "loss_id", taken["loss_id"])
    shuffled = shuffled.filter(pc.greater(shuffled["happened_at"], taken["lost_on"].cast(pa.timestamp("us"))))

    report = report_of({**facts, "returns": shuffled})

    assert report.verdict != "better"
    assert report.metrics["brier_skill"].low <= 0


def with_hindsight(facts: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """Write down, on the day somebody came back, their date, news of them and the reason."""
    back = facts["returns"]
    n = back.num_rows
    promises = table(
        FACTS["promises"],
        n,
        promise_id=ids("other", np.arange(n) + 5_000_000),
        deal_id=back["deal_id"],
        due_on=back["happened_at"].cast(pa.date32()),
        sd_days=[0.0] * n,
        source=["buyer"] * n,
        happened_at=back["happened_at"],
    )
    said = [(kind, key) for kind, key in (("verdict", "not_now"), ("reason", "timing")) for _ in range(n)]
    claims = table(
        FACTS["claims"],
        2 * n,
        claim_id=ids("other", np.arange(2 * n) + 6_000_000),
        loss_id=[*back["loss_id"].to_pylist()] * 2,
        deal_id=[*back["deal_id"].to_pylist()] * 2,
        source=["buyer"] * (2 * n),
        kind=[kind for kind, _ in said],
        key=[key for _, key in said],
        rank=[1] * (2 * n),
        happened_at=[*back["happened_at"].to_pylist()] * 2,
        known_at=[*back["happened_at"].to_pylist()] * 2,
    )
    return {**facts, "promises": promises, "claims": pa.concat_tables([facts["claims"], claims])}


def test_what_is_known_only_later_gives_no_gain(told: Report) -> None:
    report = report_of(with_hindsight(lost_book(400)))

    assert report.metrics["brier_skill"].value <= told.metrics["brier_skill"].value + 0.01
    assert report.metrics["found_per_100"].value <= told.metrics["found_per_100"].value + 2
    assert report.n == told.n


def test_such_hindsight_would_be_seen_if_it_came_through(told: Report) -> None:
    facts = lost_book(400)
    claims = with_hindsight(facts)["claims"]
    # A row without a day is taken as known at all times.
    always = pa.nulls(claims.num_rows, pa.timestamp("us"))
    report = report_of(
        {**facts, "claims": claims.set_column(claims.column_names.index("known_at"), "known_at", always)}
    )

    assert report.metrics["brier_skill"].value > told.metrics["brier_skill"].value + 0.01


@pytest.mark.parametrize("deals", [5, 60])
def test_few_returns_are_not_enough_data_whatever_the_figures_say(deals: int) -> None:
    facts = lost_book(deals)
    facts["returns"] = facts["returns"].slice(0, 4)

    report = report_of(facts)

    assert (report.verdict, report.enough) == ("not enough data", False)
    assert "more are needed" in report.why or "too short a time" in report.why or "No lost deal" in report.why


def test_a_book_without_losses_or_returns_says_so_in_words() -> None:
    empty = lost_book(20)
    no_returns = {**empty, "returns": empty["returns"].slice(0, 0)}
    nothing = {**no_returns, "losses": empty["losses"].slice(0, 0), "deals": empty["deals"].slice(0, 0)}

    assert report_of(no_returns).why == "Nobody in this book came back yet, so there is nothing to test against."
    assert report_of(nothing).why == "No deal in this book was ever lost, so there is nothing to test."
    assert report_of(nothing).as_json()["n"] == 0


def test_origins_go_in_the_order_of_time_and_end_a_horizon_before_today() -> None:
    plan = plan_origins(lost_book(300), TODAY)

    assert list(plan.origins) == sorted(plan.origins)
    assert plan.horizon_days == 180
    assert plan.origins[-1].date() + timedelta(days=180) == TODAY
    assert len(plan.origins) <= 18


def test_a_book_is_cut_back_to_what_stood_in_it() -> None:
    facts = lost_book(100)
    as_of = datetime(2025, 6, 1, 12, tzinfo=UTC)

    cut = cut_facts(facts, as_of)

    limit = pa.scalar(datetime(2025, 6, 1, 12, tzinfo=UTC).replace(tzinfo=None), pa.timestamp("us"))
    assert cut["moment"]["today"].to_pylist() == [date(2025, 6, 1)]
    assert pc.all(pc.less_equal(cut["losses"]["known_at"], limit)).as_py()
    assert pc.all(pc.less_equal(cut["returns"]["happened_at"], limit)).as_py()
    assert 0 < cut["losses"].num_rows < 100
    lost = set(cut["losses"]["deal_id"].to_pylist())
    back = set(cut["returns"]["deal_id"].to_pylist())
    status = {row["deal_id"]: row["status"] for row in cut["deals"].to_pylist()}
    assert {deal for deal, said in status.items() if said == "lost"} == (lost - back) & set(status)


def test_progress_is_told_from_the_first_origin_to_the_last() -> None:
    heard: list[tuple[int, int]] = []

    report = backtest(lost_book(40), pack, most_origins=3, progress=lambda done, total: heard.append((done, total)))

    assert heard[0][0] == 0
    assert heard[-1][0] == heard[-1][1] >= len(report.origins)


def one_house(facts: dict[str, pa.Table]) -> dict[str, pa.Table]:
    deals = facts["deals"]
    same = pa.array([deals["account_id"][0].as_py()] * deals.num_rows)
    return {**facts, "deals": deals.set_column(deals.column_names.index("account_id"), "account_id", same)}


def test_deals_of_one_account_are_one_witness_and_prove_nothing() -> None:
    report = report_of(one_house(lost_book(400)))

    assert (report.verdict, report.enough) == ("not enough data", False)
    assert "They are of one account, and deals of one account share its fate." in report.why
    assert {figure.value for figure in report.metrics.values()} == {None}


def test_where_one_alone_came_back_there_is_no_figure_but_how_many_were_tested() -> None:
    facts = lost_book(60)
    back = facts["returns"].sort_by("happened_at")
    # A book is watched from its first return on: the second is the one that can be foretold.
    report = report_of({**facts, "returns": back.take(pa.array([0, back.num_rows // 2]))})

    assert (report.returns, report.enough) == (1, False)
    assert {figure.value for figure in report.metrics.values()} == {None}
    assert {row["observed"] for row in report.calibration} == {None}


def test_where_nobody_came_lately_the_level_is_no_surer_than_the_deals_are_many() -> None:
    facts = lost_book(60)
    report = report_of({**facts, "returns": facts["returns"].sort_by("happened_at").slice(0, 1)})
    level, base = report.metrics["observed_per_expected"], report.metrics["base_rate"]

    assert (level.value, level.low) == (0.0, 0.0)
    assert level.high is not None and base.high is not None and level.high > base.high > 0


def test_where_everybody_comes_back_there_is_nothing_to_choose() -> None:
    facts = lost_book(200)
    losses = facts["losses"]
    back = [day + timedelta(days=30) for day in losses["lost_on"].to_pylist()]
    n = losses.num_rows
    facts["returns"] = table(
        FACTS["returns"],
        n,
        return_id=ids("return", range(n)),
        deal_id=losses["deal_id"],
        loss_id=losses["loss_id"],
        kind=["meeting"] * n,
        happened_at=[datetime(day.year, day.month, day.day, 9, tzinfo=UTC) for day in back],
    ).filter(pc.less(pa.array(back), TODAY))
    report = report_of(facts)

    assert report.verdict == "no better than your cadence"
    assert report.why.endswith("Everybody did, so no order could be better than another.")


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("lost_on", None, "Nobody knows on which day these deals were lost, so no past day can be tested."),
        (
            "known_at",
            datetime.combine(TODAY - timedelta(days=1), datetime.min.time()),
            f"This book knows of its losses only since {TODAY - timedelta(days=1):%-d %B %Y}: in 89 days its first "
            "quarter can be tested.",
        ),
    ],
    ids=["no days", "all told yesterday"],
)
def test_a_book_that_cannot_be_tested_says_why(column: str, value: object, why: str) -> None:
    facts = lost_book(60)
    losses = facts["losses"]
    same = pa.array([value] * losses.num_rows, losses.schema.field(column).type)
    report = report_of({**facts, "losses": losses.set_column(losses.column_names.index(column), column, same)})

    assert (report.verdict, report.n, report.why) == ("not enough data", 0, why)


def test_amounts_of_two_currencies_are_not_compared() -> None:
    facts = lost_book(400)
    deals = facts["deals"]
    came = pc.is_in(deals["deal_id"], facts["returns"]["deal_id"]).to_numpy()
    yen = np.arange(deals.num_rows) % 2 == 1

    def largest_found(times: int, named: str) -> float | None:
        minor = np.where(came, 9_000_000, 1_000_000) * np.where(yen, times, 1)
        names = pa.array(np.where(yen, named, "USD").tolist())
        told = deals.set_column(deals.column_names.index("amount_minor"), "amount_minor", pa.array(minor))
        told = told.set_column(deals.column_names.index("currency"), "currency", names)
        return report_of({**facts, "deals": told}).baselines["largest"]["value"]

    assert largest_found(100, "JPY") == largest_found(1, "USD") != largest_found(100, "USD")
