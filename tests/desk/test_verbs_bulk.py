"""Many deals at once: one command, one undo, nothing sent; and the views a member keeps."""

from datetime import date, timedelta

import pytest

from rekindle.book.models import Advice, Deal
from rekindle.book.read.saved import read_saved_views
from rekindle.desk import after
from rekindle.desk.actor import RefusedError
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.verbs import drop_view, hand_over, leave_alone, reopen, rest_deals, save_view, undo, win
from rekindle.terms.ids import new_id
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace

LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def three(house):
    return [lose_a_deal(house, account=name, mail=f"{name}@x.example").deal_id for name in ("A", "B", "C")]


def test_several_rest_until_a_day_and_one_undo_takes_it_back(house, three):
    before = record_of(house)
    done = rest_deals(acting(house), new_key(), deal_ids=[*three, three[0]], until_on=date(2027, 3, 1))
    assert done.label == "Resting until Monday 1 March 2027: three deals"
    assert pick(rows_of(house, "rests"), "until_on") == [(date(2027, 3, 1),)] * 3
    undo(acting(house, LATER), new_key())
    assert record_of(house, LATER + timedelta(hours=1)) == before


def test_several_go_to_a_colleague_and_come_back_by_an_undo(house, three):
    priya = make_member(house)
    assert (
        hand_over(acting(house), new_key(), deal_ids=three, member_id=priya).label
        == "Handed to Priya Kapoor: three deals"
    )
    deals = Deal.objects.within(house.workspace_id)
    assert set(deals.values_list("owner_id", flat=True)) == {priya}
    undo(acting(house, LATER), new_key())
    assert set(deals.values_list("owner_id", flat=True)) == {house.owner_id}


def test_several_are_left_alone_as_the_reps_verdict(house, three):
    leave_alone(acting(house), new_key(), deal_ids=three)
    noes = [row for row in rows_of(house, "claims") if row["key"] == "no"]
    assert {(row["source"], row["kind"]) for row in noes} == {("rep", "verdict")}
    assert len(noes) == 3
    assert rows_of(house, "suppressions") == []
    undo(acting(house, LATER), new_key())
    assert [row for row in rows_of(house, "claims", LATER + timedelta(hours=1)) if row["key"] == "no"] == []


def test_all_that_the_book_lists_go_together_once_and_come_back_by_one_undo(house, three):
    other = lose_a_deal(house, account="D", mail="d@x.example", competitor="Medalis").deal_id
    before = record_of(house)
    asked, key = BookAsk(competitor="Corvex", sort="account"), new_key()
    done = leave_alone(acting(house), key, asked=asked)
    assert (set(done.deals), other in done.deals) == (set(three), False)
    assert leave_alone(acting(house), key, asked=asked).repeated
    undo(acting(house, LATER), new_key())
    assert record_of(house, LATER + timedelta(hours=1)) == before
    with pytest.raises(RefusedError, match="Nothing is listed there"):
        leave_alone(acting(house), new_key(), asked=BookAsk(competitor="Nobody"))


def test_many_are_judged_anew_at_once(house, three, with_advice, monkeypatch):
    monkeypatch.setattr(after, "MANY", 2)
    plan_workspace(house.workspace_id, NOW)
    rest_deals(acting(house, LATER), new_key(), deal_ids=three, until_on=date(2027, 3, 1))
    judged = Advice.objects.within(house.workspace_id).values_list("stopped_by", "reconsider_on")
    assert list(judged) == [("rest", date(2027, 3, 1))] * 3


def test_one_that_does_not_fit_stops_all_of_them(house, three):
    win(acting(house), new_key(), deal_id=three[1])
    before = record_of(house)
    with pytest.raises(RefusedError, match="B is won"):
        rest_deals(acting(house), new_key(), deal_ids=three, until_on=date(2027, 3, 1))
    with pytest.raises(RefusedError, match="B is not lost"):
        leave_alone(acting(house), new_key(), deal_ids=three)
    with pytest.raises(RefusedError, match="has come already"):
        rest_deals(acting(house), new_key(), deal_ids=three[:1], until_on=date(2026, 10, 14))
    with pytest.raises(RefusedError, match="Tick one or more"):
        leave_alone(acting(house), new_key(), deal_ids=[])
    with pytest.raises(RefusedError, match="up to 2,000"):
        leave_alone(acting(house), new_key(), deal_ids=[new_id() for _ in range(2_001)])
    with pytest.raises(RefusedError, match="no such member"):
        hand_over(acting(house), new_key(), deal_ids=three, member_id=three[0])
    assert record_of(house) == before


def test_nobody_reaches_into_another_book(house, three):
    stranger = make_workspace("jordan")
    for act in (
        lambda: rest_deals(acting(stranger), new_key(), deal_ids=three, until_on=date(2027, 3, 1)),
        lambda: leave_alone(acting(stranger), new_key(), deal_ids=three),
        lambda: hand_over(acting(stranger), new_key(), deal_ids=three, member_id=stranger.owner_id),
        lambda: hand_over(acting(house), new_key(), deal_ids=three, member_id=stranger.owner_id),
    ):
        with pytest.raises(RefusedError, match="There is no such"):
            act()


def test_a_view_is_kept_replaced_undone_and_let_go_by_its_member_alone(house):
    save_view(acting(house), new_key(), name=" Open ", query="standing=window_open")
    save_view(acting(house, LATER), new_key(), name="Open", query="standing=resting")
    assert read_saved_views(house.workspace_id, house.owner_id) == [("Open", "standing=resting")]
    assert read_saved_views(house.workspace_id, make_member(house)) == []
    drop_view(acting(house, LATER), new_key(), name="Open")
    assert read_saved_views(house.workspace_id, house.owner_id) == []
    for name, refusal in (("Open", "no view"), ("  ", "no view")):
        with pytest.raises(RefusedError, match=refusal):
            drop_view(acting(house, LATER), new_key(), name=name)
    with pytest.raises(RefusedError, match="Give it a name"):
        save_view(acting(house), new_key(), name=" ", query="x")


def test_what_is_open_again_can_rest(house, three):
    reopen(acting(house), new_key(), deal_id=three[0])
    rest_deals(acting(house), new_key(), deal_ids=three, until_on=date(2027, 3, 1))
    assert len(rows_of(house, "rests")) == 3
