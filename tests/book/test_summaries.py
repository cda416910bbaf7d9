"""Whom a morning tells as left alone today: what guards kept from the list, and who said no of late."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from rekindle.book.keep import keep_advice
from rekindle.book.models import Morning
from rekindle.book.write.mornings import MorningOf, keep_morning
from rekindle.book.write.summaries import deals_kept, shift_summaries, summarise
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import from_rows
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace

TODAY = date(2026, 10, 14)
ME = UUID(int=1)


def row(name: str, **columns: object) -> dict[str, object]:
    return {"deal_id": name, "owner_id": ME.hex, "kind": "wait", "listed": False, **columns}


def told(*rows: dict[str, object]) -> dict[str, str]:
    return summarise(from_rows(ADVICE, list(rows)), ME, TODAY)["alone"]


def test_who_would_have_had_a_place_today_is_told():
    assert told(row("a", stopped_by="gap", index_minor=900.0)) == {"a": "gap"}


def test_who_would_have_had_none_is_not():
    listed = [row(f"d{number:02}", kind="get_back", listed=True, index_minor=900.0) for number in range(12)]
    assert told(*listed, row("a", stopped_by="gap", index_minor=100.0)) == {}
    assert told(*listed, row("a", stopped_by="gap", index_minor=901.0)) == {"a": "gap"}


def test_an_hour_worth_nothing_is_no_news():
    assert told(row("a", stopped_by="gap", index_minor=-1.0), row("b", stopped_by="gap", index_minor=None)) == {}


def test_a_no_of_this_month_is_told_the_newest_first_and_an_older_one_is_kept_quiet():
    noes = [
        row("old", stopped_by="explicit_no", stop_since=date(2026, 9, 14)),
        row("first", stopped_by="suppressed", stop_since=date(2026, 9, 20)),
        row("last", stopped_by="refused", stop_since=date(2026, 10, 13)),
    ]
    assert list(told(*noes)) == ["last", "first"]


def test_a_deal_that_was_never_a_fit_is_nobodys_no():
    no = {"stopped_by": "explicit_no", "stop_since": date(2026, 10, 13)}
    assert told(row("a", verdict="unqualified", **no), row("b", verdict="no", **no)) == {"b": "explicit_no"}


def test_who_rests_by_the_members_own_wish_is_not_told():
    assert told(row("a", stopped_by="rest", index_minor=900.0)) == {}


def test_deals_of_others_are_not_told():
    assert told({**row("a", stopped_by="gap", index_minor=900.0), "owner_id": uuid4().hex}) == {}


def test_a_person_who_said_no_for_two_deals_is_told_once():
    no = {"stopped_by": "suppressed", "stop_since": date(2026, 10, 13), "stop_person_id": ME.hex}
    assert len(told(row("a", **no), row("b", **no))) == 1


def test_a_deal_that_changed_hands_is_told_to_its_new_owner_and_no_longer_to_the_one_before(sqlite_book: str) -> None:
    house = make_workspace()
    said = [{"deal_id": lose_a_deal(house).deal_id.hex, "kind": "wait"} for _ in range(2)]
    account_id, before_id, after_id, else_id = uuid4(), *(make_member(house, name) for name in ("Ann", "Ben", "Cem"))
    alone = {before_id: {said[0]["deal_id"]: "gap"}, after_id: {}, else_id: {"other": "gap"}}
    for member_id, told_before in alone.items():
        keep_morning(MorningOf(house.workspace_id, member_id, TODAY, NOW, "v", 60), from_rows(ADVICE, []))
        Morning.objects.within(house.workspace_id).filter(member_id=member_id).update(
            summary={"deals": 9, "alone": told_before}
        )
    advice = [{**row, "account_id": account_id.hex, "owner_id": before_id.hex} for row in said]
    keep_advice(house.workspace_id, TODAY, "v", from_rows(ADVICE, advice))
    handed = [{**row, "owner_id": after_id.hex} for row in advice]
    handed[0] |= {"stopped_by": "explicit_no", "stop_since": TODAY}
    handed[1] |= {"reconsider_on": date(2027, 4, 15)}

    def shift(rows: list[dict[str, object]]) -> dict[UUID, dict[str, object]]:
        shift_summaries(
            house.workspace_id, TODAY, deals_kept(house.workspace_id, [account_id]), from_rows(ADVICE, rows)
        )
        return dict(Morning.objects.within(house.workspace_id).values_list("member_id", "summary"))

    no = {said[0]["deal_id"]: "explicit_no"}
    assert shift(handed) == {
        before_id: {"deals": 9, "alone": {}},
        after_id: {"deals": 9, "alone": no, "next_on": "2027-04-15"},
        else_id: {"deals": 9, "alone": {"other": "gap"}},
    }
    assert {summary["deals"] for summary in shift(handed[:1]).values()} == {8}


@pytest.mark.parametrize("told", [0, 1])
def test_who_said_no_for_two_deals_is_told_once_whatever_is_done_at_the_account(sqlite_book: str, told: int) -> None:
    house = make_workspace()
    keep_morning(MorningOf(house.workspace_id, house.owner_id, TODAY, NOW, "v", 60), from_rows(ADVICE, []))
    no = {"kind": "leave_alone", "stopped_by": "refused", "stop_since": TODAY, "stop_person_id": uuid4().hex}
    known = {"account_id": uuid4().hex, "owner_id": house.owner_id.hex, **no}
    rows = [{"deal_id": lose_a_deal(house).deal_id.hex, **known} for _ in range(2)]
    alone = {rows[told]["deal_id"]: "refused"}
    mornings = Morning.objects.within(house.workspace_id)
    mornings.update(summary={"deals": 2, "alone": alone})
    before = {row["deal_id"]: house.owner_id for row in rows}

    shift_summaries(house.workspace_id, TODAY, before, from_rows(ADVICE, rows))

    assert mornings.get().summary["alone"] == alone
