"""Whom to leave alone: guards are vetoes that intersect, whatever else is true."""

from datetime import timedelta
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekindle import outreach, policy, timing
from rekindle.tables.facts import FACTS
from rekindle.tables.playbooks import ASSETS
from rekindle.tables.results import WHYS
from rekindle.tables.schemas import from_rows
from rekindle.terms.people import SuppressionOrigin
from tests.mind.generate import book
from tests.mind.pack import TODAY, pack
from tests.mind.small import advise, at, contact, deal, on, promise, tell, why
from tests.support.effort import examples

ORIGINS = [origin.value for origin in SuppressionOrigin]
CHANNELS = ["mail", "call", "visit", "linkedin", "message", "event"]
WILD = settings(max_examples=examples(5, 40), deadline=None, suppress_health_check=[HealthCheck.too_slow])


def plus(facts: dict[str, pa.Table], name: str, *rows: dict[str, Any]) -> dict[str, pa.Table]:
    return {**facts, name: pa.concat_tables([facts[name], from_rows(FACTS[name], list(rows))])}


def run(facts: dict[str, pa.Table], whys: pa.Table, playbook: dict[str, pa.Table] | None = None):
    data = playbook or pack()
    returns = timing.forecast(facts, whys, data, timing.fit(facts, whys, data))
    options = outreach.match(facts, whys, data)
    return options, returns, policy.decide(facts, whys, returns, options, data).to_pylist()


def permitted(facts, whys, returns, options, playbook) -> set[tuple[str, str | None, str]]:
    stopped = {
        (row["deal_id"], row["person_id"], row["channel"])
        for row in policy.list_vetoes(facts, whys, returns, options, playbook).to_pylist()
    }
    return {(row["deal_id"], row["person_id"], row["channel"]) for row in options.to_pylist()} - stopped


@WILD
@given(seed=st.integers(0, 10_000), origin=st.sampled_from(ORIGINS), who=st.integers(0, 10_000), whole=st.booleans())
def test_a_suppressed_person_gets_no_contact_whatever_else_is_true(
    seed: int, origin: str, who: int, whole: bool
) -> None:
    facts, whys = book(seed, deals=60)
    _, _, before = run(facts, whys)
    proposed = [row for row in before if row["kind"] == "get_back" and row["person_id"]]
    if not proposed:
        return
    chosen = proposed[who % len(proposed)]
    person, account = chosen["person_id"], chosen["account_id"]
    named = {"account_id": account} if whole else {"person_id": person}
    # The strongest case for a contact: they wrote, they promised, they gave leave.
    for name, row in (
        ("permissions", {"permission_id": "f" * 32, "person_id": person, "state": "granted", "happened_at": at(0)}),
        ("promises", {"promise_id": "e" * 32, "deal_id": chosen["deal_id"], "due_on": TODAY, "source": "buyer"}),
        ("suppressions", {**named, "origin": origin, "since_on": on(-1), "channel": None}),
    ):
        facts = plus(facts, name, row)
    _, _, after = run(facts, whys)

    left = [row for row in after if row["kind"] == "get_back"]
    assert [row for row in left if (row["account_id"] == account if whole else row["person_id"] == person)] == []


@WILD
@given(seed=st.integers(0, 10_000), state=st.sampled_from(["refused", "withdrawn"]), who=st.integers(0, 10_000))
def test_a_person_who_refused_gets_no_contact_whatever_else_is_true(seed: int, state: str, who: int) -> None:
    facts, whys = book(seed, deals=60)
    people = facts["people"].column("person_id").to_pylist()
    person = people[who % len(people)]
    said = {"permission_id": "f" * 32, "person_id": person, "state": state, "happened_at": at(0) + timedelta(hours=1)}
    _, _, after = run(plus(facts, "permissions", said), whys)

    assert [row for row in after if row["kind"] == "get_back" and row["person_id"] == person] == []


@WILD
@given(seed=st.integers(0, 10_000), pick=st.integers(0, 10_000), channel=st.sampled_from([None, *CHANNELS]))
def test_adding_a_veto_never_lets_an_option_in(seed: int, pick: int, channel: str | None) -> None:
    facts, whys = book(seed, deals=60)
    playbook = pack()
    options, returns, _ = run(facts, whys, playbook)
    people, deals = facts["people"].column("person_id").to_pylist(), facts["deals"].to_pylist()
    person, chosen = people[pick % len(people)], deals[pick % len(deals)]
    before = permitted(facts, whys, returns, options, playbook)
    touched = {"touch_id": "f" * 32, "deal_id": chosen["deal_id"], "account_id": chosen["account_id"]}
    done = {"person_id": person, "direction": "out", "state": "done", "happened_at": at(-1)}
    more = [
        ("suppressions", {"person_id": person, "channel": channel, "origin": "rep", "since_on": on(-1)}),
        ("permissions", {"permission_id": "f" * 32, "person_id": person, "state": "refused", "happened_at": at(0)}),
        ("touches", {**touched, **done, "channel": channel or "mail"}),
    ]
    for name, row in more:
        after = permitted(plus(facts, name, row), whys, returns, options, playbook)
        assert after <= before, name


