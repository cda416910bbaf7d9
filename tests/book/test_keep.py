"""What the mind answered is kept once: the latest advice, what was learned, and the playbook it came from."""

from dataclasses import replace
from datetime import date, timedelta

import pyarrow as pa
import pytest

from rekindle.book.keep import keep_advice, keep_parameters, keep_playbook, parameters
from rekindle.book.models import Advice, ParameterSet, PlaybookVersion
from rekindle.tables.results import ADVICE, PARAMETERS
from rekindle.tables.schemas import conform, from_rows
from tests.support.cast import NOW, TODAY, House, LostDeal, lose_a_deal, make_workspace

CELL = {"kind": "new", "reason": "budget", "verdict": "not_now", "losses": 3, "returns": 1, "expected": 0.7, "sd": 0.2}


def advise(lost: LostDeal, **columns: object) -> dict[str, object]:
    return {"deal_id": lost.deal_id.hex, "account_id": lost.account_id.hex, "kind": "wait", **columns}


def table(*rows: dict[str, object]) -> pa.Table:
    return from_rows(ADVICE, list(rows))


def kept(house: House) -> pa.Table:
    """Read the advice back as the seam has it: ids as hex digits, empty text as null."""
    rows = Advice.objects.within(house.workspace_id).order_by("pk").values(*ADVICE)
    plain = [
        {name: getattr(value, "hex", value) if name.endswith("_id") else value for name, value in row.items()}
        for row in rows
    ]
    return conform(
        from_rows(ADVICE, [{name: None if value == "" else value for name, value in row.items()} for row in plain]),
        ADVICE,
    )


def test_the_columns_of_advice_are_those_of_the_seam():
    ours = {field.attname for field in Advice._meta.concrete_fields}
    assert ours == {*ADVICE, "workspace_id", "day", "playbook_version"}


def test_a_row_comes_back_as_it_was_kept(house):
    lost = lose_a_deal(house)
    full = advise(
        lost,
        owner_id=house.owner_id.hex,
        kind="get_back",
        rank=1,
        listed=True,
        person_id=lost.person_id.hex,
        channel="call",
        stop_words='He said: "no, thanks",\nand hung up; 100 % \\ sure',
        window_from=date(2026, 10, 1),
        chance=0.31,
        horizon_days=90,
        hour_price_minor=15_000,
        amount_assumed=True,
    )
    given = table(full)
    keep_advice(house.workspace_id, TODAY, "medical-1", given)
    assert kept(house).to_pylist() == given.to_pylist()
    assert Advice.objects.within(house.workspace_id).values_list("day", "playbook_version").get() == (
        TODAY,
        "medical-1",
    )


def test_what_is_not_said_is_empty_where_it_may_not_be_null(house):
    keep_advice(house.workspace_id, TODAY, "1", table(advise(lose_a_deal(house))))
    row = Advice.objects.within(house.workspace_id).get()
    assert (row.listed, row.group, row.stop_words, row.chance, row.amount_assumed) == (False, "", "", None, None)


def test_a_later_plan_replaces_the_whole_workspace(house):
    first, second = lose_a_deal(house), lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    keep_advice(house.workspace_id, TODAY, "1", table(advise(first), advise(second)))
    keep_advice(house.workspace_id, TODAY + timedelta(days=1), "1", table(advise(second, kind="get_back")))
    assert kept(house).to_pylist() == table(advise(second, kind="get_back", listed=False)).to_pylist()


def test_one_account_is_replaced_and_the_others_stay(house):
    first, second = lose_a_deal(house), lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    third = lose_a_deal(house, account_id=first.account_id, person="Ellen Brandvold", mail="e@tamarack.example")
    keep_advice(house.workspace_id, TODAY, "1", table(advise(first), advise(second), advise(third)))
    keep_advice(house.workspace_id, TODAY, "1", table(advise(first, kind="leave_alone")), account_id=first.account_id)
    assert dict(Advice.objects.within(house.workspace_id).values_list("pk", "kind")) == {
        first.deal_id: "leave_alone",
        second.deal_id: "wait",
    }


def test_a_deal_that_moved_to_another_account_is_kept_once(house):
    first, second = lose_a_deal(house), lose_a_deal(house, account="Lakemont", mail="rao@lakemont.example")
    keep_advice(house.workspace_id, TODAY, "1", table(advise(first)))
    moved = replace(first, account_id=second.account_id)
    keep_advice(house.workspace_id, TODAY, "1", table(advise(moved)), account_id=second.account_id)
    assert kept(house).to_pylist() == table(advise(moved, listed=False)).to_pylist()


def test_another_workspace_keeps_its_advice(house):
    other = make_workspace("jordan")
    keep_advice(other.workspace_id, TODAY, "1", table(advise(lose_a_deal(other))))
    keep_advice(house.workspace_id, TODAY, "1", table())
    assert kept(other).num_rows == 1


def test_a_table_that_lacks_a_column_changes_nothing(house):
    keep_advice(house.workspace_id, TODAY, "1", given := table(advise(lose_a_deal(house), listed=False)))
    with pytest.raises(KeyError, match="columns missing: \\['rank'\\]"):
        keep_advice(house.workspace_id, TODAY, "1", given.drop_columns(["rank"]))
    assert kept(house).to_pylist() == given.to_pylist()


def test_what_was_learned_comes_back_as_of_its_day(house):
    early, late = from_rows(PARAMETERS, [CELL]), from_rows(PARAMETERS, [{**CELL, "losses": 4}])
    keep_parameters(house.workspace_id, "timing", "1", early, NOW)
    keep_parameters(house.workspace_id, "timing", "1", late, NOW + timedelta(days=2))
    assert parameters(house.workspace_id, "timing", NOW - timedelta(days=1)) is None
    assert parameters(house.workspace_id, "timing", NOW + timedelta(days=1)).to_pylist() == early.to_pylist()
    assert parameters(house.workspace_id, "timing", NOW + timedelta(days=2)).to_pylist() == late.to_pylist()


def test_the_same_learned_twice_is_kept_once(house):
    for hour in range(3):
        keep_parameters(house.workspace_id, "timing", "1", from_rows(PARAMETERS, [CELL]), NOW + timedelta(hours=hour))
    assert ParameterSet.objects.within(house.workspace_id).count() == 1


def test_a_room_that_learns_nothing_keeps_nothing(house):
    with pytest.raises(KeyError, match="outreach"):
        keep_parameters(house.workspace_id, "outreach", "1", from_rows(PARAMETERS, []), NOW)


def test_a_version_of_a_playbook_is_never_written_again(house):
    keep_playbook(house.workspace_id, "medical-1", "medical", {"caps": 1}, NOW)
    keep_playbook(house.workspace_id, "medical-1", "medical", {"caps": 2}, NOW)
    assert list(PlaybookVersion.objects.within(house.workspace_id).values_list("version", "content")) == [
        ("medical-1", {"caps": 1})
    ]
