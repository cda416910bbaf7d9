"""What a deal, its losses and what was said about them are, to the mind."""

from datetime import UTC, date, datetime, timedelta

import pytest

from rekindle.book.facts import facts
from rekindle.book.models import Deal, Member, Workspace
from rekindle.book.write.accounts import find_or_make_product
from rekindle.book.write.deals import turn_status, write_deal, write_line
from rekindle.book.write.losses import write_claim, write_loss, write_return
from rekindle.book.write.members import write_away
from rekindle.book.write.touches import write_promise, write_rest, write_signal, write_touch
from rekindle.book.write.undo import void_rows
from rekindle.terms.losses import ClaimKind, ReturnKind, Source, Status
from rekindle.terms.touches import Channel, SignalKind
from tests.support.cast import NOW, TODAY, lose_a_deal, make_member, make_workspace, noon
from tests.support.tables import row, rows


def test_a_lost_deal_as_the_mind_sees_it(house):
    lost = lose_a_deal(house)
    known = facts(house.workspace_id, NOW)
    assert row(known, "deals", deal_id=lost.deal_id) == {
        "deal_id": lost.deal_id.hex,
        "account_id": lost.account_id.hex,
        "owner_id": house.owner_id.hex,
        "kind": "new",
        "status": "lost",
        "name": "Tamarack Regional, Vantage 4K",
        "product": "Vantage 4K",
        "amount_minor": 62_000_000,
        "currency": "USD",
        "opened_on": date(2025, 8, 15),
    }
    assert row(known, "losses", deal_id=lost.deal_id) == {
        "loss_id": lost.loss_id.hex,
        "deal_id": lost.deal_id.hex,
        "number": 1,
        "lost_on": date(2026, 2, 11),
        "stage": None,
        "amount_minor": 62_000_000,
        "currency": "USD",
        "competitor": "Corvex",
        "known_at": noon(date(2026, 2, 11)).replace(tzinfo=None),
    }
    assert [(claim["kind"], claim["key"], claim["quote"]) for claim in rows(known, "claims")] == [
        ("verdict", "not_now", None),
        ("reason", "budget", "Call me when the capital list opens."),
    ]


def test_nothing_is_known_before_the_instant_it_was_learned(house):
    lose_a_deal(house)
    learned = noon(date(2026, 2, 11))
    assert facts(house.workspace_id, learned - timedelta(microseconds=1))["deals"].num_rows == 0
    assert facts(house.workspace_id, learned)["deals"].num_rows == 1


def test_what_lies_ahead_has_not_happened_yet(house):
    lost = lose_a_deal(house)
    write_touch(house.writing(), Channel.CALL, deal_id=lost.deal_id, happened_at=NOW + timedelta(days=1))
    assert facts(house.workspace_id, NOW)["touches"].num_rows == 0
    assert facts(house.workspace_id, NOW + timedelta(days=1))["touches"].num_rows == 1


def test_today_is_the_day_of_the_workspace(house):
    evening = datetime(2026, 10, 15, 2, tzinfo=UTC)
    assert row(facts(house.workspace_id, evening), "moment") == {
        "as_of": evening.replace(tzinfo=None),
        "today": date(2026, 10, 14),
        "currency": "USD",
        "ahead_seconds": -5 * 3600,
    }


def test_a_day_on_which_something_happened_is_a_day_of_the_workspace(house):
    lost = lose_a_deal(house)
    evening = datetime(2026, 10, 2, 3, tzinfo=UTC)
    write_signal(house.writing(), SignalKind.AWARD, account_id=lost.account_id, happened_at=evening)
    assert row(facts(house.workspace_id, NOW), "signals")["happened_on"] == date(2026, 10, 1)


def test_the_status_is_the_latest_turn_known_then(house):
    lost = lose_a_deal(house)
    reopened = NOW - timedelta(days=5)
    turn_status(house.writing(reopened), lost.deal_id, Status.OPEN)
    turn_status(house.writing(), lost.deal_id, Status.WON, happened_at=NOW - timedelta(days=9))
    assert row(facts(house.workspace_id, reopened - timedelta(seconds=1)), "deals")["status"] == "lost"
    assert row(facts(house.workspace_id, NOW), "deals")["status"] == "open"
    assert Deal.objects.within(house.workspace_id).get().status == "open"


def test_a_turn_taken_back_does_not_count_from_then_on(house):
    lost = lose_a_deal(house)
    writing = house.writing(NOW - timedelta(days=1))
    turn_status(writing, lost.deal_id, Status.WON)
    void_rows(house.writing(NOW + timedelta(days=1)), writing.made)
    assert row(facts(house.workspace_id, NOW), "deals")["status"] == "won"
    assert row(facts(house.workspace_id, NOW + timedelta(days=1)), "deals")["status"] == "lost"


