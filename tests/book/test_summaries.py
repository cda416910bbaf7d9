"""Whom a morning tells as left alone today: what guards kept from the list, and who said no of late."""

from datetime import date
from uuid import UUID, uuid4

from rekindle.book.write.summaries import summarise
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import from_rows

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


def test_who_rests_by_the_members_own_wish_is_not_told():
    assert told(row("a", stopped_by="rest", index_minor=900.0)) == {}


def test_deals_of_others_are_not_told():
    assert told({**row("a", stopped_by="gap", index_minor=900.0), "owner_id": uuid4().hex}) == {}


def test_a_person_who_said_no_for_two_deals_is_told_once():
    no = {"stopped_by": "suppressed", "stop_since": date(2026, 10, 13), "stop_person_id": ME.hex}
    assert len(told(row("a", **no), row("b", **no))) == 1
