"""A day is the member's own: Auckland and Los Angeles read the same instants as different dates around midnight."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from rekindle.book.models import Claim, Loss, Promise
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk import verbs
from rekindle.desk.advise import advise
from rekindle.desk.bring_in import import_deals
from rekindle.desk.enter import actor_for_user
from rekindle.desk.listing import list_morning
from rekindle.desk.morning import plan_workspace, workspaces_due
from rekindle.desk.show.away import show_away
from rekindle.desk.show.deal import show_deal
from rekindle.desk.show.news import show_news
from rekindle.desk.show.today import show_today
from rekindle.terms.days import day_in
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel, Outcome, SignalKind
from tests.desk.support import acting, new_key
from tests.support.cast import House, lose_a_deal, make_member, make_workspace

SOURCE = Path(__file__).parents[2] / "src" / "rekindle"
# Half past midnight of the 15th in Auckland, twenty to five in the morning of the 14th in Los Angeles.
AT = datetime(2026, 10, 14, 11, 30, tzinfo=UTC)
AUCKLAND, LOS_ANGELES = date(2026, 10, 15), date(2026, 10, 14)


@pytest.fixture
def house(sqlite_book: object) -> House:
    return make_workspace(zone="America/Los_Angeles")


@pytest.fixture
def aroha(house: House) -> UUID:
    return make_member(house, "Aroha Ngata", zone="Pacific/Auckland")


def test_today_is_another_day_on_the_other_side_of_the_world(house: House, aroha: UUID) -> None:
    there, here = acting(house, AT, aroha), acting(house, AT)

    assert (show_today(there).day, show_today(here).day) == (AUCKLAND, LOS_ANGELES)
    assert (there.today, here.today) == (AUCKLAND, LOS_ANGELES)


def test_each_has_the_morning_of_their_own_day_and_a_verb_settles_the_ones_of_now(
    house: House, aroha: UUID, with_advice: None
) -> None:
    mine, hers = lose_a_deal(house), lose_a_deal(house, account="Bellhaven", mail="r@b.example", owner_id=aroha)
    plan_workspace(house.workspace_id, AT)
    planned = [show_today(acting(house, AT, who)) for who in (aroha, house.owner_id)]
    for deal, who in ((mine, house.owner_id), (hers, aroha)):
        verbs.record_inbound(acting(house, AT, who), new_key(), deal_id=deal.deal_id, channel=Channel.MAIL)
    plan_or_settle = [show_today(acting(house, AT, who)).groups for who in (aroha, house.owner_id)]

    assert [(one.day, one.is_planned) for one in planned] == [(AUCKLAND, True), (LOS_ANGELES, True)]
    assert [[card.account for group in groups for card in group.cards] for groups in plan_or_settle] == [
        ["Bellhaven"],
        ["Tamarack Regional"],
    ]


def test_a_book_is_due_when_it_is_past_seven_for_anybody(house: House, aroha: UUID) -> None:
    seven_there = datetime(2026, 10, 14, 18, 0, tzinfo=UTC)
    seven_here = datetime(2026, 10, 15, 14, 0, tzinfo=UTC)

    assert workspaces_due(seven_there - timedelta(minutes=1)) == [house.workspace_id]
    plan_workspace(house.workspace_id, seven_there)
    assert workspaces_due(seven_there) == []
    assert workspaces_due(seven_here - timedelta(minutes=1)) == []
    assert workspaces_due(seven_here) == [house.workspace_id]


def test_the_list_of_today_is_as_of_now_and_that_of_another_day_as_of_seven_where_the_member_is(
    house: House, aroha: UUID
) -> None:
    actor = acting(house, AT + timedelta(microseconds=5), aroha)
    lists = [list_morning(actor, day) for day in (None, AUCKLAND, AUCKLAND - timedelta(days=30))]

    assert [one.as_json()["as_of"] for one in lists] == [
        "2026-10-15T00:30:00+13:00",
        "2026-10-15T00:30:00+13:00",
        "2026-09-15T07:00:00+12:00",
    ]


def test_members_stand_in_the_order_in_which_names_are_read(house: House) -> None:
    for name in ("Seller 10", "seller 2", "Émile", "Anders", "Seller 1b", "２ Seller"):
        make_member(house, name, signs_in=False)

    names = [one.name for one in read_members(house.workspace_id)]

    assert names == ["２ Seller", "Anders", "Émile", "Maya Brandt", "Seller 1b", "seller 2", "Seller 10"]


def test_who_chose_no_zone_has_that_of_the_workspace(house: House) -> None:
    priya = make_member(house, "Priya Kapoor", zone="UTC")

    assert acting(house, AT, priya).today == LOS_ANGELES
    assert actor_for_user(house.user_id, None, AT).zone.key == "America/Los_Angeles"


def test_a_contact_and_their_words_are_told_on_the_day_of_whoever_reads(house: House, aroha: UUID) -> None:
    deal = lose_a_deal(house)
    verbs.record_inbound(
        acting(house, AT), new_key(), deal_id=deal.deal_id, channel=Channel.MAIL, words="The budget is approved."
    )
    later = datetime(2026, 10, 14, 12, 30, tzinfo=UTC)

    told = [show_deal(acting(house, later, who), deal.deal_id).history for who in (aroha, house.owner_id)]

    assert [next(one.on for one in history if one.words == "The budget is approved.") for history in told] == [
        AUCKLAND,
        LOS_ANGELES,
    ]


def test_news_is_told_on_the_day_of_whoever_reads(house: House, aroha: UUID) -> None:
    deal = lose_a_deal(house)
    verbs.record_signal(
        acting(house, AT, aroha),
        new_key(),
        account_id=deal.account_id,
        kind=SignalKind.RECALL,
        happened_on=AUCKLAND - timedelta(days=1),
    )

    days = [show_news(acting(house, AT, who)).rows[0].on for who in (aroha, house.owner_id)]

    assert days == ["14 October", "13 October"]


def test_a_member_is_away_from_their_own_today_on(house: House, aroha: UUID) -> None:
    there, here = acting(house, AT, aroha), acting(house, AT)
    verbs.set_away(there, new_key(), from_on=AUCKLAND, to_on=AUCKLAND)
    verbs.set_away(here, new_key(), from_on=LOS_ANGELES, to_on=LOS_ANGELES)

    tomorrow = datetime(2026, 10, 14, 11, 0, tzinfo=UTC).replace(day=15)
    assert [one.words for one in show_away(acting(house, tomorrow, aroha))] == []
    assert len(show_away(there)) == len(show_away(here)) == 1


@pytest.mark.parametrize("room", ["book/read", "desk", "web", "cli"])
def test_no_room_takes_the_day_of_an_instant_without_saying_where(room: str) -> None:
    bare = [
        f"{path.relative_to(SOURCE)}:{node.lineno}"
        for path in sorted((SOURCE / room).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "date"
    ]

    assert bare == [], "say the day with terms.days.day_in, or Actor.day_of"


@pytest.mark.parametrize("zone", ["Pacific/Auckland", "Pacific/Kiritimati", "Pacific/Honolulu", "Etc/GMT+12"])
def test_a_day_that_is_brought_in_is_that_day_wherever_the_book_is(sqlite_book: object, zone: str) -> None:
    house = make_workspace(zone=zone)
    row = "Alder,Scopes,Lost,2026-01-14,Too expensive. Revisit in September.,Lena Whit,lena@alder.example"
    content = f"Account,Deal,Status,Lost on,Lost reason,Contact,Email\n{row}\n".encode()
    import_deals(acting(house, AT), new_key(), content=content, name="lost.csv")

    rows = [row for model in (Loss, Claim, Promise) for row in model.objects.within(house.workspace_id)]
    assert {type(row) for row in rows} == {Loss, Claim, Promise}
    assert {day_in(row.happened_at, ZoneInfo(zone)) for row in rows} == {date(2026, 1, 14)}


def test_the_terminal_counts_from_no_day_that_nobody_said(sqlite_book: str) -> None:
    house = make_workspace()
    rows = b"Account,Status,Lost on,Reason,Contact,Email,Country\n"
    rows += (
        b"Alder,Lost,,budget frozen,Ann,a@alder.example,US\nBirch,Lost,2026-02-01,budget frozen,Bo,b@birch.example,US\n"
    )
    import_deals(acting(house), new_key(), content=rows, name="lost.csv")

    why = {line.account: line.why[0] for line in list_morning(acting(house)).get_back}

    assert why == {"Alder": "Lost: the budget froze.", "Birch": "Lost eight months ago: the budget froze."}


@pytest.mark.parametrize(
    ("zone", "at", "day"),
    [
        ("Pacific/Kiritimati", datetime(2026, 10, 14, 18, 0, tzinfo=UTC), date(2026, 10, 15)),
        ("America/Chicago", datetime(2026, 10, 14, 1, 0, tzinfo=UTC), date(2026, 10, 13)),
        # The night in which the clock goes back: half an hour after midnight, and after the shift.
        ("Europe/Berlin", datetime(2026, 10, 24, 22, 30, tzinfo=UTC), date(2026, 10, 25)),
        ("Europe/Berlin", datetime(2026, 10, 25, 23, 30, tzinfo=UTC), date(2026, 10, 26)),
    ],
)
def test_what_happens_at_night_counts_as_the_day_it_is_there(
    sqlite_book: str, zone: str, at: datetime, day: date
) -> None:
    """By UTC an evening's call in Chicago was tomorrow's, and a morning's in Kiritimati yesterday's."""
    house = make_workspace(zone=zone)
    called, rests, refused = (
        lose_a_deal(house, account=name, mail=f"a@{name.casefold()}.example") for name in ("Alder", "Bell", "Cedar")
    )
    me, key = acting(house, at), new_key
    verbs.log_touch(
        me, key(), deal_id=called.deal_id, person_id=called.person_id, outcome=Outcome.SPOKE, channel=Channel.CALL
    )
    verbs.rest(me, key(), deal_id=rests.deal_id, until_on=day + timedelta(days=9))
    said = {"state": PermissionState.REFUSED, "words": "Rather not."}
    verbs.record_permission(me, key(), deal_id=refused.deal_id, person_id=refused.person_id, **said)

    advice = advise(read_workspace(house.workspace_id), at + timedelta(minutes=1)).advice
    rows = {row["deal_id"]: row for row in advice.to_pylist()}
    told = [rows[one.deal_id.hex] for one in (called, rests, refused)]

    assert [row["stopped_by"] for row in told] == ["gap", "rest", "refused"]
    assert [row["stop_since"] for row in told] == [day, day, day]
    assert (told[0]["days_since_touch"], told[0]["reconsider_on"]) == (0, day + timedelta(days=56))