@WILD
@given(seed=st.integers(0, 10_000), minutes=st.integers(1, 90), touches=st.integers(1, 15))
def test_the_minutes_are_filled_whenever_something_permitted_still_fits(seed: int, minutes: int, touches: int) -> None:
    facts, whys = book(seed, deals=80)
    members = facts["members"].to_pylist()
    limits = {"minutes_per_day": minutes, "touches_per_day": touches, "away": False}
    facts = {**facts, "members": from_rows(FACTS["members"], [{**row, **limits} for row in members])}
    _, _, advice = run(facts, whys)

    for member in members:
        line = [row for row in advice if row["owner_id"] == member["member_id"] and row["kind"] == "get_back"]
        listed = sorted((row for row in line if row["listed"]), key=lambda row: row["rank"])
        spent = sum(row["minutes"] for row in listed)
        assert bool(listed) == bool(line)
        assert len(listed) <= touches
        assert spent <= minutes or len(listed) == 1
        waiting = [row["minutes"] for row in line if not row["listed"]]
        assert len(listed) == touches or all(spent + wanted > minutes for wanted in waiting)


def test_the_propensity_of_every_advice_is_logged() -> None:
    _, _, advice = run(*book(3, deals=200))

    assert {row["propensity"] for row in advice} == {0.0, 1.0}
    assert all(row["propensity"] == float(row["listed"]) for row in advice)


def test_money_terms_sum_to_index_times_hours() -> None:
    _, _, advice = run(*book(4, deals=200))
    priced = [row for row in advice if row["index_minor"] is not None]

    assert priced
    for row in priced:
        terms = row["now_minor"] - row["later_minor"] - row["opt_out_minor"] - row["message_minor"]
        assert terms == pytest.approx(row["index_minor"] * row["hours"], abs=1e-6, rel=1e-9)


def granted(**more) -> dict:
    said = {"permission_id": "r", "person_id": "p", "state": "granted", "happened_at": at(-9)}
    return {"permissions": [said | more]}


@pytest.mark.parametrize(
    ("place", "more", "ground"),
    [
        ("US", {}, "none_needed"),
        ("DE", granted(words="Yes, do"), "granted"),
        ("DE", granted(), None),
        ("DE", {"promises": [promise(0)]}, "named_day"),
        ("DE", {}, None),
    ],
)
def test_every_advice_keeps_what_allows_the_contact_and_by_which_law(place, more, ground) -> None:
    there = {"accounts": [{"account_id": "a", "jurisdiction": place}]}
    row = advise(tell(**there, people=[{"person_id": "p", "has_phone": False}], **more))["d"]
    laws = {(r["jurisdiction"], r["channel"]): r["rule"] for r in pack()["rules"].to_pylist()}
    law = laws.get((place, row["channel"])) or laws.get(("*", row["channel"]))

    assert (row["ground"], row["rule"]) == (ground, law)


def stop_of(**more) -> tuple[str | None, str]:
    row = advise(tell(**more))["d"]
    return row["stopped_by"], row["kind"]


def test_something_taken_off_the_shelf_since_it_was_chosen_is_not_sent() -> None:
    said = {"permission_id": "g", "person_id": "p", "state": "granted", "happened_at": at(-90)}
    told = tell(age=200, permissions=[said])
    playbook = pack()
    options = outreach.match(*told, playbook)
    chosen = options.to_pylist()[0]["asset_key"]
    assert chosen is not None
    recalled = [
        row | ({"on_label": False} if row["asset_key"] == chosen else {}) for row in playbook["assets"].to_pylist()
    ]
    later = {**playbook, "assets": from_rows(ASSETS, recalled)}
    row = advise(told, later, options)["d"]

    assert (row["stopped_by"], row["kind"]) == ("asset_not_allowed", "wait")
    assert row["reconsider_on"] == on(28)


def test_a_no_ends_it_for_everybody() -> None:
    assert stop_of(verdict="no") == ("explicit_no", "leave_alone")


