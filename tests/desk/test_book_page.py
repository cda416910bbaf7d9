"""The lost book as it is shown: the same number of questions to the database however many deals there are."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rekindle.book.models import Advice, Claim
from rekindle.book.read.once import reading_once
from rekindle.book.read.tallies import count_deals, read_counts
from rekindle.book.write.accounts import write_account
from rekindle.book.write.deals import turn_status, write_deal
from rekindle.book.write.losses import write_loss
from rekindle.book.write.tallies import mend_tallies
from rekindle.book.write.touches import write_note
from rekindle.book.write.undo import void_rows
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_asks import understand
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.verbs import hand_over, record_inbound, undo, win
from rekindle.terms.losses import Status
from rekindle.terms.touches import Channel
from tests.desk.sayings import SAYINGS
from tests.desk.support import acting, new_key
from tests.support.cast import NOW, TODAY, House, lose_a_deal, make_member, make_workspace


@pytest.fixture
def house(sqlite_book) -> House:
    cache.clear()
    return make_workspace()


def lose(house: House, count: int) -> None:
    for number in range(count):
        lose_a_deal(house, account=f"H {number}", mail=f"{number}@x.example", lost_on=date(2026, 9, 1))


@pytest.mark.parametrize(("view", "queries", "again"), [("board", 21, 8), ("table", 20, 8)])
@pytest.mark.parametrize("deals", [1, 6])
def test_pages_of_the_book_ask_the_same_number_of_questions(house, view, queries, again, deals):
    lose(house, deals)
    plan_workspace(house.workspace_id, NOW)
    for count in (queries, again):
        with reading_once(), CaptureQueriesContext(connection) as asked:
            shown = show_book(acting(house), BookAsk(view=view))
        assert shown.count == deals
        assert len(asked) == count


def test_the_numbers_are_those_of_the_deals_after_every_verb_and_its_undo(house, with_advice):
    lost, _ = lose_a_deal(house), lose(house, 2)
    plan_workspace(house.workspace_id, NOW)
    colleague, here = make_member(house), house.workspace_id
    seen = []

    def look() -> None:
        for owner in (None, house.owner_id, colleague):
            assert read_counts(here, TODAY, owner) == count_deals(here, TODAY, owner)
        seen.append(read_counts(here, TODAY).by_standing)

    look()
    for saying in ("log_touch", "claim_reason", "respect_no", "reopen", "add_deal"):
        SAYINGS[saying](acting(house), new_key(), lost)
        look()
        undo(acting(house), new_key())
        look()
        assert seen[-1] == seen[0]
    hand_over(acting(house), new_key(), deal_ids=[lost.deal_id], member_id=colleague)
    look()
    assert read_counts(here, TODAY, colleague).lost == 1
    # The verbs did change what is counted, and the numbers are said on the page.
    assert len({tuple(sorted(one.items())) for one in seen}) > 2
    assert show_book(acting(house)).count == 3


def test_a_deal_to_debrief_rests_in_no_other_lane_and_the_lanes_add_up_to_the_book(house):
    lose(house, 11)
    here, day = Claim.objects.within(house.workspace_id), TODAY + timedelta(days=40)
    void_rows(house.writing(), [("claim", pk) for pk in here.order_by("deal_id").values_list("pk", flat=True)[2:]])
    plan_workspace(house.workspace_id, NOW)
    Advice.objects.within(house.workspace_id).update(kind="wait", window_from=day, window_to=day, reconsider_on=day)
    mend_tallies()
    board = show_book(acting(house))
    on_board = {lane.standing: lane.count for lane in board.lanes}
    assert (on_board["to_debrief"], sum(map(int, on_board.values())), board.count) == ("10", 11, 11)
    for standing, count in on_board.items():
        table = show_book(acting(house), BookAsk(view="table", standing=standing))
        assert {one.value: one.count for one in table.standings} == on_board
        assert [row.standing for row in table.rows] == [standing] * int(count)


def test_what_one_member_may_see_is_not_kept_for_another(house):
    first = lose_a_deal(house).deal_id
    write_note(house.writing(), "The hydraulics squeak", deal_id=first, private=True)
    asked = BookAsk(view="table", query="hydraulics")
    assert [row.deal_id for row in show_book(acting(house), asked).rows] == [first]
    assert show_book(acting(house, member_id=make_member(house)), asked).rows == ()


def test_who_came_back_says_how_and_how_long_after(house):
    wrote, won = (lose_a_deal(house, account=name, mail=f"{name}@x.example").deal_id for name in ("Iron", "Wren"))
    lose_a_deal(house)
    record_inbound(acting(house), new_key(), deal_id=wrote, channel=Channel.MAIL, words="The budget is there.")
    win(acting(house), new_key(), deal_id=won)
    plan_workspace(house.workspace_id, NOW)
    lanes = {lane.standing: [row.next_words for row in lane.rows] for lane in show_book(acting(house)).lanes}
    assert lanes["talking_again"] == ["Got in touch today, eight months after"]
    assert lanes["won_back"] == ["Won back today, eight months after"]
    back = [row.reason for lane in show_book(acting(house)).lanes[3:5] for row in lane.rows]
    assert back == ["Budget froze", "Budget froze"]
    table = show_book(acting(house), BookAsk(view="table", standing="won_back")).rows
    assert [row.next_words for row in table] == lanes["won_back"]


def test_before_the_first_planning_everything_lost_is_listed(house):
    lose(house, 2)
    view = show_book(acting(house))
    assert (view.title, view.ask.view, len(view.rows)) == ("2 lost deals.", "table", 2)


def test_a_deal_nobody_gave_a_reason_for_says_so_and_nothing_else(house):
    writing = house.writing()
    deal_id = write_deal(writing, write_account(writing, "H 0"), "A tower", owner_id=house.owner_id)
    write_loss(writing, deal_id, date(2026, 9, 1))
    turn_status(writing, deal_id, Status.LOST, happened_at=NOW)
    plan_workspace(house.workspace_id, NOW)

    shown = show_book(acting(house), BookAsk(view="table", reason="other"))

    assert [one.label for one in shown.reasons] == ["No reason named yet"]
    assert [one.words for one in shown.narrowed] == ["No reason named yet"]
    assert [row.reason for row in shown.rows] == ["Not known yet"]


def test_an_empty_book_says_so(house):
    view = show_book(acting(house))
    assert (view.title, view.rows, view.count) == ("No lost deals yet.", (), 0)


def test_a_narrowed_table_says_how_many_match_and_what_narrows_it(house):
    lose(house, 3)
    lose_a_deal(house, account="Wren", mail="w@x.example", competitor="Medalis", amount_minor=5_000_000)
    plan_workspace(house.workspace_id, NOW)
    view = show_book(acting(house), BookAsk(view="table", competitor="Medalis", amount="10000-60000"))
    assert (view.title, view.matching, [row.account for row in view.rows]) == ("1 of 4 lost deals.", 1, ["Wren"])
    told = [(one.name, one.words) for one in view.narrowed]
    assert told == [("competitor", "Lost to Medalis"), ("amount", "10,000 to 60,000")]
    offered = {one.name: [choice.value for choice in one.choices] for one in view.filters}
    assert (offered["competitor"], offered["amount"][-1]) == (["Corvex", "Medalis"], "10000-60000")
    assert "stage" not in offered
    assert [one.count for one in view.standings] == [""] * 6
    alone = show_book(acting(house), BookAsk(view="table", standing="left_alone"))
    assert [one.count for one in alone.standings][3:5] == ["0", "0"]
    assert show_book(acting(house), BookAsk(view="table", product="None such")).title == "Nothing stands here."


def test_what_an_address_says_wrongly_is_taken_for_nothing():
    said = understand(BookAsk("x", "x", "x", "x", "x", "  a \n b ", "x~y"), [])
    assert said == BookAsk("table", "", "", "", "lost", "a b", "x~y")
    assert [understand(BookAsk(amount=said), []).amount for said in ("-", "a-b", "5-x", "1-2-3", "7")] == [""] * 5
    assert understand(BookAsk(standing="left_alone", sort="window"), []).sort == "lost"
    assert understand(BookAsk(standing="left_alone", view="board"), []).standing == ""