def test_a_deal_of_somebody_who_cannot_sign_in_is_looked_after_by_the_owner(house):
    devon = make_member(house, "Devon Wright", signs_in=False)
    lose_a_deal(house, owner_id=devon)
    assert row(facts(house.workspace_id, NOW), "deals")["owner_id"] == house.owner_id.hex
    assert row(facts(house.workspace_id, NOW, keep_owner=devon), "deals")["owner_id"] == devon.hex


def test_a_deal_of_somebody_who_can_sign_in_stays_theirs(house):
    priya = make_member(house)
    lose_a_deal(house, owner_id=priya)
    assert row(facts(house.workspace_id, NOW), "deals")["owner_id"] == priya.hex


def test_a_deal_of_nobody_is_looked_after_by_the_owner_if_there_is_one(house):
    lost = lose_a_deal(house)
    Deal.objects.within(house.workspace_id).filter(pk=lost.deal_id).update(owner=None)
    assert row(facts(house.workspace_id, NOW), "deals")["owner_id"] == house.owner_id.hex
    Workspace.objects.update(owner=None)
    assert row(facts(house.workspace_id, NOW), "deals")["owner_id"] is None


def test_the_product_is_that_of_the_first_line(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_line(writing, lost.deal_id, find_or_make_product(writing, "SteadyFlow"), number=2)
    assert row(facts(house.workspace_id, NOW), "deals")["product"] == "Vantage 4K"


def test_money_without_a_currency_is_in_the_workspaces(house):
    lost = lose_a_deal(house)
    write_deal(house.writing(), lost.account_id, "Spare parts", amount_minor=100)
    assert row(facts(house.workspace_id, NOW), "deals", name="Spare parts")["currency"] == "USD"


def test_a_corrected_loss_stands_for_the_first_with_all_that_was_said_about_it(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_return(writing, lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    corrected = write_loss(writing, lost.deal_id, date(2026, 2, 9), supersedes_id=lost.loss_id)
    known = facts(house.workspace_id, NOW)
    assert [(loss["loss_id"], loss["number"]) for loss in rows(known, "losses")] == [(corrected.hex, 1)]
    assert {claim["loss_id"] for claim in rows(known, "claims")} == {corrected.hex}
    assert row(known, "returns")["loss_id"] == corrected.hex
    before = facts(house.workspace_id, NOW - timedelta(seconds=1))
    assert row(before, "losses")["loss_id"] == lost.loss_id.hex


def test_a_correction_taken_back_leaves_the_first_loss(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_loss(writing, lost.deal_id, date(2026, 2, 9), supersedes_id=lost.loss_id)
    void_rows(house.writing(), writing.made)
    assert row(facts(house.workspace_id, NOW), "losses")["loss_id"] == lost.loss_id.hex


def test_the_second_loss_has_the_next_number_and_a_void_one_frees_its_number(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_loss(writing, lost.deal_id, TODAY)
    assert sorted(loss["number"] for loss in rows(facts(house.workspace_id, NOW), "losses")) == [1, 2]
    void_rows(house.writing(), writing.made)
    write_loss(house.writing(), lost.deal_id, TODAY)
    assert sorted(loss["number"] for loss in rows(facts(house.workspace_id, NOW), "losses")) == [1, 2]


def test_what_was_said_about_a_void_loss_is_said_about_nothing(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    second = write_loss(writing, lost.deal_id, TODAY)
    write_claim(house.writing(), second, lost.deal_id, Source.BUYER, ClaimKind.REASON, "price")
    void_rows(house.writing(), writing.made)
    write_loss(house.writing(), lost.deal_id, TODAY)
    assert rows(facts(house.workspace_id, NOW), "claims", key="price") == []


def test_a_void_deal_takes_everything_about_it_along_but_the_touches(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_touch(writing, Channel.CALL, deal_id=lost.deal_id, person_id=lost.person_id)
    write_promise(writing, lost.deal_id, TODAY, sd_days=3, source=Source.BUYER)
    write_rest(writing, lost.deal_id, TODAY + timedelta(days=9))
    void_rows(writing, [("deal", lost.deal_id)])
    known = facts(house.workspace_id, NOW)
    empty = {name for name, table in known.items() if not table.num_rows}
    assert {"deals", "losses", "claims", "seats", "promises", "rests"} <= empty
    assert row(known, "touches")["account_id"] == lost.account_id.hex


def test_the_latest_rest_is_in_force_until_its_day(house):
    lost = lose_a_deal(house)
    write_rest(house.writing(NOW - timedelta(days=9)), lost.deal_id, TODAY + timedelta(days=90))
    write_rest(house.writing(NOW - timedelta(days=1)), lost.deal_id, TODAY + timedelta(days=2), words="after the move")
    assert row(facts(house.workspace_id, NOW), "rests")["words"] == "after the move"
    assert facts(house.workspace_id, NOW + timedelta(days=2))["rests"].num_rows == 0


@pytest.mark.parametrize("news", ["deal", "account", "person", "product", "return", "their day"])
def test_a_rest_without_a_day_lasts_until_there_is_news_of_it(house, news):
    lost, other = lose_a_deal(house), lose_a_deal(house, account="Lakemont", mail="x@lakemont.example", product="Carts")
    writing, after = house.writing(NOW - timedelta(days=9)), house.writing(NOW - timedelta(days=2))
    write_signal(house.writing(NOW - timedelta(days=20)), SignalKind.RECALL, account_id=lost.account_id)
    write_rest(writing, lost.deal_id, None, words="only if something changes")
    write_rest(house.writing(NOW - timedelta(days=5)), lost.deal_id, TODAY + timedelta(days=2))
    write_signal(after, SignalKind.RECALL, account_id=other.account_id)
    write_signal(after, SignalKind.AWARD, account_id=lost.account_id)
    write_signal(after, SignalKind.SHIPPED_FEATURE, product_id=find_or_make_product(after, "Carts"))
    write_promise(after, lost.deal_id, TODAY, sd_days=3, source=Source.REP)
    assert row(facts(house.workspace_id, NOW), "rests")["until_on"] is None

    if news == "return":
        write_return(after, lost.loss_id, lost.deal_id, ReturnKind.INBOUND)
    elif news == "their day":
        write_promise(after, lost.deal_id, TODAY, sd_days=3, source=Source.BUYER)
    elif news == "product":
        write_signal(after, SignalKind.SHIPPED_FEATURE, product_id=find_or_make_product(after, "Vantage 4K"))
    else:
        write_signal(after, SignalKind.OTHER, **{f"{news}_id": getattr(lost, f"{news}_id")})
    assert row(facts(house.workspace_id, NOW), "rests")["until_on"] == TODAY + timedelta(days=2)


def test_a_touch_with_a_deal_touches_its_account(house):
    lost = lose_a_deal(house)
    write_touch(house.writing(), Channel.CALL, deal_id=lost.deal_id)
    assert row(facts(house.workspace_id, NOW), "touches")["account_id"] == lost.account_id.hex


def test_a_members_week_is_shared_among_their_working_days(house):
    Member.objects.within(house.workspace_id).update(minutes_per_week=100, working_days="123")
    assert row(facts(house.workspace_id, NOW), "members") == {
        "member_id": house.owner_id.hex,
        "name": "Maya Brandt",
        "minutes_per_day": 33,
        "touches_per_day": 12,
        "hour_price_minor": 15_000,
        "currency": "USD",
        "away": False,
    }
    assert row(facts(house.workspace_id, NOW + timedelta(days=1)), "members")["away"] is True


def test_a_member_is_away_from_the_first_to_the_last_day(house):
    write_away(house.writing(), house.owner_id, TODAY, TODAY + timedelta(days=1))
    away = [row(facts(house.workspace_id, NOW + timedelta(days=day)), "members")["away"] for day in range(-1, 3)]
    assert away == [False, True, True, False]


def test_an_own_price_of_an_hour_comes_first(house):
    Member.objects.within(house.workspace_id).update(hour_price_minor=9_900)
    assert row(facts(house.workspace_id, NOW), "members")["hour_price_minor"] == 9_900


def test_one_workspace_never_shows_in_another(house):
    lose_a_deal(house)
    other = make_workspace("jordan")
    known = facts(other.workspace_id, NOW)
    assert {name for name, table in known.items() if table.num_rows} == {"moment", "members"}
    assert row(known, "members")["member_id"] == other.owner_id.hex


def test_an_account_of_another_workspace_gives_nothing(house):
    lost = lose_a_deal(house)
    other = make_workspace("jordan")
    known = facts(other.workspace_id, NOW, account_id=lost.account_id)
    assert {name for name, table in known.items() if table.num_rows} == {"moment", "members"}


def test_a_workspace_that_is_not_there_is_said(house):
    with pytest.raises(LookupError, match="there is no workspace"):
        facts(house.owner_id, NOW)