def test_a_no_does_not_stop_an_answer_to_their_own_message() -> None:
    back = {"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "inbound", "happened_at": at(-1)}

    assert stop_of(verdict="no", returns=[back]) == (None, "get_back")


def test_a_suppressed_person_who_writes_is_still_not_written_to() -> None:
    back = {"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "inbound", "happened_at": at(-1)}
    stop = {"person_id": "p", "origin": "person", "since_on": on(-100)}

    assert stop_of(returns=[back], suppressions=[stop]) == ("suppressed", "leave_alone")


def test_a_no_of_the_house_they_work_at_by_now_holds_on_deals_of_other_houses() -> None:
    moved = {
        "accounts": [{"account_id": "b", "name": "Ridgeway", "jurisdiction": "US", "fiscal_month": 1}],
        "people": [{"person_id": "p", "account_id": "b"}],
        "seats": [{"deal_id": "d", "person_id": "p", "role": "champion", "stance": "for"}],
    }
    no = {"account_id": "b", "origin": "person", "since_on": on(-40), "words": "Leave our house alone"}
    assert advise(tell(**moved))["d"]["person_id"] == "p"
    stopped = advise(tell(**moved, suppressions=[no]))["d"]
    assert (stopped["kind"], stopped["stopped_by"]) == ("leave_alone", "suppressed")
    assert stopped["stop_words"] == "Leave our house alone"


def test_the_strictest_law_holds_where_nobody_knows_the_place() -> None:
    place = {
        "accounts": [{"account_id": "a", "jurisdiction": None}],
        "people": [{"person_id": "p", "has_phone": False}],
    }

    assert stop_of(**place)[0] in {"permission_needed", None}
    row = advise(tell(**place))["d"]
    assert row["channel"] != "mail" or row["stopped_by"] == "permission_needed"


def test_a_contact_last_week_waits_for_the_gap_and_a_promised_one_does_not() -> None:
    assert stop_of(touches=[contact(5)])[0] == "gap"
    assert stop_of(touches=[contact(5)], promises=[promise(0)]) == (None, "get_back")


def test_six_contacts_since_the_loss_are_enough() -> None:
    many = [contact(90 + i * 10, f"t{i}", person_id=None) for i in range(6)]

    assert stop_of(age=300, touches=many) == ("per_loss", "leave_alone")


def test_two_deals_of_one_account_speak_with_one_voice() -> None:
    second = {
        "deals": [deal("e")],
        "losses": [{"loss_id": "k", "deal_id": "e", "number": 1, "lost_on": on(-100), "known_at": at(-100)}],
    }
    facts, whys = tell(**second)
    other = {**whys.to_pylist()[0], "deal_id": "e", "loss_id": "k"}
    advice = advise((facts, pa.concat_tables([whys, from_rows(WHYS, [other])])))

    assert sorted(str(row["stopped_by"]) for row in advice.values()) == ["None", "one_voice"]


def at_two_accounts(**more: list[dict[str, Any]]) -> tuple[dict[str, pa.Table], pa.Table]:
    """Tell of a deal of `m` at `a` and one twice as large of `n` at `b`, with `p` on both."""
    loss = {"loss_id": "k", "deal_id": "e", "number": 1, "lost_on": on(-100), "known_at": at(-100)}
    second = {
        "members": [{"member_id": "n", "name": "Nils", "minutes_per_day": 30, "currency": "USD", "away": False}],
        "accounts": [{"account_id": "b", "name": "Alder", "jurisdiction": "US", "fiscal_month": 1}],
        "deals": [deal("e", "b", owner_id="n", amount_minor=10_000_000)],
        "seats": [{"deal_id": one, "person_id": "p"} for one in "de"],
    }
    said = [why("e", "k", 100)]
    return tell(**second, losses=[loss], whys=said, **more)


def test_of_two_colleagues_who_share_somebody_the_higher_index_speaks_and_the_other_waits() -> None:
    advice = advise(at_two_accounts())

    assert advice["e"]["kind"] == "get_back"
    assert advice["e"]["listed"]
    other = advice["d"]
    assert (other["kind"], other["stopped_by"], other["listed"]) == ("wait", "one_voice", False)
    assert (other["person_id"], other["stop_person_id"], other["stop_member_id"]) == ("p", "p", "n")
    assert other["reconsider_on"] > TODAY


def test_a_promise_to_somebody_speaks_before_a_larger_deal_at_another_account() -> None:
    advice = advise(at_two_accounts(promises=[promise(0)]))

    assert [advice[one]["kind"] for one in "de"] == ["get_back", "wait"]
    both = advise(at_two_accounts(promises=[promise(0), promise(0, promise_id="r", deal_id="e")]))
    assert [both[one]["kind"] for one in "de"] == ["wait", "get_back"]
    assert both["d"]["reconsider_on"] == on(1)


def test_an_answer_to_somebody_goes_out_whoever_else_speaks_to_them() -> None:
    wrote = {"return_id": "r", "deal_id": "d", "loss_id": "l", "kind": "inbound", "happened_at": at(-1)}
    advice = advise(at_two_accounts(returns=[wrote]))

    assert [advice[one]["kind"] for one in "de"] == ["get_back", "wait"]


def test_an_hour_that_earns_more_elsewhere_is_not_spent_here() -> None:
    cheap = {"deals": [deal("d", amount_minor=20_000)], "members": [{"member_id": "m", "hour_price_minor": 3_000_000}]}
    row = advise(tell(**cheap))["d"]

    assert (row["stopped_by"], row["kind"]) == ("not_worth_the_hours", "leave_alone")
    assert row["best_index_minor"] < row["hour_price_minor"]
    free = advise(tell(deals=cheap["deals"], members=[{"member_id": "m", "hour_price_minor": 0}]))["d"]
    assert free["stopped_by"] != "not_worth_the_hours"


def at_price(price: int, **more) -> dict:
    return advise(tell(members=[{"member_id": "m", "hour_price_minor": price}], **more))["d"]


def test_an_hour_that_would_only_pay_at_a_better_time_waits_for_it() -> None:
    # Spoken to two months ago, so that today's word is not as fresh as one at the better time.
    told = {"age": 100, "verdict": "chose_other", "touches": [contact(60)]}
    free = at_price(0, **told)
    today = (free["now_minor"] - free["opt_out_minor"] - free["message_minor"]) / free["hours"]
    assert (free["kind"], 0 < today < free["best_index_minor"]) == ("get_back", True)

    below, between = at_price(int(today) - 1, **told), at_price(int(today) + 2, **told)
    above = at_price(int(free["best_index_minor"]) + 2, **told)

    assert (below["stopped_by"], below["kind"]) == (None, "get_back")
    assert (between["stopped_by"], between["kind"]) == ("later_is_better", "wait")
    assert between["reconsider_on"] == between["later_on"]
    assert (above["stopped_by"], above["kind"]) == ("not_worth_the_hours", "leave_alone")


def test_a_kind_word_must_be_worth_its_minutes_like_anything_nobody_asked_for() -> None:
    talk = {"signal_id": "s", "person_id": "p", "account_id": "a", "kind": "panel_talk", "happened_on": on(-3)}
    free, dear = (at_price(price, age=200, signals=[talk]) for price in (0, 10_000_000))

    assert (free["play"], free["kind"]) == ("hello", "get_back")
    assert (dear["play"], dear["stopped_by"]) == ("hello", "not_worth_the_hours")
    assert at_price(10_000_000, promises=[promise(0)])["kind"] == "get_back"


def test_where_the_time_only_comes_with_the_end_of_their_contract_it_is_waited_for() -> None:
    ends = {"account_id": "a", "ends_on": on(200), "incumbent": "Corvex", "product": None}
    row = advise(tell(age=30, verdict="chose_other", contracts=[ends]))["d"]

    assert (row["kind"], row["stopped_by"], row["reconsider_on"]) == ("wait", "window_later", row["window_from"])
    assert row["reconsider_on"] > TODAY


@pytest.mark.parametrize(("days", "waits"), [(0, False), (12, False), (40, True)])
def test_a_day_that_was_only_read_from_a_note_is_waited_for_until_it_is_near_and_never_acted_on(
    days: int, waits: bool
) -> None:
    told = ([promise(days, source=source) | {"sd_days": 14.0}] for source in ("buyer", "inferred"))
    said, read = (advise(tell(promises=promises))["d"] for promises in told)

    assert (said["play"], said["stopped_by"]) in {("promised", None), (said["play"], "promised_later")}
    assert read["play"] != "promised"
    assert (read["stopped_by"] == "promised_later", read["stop_rule"]) == (waits, "inferred" if waits else None)


@pytest.mark.parametrize("source", ["rep", "inferred"])
@pytest.mark.parametrize(("days", "waits"), [(0, False), (1, True), (3, True)])
def test_a_day_that_words_bound_comes_up_no_day_too_early(days: int, waits: bool, source: str) -> None:
    row = advise(tell(promises=[promise(days, 0.0, source=source)]))["d"]

    assert (row["stopped_by"] == "promised_later") is waits
    assert not waits or row["reconsider_on"] == on(days)


def test_a_day_in_a_note_is_waited_for_only_while_nobody_said_another_since() -> None:
    noted = promise(90, source="inferred") | {"promise_id": "noted", "happened_at": at(-9)}
    before, since = (promise(1) | {"happened_at": at(days)} for days in (-20, -2))

    assert advise(tell(promises=[before, noted]))["d"]["stop_rule"] == "inferred"
    assert advise(tell(promises=[since, noted]))["d"]["stopped_by"] is None
