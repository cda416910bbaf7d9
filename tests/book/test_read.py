"""Pages read their records in a number of queries that does not grow with what is on them."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rekindle.book.keep import keep_advice
from rekindle.book.models import Deal
from rekindle.book.read import lost_book
from rekindle.book.read.deal import read_deal
from rekindle.book.read.files import read_files
from rekindle.book.read.finding import find_deals
from rekindle.book.read.lost_book import PER_PAGE, Asked, read_page
from rekindle.book.read.today import read_morning
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.book.write.accounts import find_or_make_competitor, write_contract
from rekindle.book.write.consent import answer_suppression, write_permission, write_suppression
from rekindle.book.write.deals import turn_status
from rekindle.book.write.losses import write_claim, write_loss, write_return
from rekindle.book.write.mornings import MorningOf, keep_morning
from rekindle.book.write.people import write_contact_point
from rekindle.book.write.records import finish_file, write_command, write_file
from rekindle.book.write.touches import write_note, write_promise, write_rest, write_signal, write_touch
from rekindle.book.write.undo import void_rows
from rekindle.tables.results import ADVICE
from rekindle.tables.schemas import from_rows
from rekindle.terms.losses import ClaimKind, ReturnKind, Source, Status
from rekindle.terms.people import ContactKind, PermissionState, SuppressionOrigin, SuppressionState
from rekindle.terms.touches import Channel, SignalKind
from tests.support.cast import NOW, TODAY, House, LostDeal, lose_a_deal, make_member, make_workspace, noon


def lose_a_full_deal(house: House, number: int = 0) -> LostDeal:
    """Lose a deal on which there is at least one of everything."""
    lost = lose_a_deal(house, account=f"Hospital {number}", mail=f"lena{number}@tamarack.example")
    writing = house.writing()
    deal_id = lost.deal_id
    touch_id = write_touch(writing, Channel.CALL, deal_id=deal_id, person_id=lost.person_id, words="Spoke briefly.")
    write_note(writing, "Kind.", deal_id=deal_id, person_id=lost.person_id)
    write_promise(writing, deal_id, TODAY, sd_days=3.0, source=Source.BUYER, words="mid-October")
    write_rest(writing, deal_id, TODAY + timedelta(days=3))
    write_signal(writing, SignalKind.SOMEONE_NEW, account_id=lost.account_id, words="New CFO")
    write_contract(writing, lost.account_id, TODAY, incumbent_id=find_or_make_competitor(writing, "Corvex"))
    write_permission(writing, lost.person_id, PermissionState.GRANTED, words="Yes, in October.")
    write_return(writing, lost.loss_id, deal_id, ReturnKind.INBOUND, touch_id=touch_id)
    write_suppression(writing, SuppressionOrigin.REP, account_id=lost.account_id)
    return lost


def plan(house: House, deals: list[LostDeal]) -> None:
    """Keep a morning on which every deal is listed, and one more is left alone."""
    rows = [
        {
            "deal_id": lost.deal_id.hex,
            "account_id": lost.account_id.hex,
            "owner_id": house.owner_id.hex,
            "person_id": lost.person_id.hex,
            "kind": "get_back",
            "group": "promised",
            "rank": rank,
            "listed": True,
        }
        for rank, lost in enumerate(deals, start=1)
    ]
    silent = lose_a_deal(house, account="Ridgeway", person="Dr. Samuel Okoro", mail=f"{uuid4()}@ridgeway.example")
    stopped = {"kind": "leave_alone", "stopped_by": "suppressed", "stop_since": date(2026, 10, 2), "listed": False}
    about = {"deal_id": silent.deal_id.hex, "account_id": silent.account_id.hex, "owner_id": house.owner_id.hex}
    advice = from_rows(ADVICE, [*rows, {**about, **stopped, "stop_person_id": silent.person_id.hex}])
    keep_advice(house.workspace_id, TODAY, "1", advice)
    keep_morning(MorningOf(house.workspace_id, house.owner_id, TODAY, NOW, "1", 45), advice)


def read_today(house: House):
    return read_morning(house.workspace_id, house.owner_id, TODAY)


@pytest.mark.parametrize("deals", [1, 3])
def test_a_morning_takes_seventeen_queries(house, deals):
    plan(house, [lose_a_full_deal(house, number) for number in range(deals)])
    with CaptureQueriesContext(
        connection,
    ) as queries:
        morning = read_today(house)
    assert (len(morning.items), len(morning.alone)) == (deals, 1)
    assert len(queries) == 17


@pytest.mark.parametrize("touches", [1, 3])
def test_a_deal_takes_twenty_one_queries(house, touches):
    lost = lose_a_full_deal(house)
    for _ in range(touches):
        write_touch(house.writing(), Channel.MAIL, deal_id=lost.deal_id)
        lose_a_deal(house, account_id=lost.account_id, mail=f"{uuid4()}@tamarack.example")
    with CaptureQueriesContext(connection) as queries:
        record = read_deal(house.workspace_id, lost.deal_id, house.owner_id)
    assert (len(record.around.touches[lost.deal_id]), len(record.others)) == (touches + 1, touches)
    assert len(queries) == 22


def lost_deals(house: House, **asked: object) -> list[lost_book.LostDeal]:
    """Read the first page of the lost book, or what is asked of it."""
    return read_page(house.workspace_id, Asked(TODAY, **asked))


@pytest.mark.parametrize("deals", [1, 3])
def test_a_page_of_the_book_takes_four_queries(house, deals):
    for number in range(deals):
        lose_a_deal(house, account=f"Hospital {number}", mail=f"{number}@x.example")
    with CaptureQueriesContext(connection) as queries:
        assert len(lost_deals(house)) == deals
    assert len(queries) == 4


def test_a_morning_tells_what_was_kept(house):
    lost = lose_a_full_deal(house)
    plan(house, [lost])
    morning = read_today(house)
    (item,) = morning.items
    assert (item.deal.deal_id, item.deal.account, item.deal.amount_minor) == (lost.deal_id, "Hospital 0", 62_000_000)
    assert (item.advice["kind"], item.advice["person_id"]) == ("get_back", lost.person_id.hex)
    assert morning.around.people[lost.person_id].mail == "lena0@tamarack.example"
    assert morning.around.contracts[next(iter(morning.around.contracts))].incumbent == "Corvex"
    (alone,) = morning.alone
    assert (alone[0].account, alone[1]["stopped_by"], morning.stops) == ("Ridgeway", "suppressed", ("suppressed",))
    assert morning.is_planned and morning.lost_count == 2


def test_a_morning_that_was_not_planned_is_empty_and_knows_that_the_book_is_not(house):
    lose_a_deal(house)
    morning = read_today(house)
    assert (morning.is_planned, morning.items, morning.alone, morning.lost_count) == (False, (), (), 1)


def test_the_next_undo_is_the_members_own(house):
    write_command(house.writing(), "add_note", "1", request_digest="", label="Noted", undoable=True)
    priya = make_member(house)
    write_command(house.writing(member_id=priya), "win", "2", request_digest="", label="Won", undoable=True)
    assert read_today(house).undo_words == "Noted"


def test_a_deal_is_read_with_all_that_hangs_on_it(house):
    lost = lose_a_full_deal(house)
    record = read_deal(house.workspace_id, lost.deal_id, house.owner_id)
    (loss,) = record.around.losses[lost.deal_id]
    assert (loss.loss_id, loss.competitor, loss.lost_on) == (lost.loss_id, "Corvex", date(2026, 2, 11))
    assert [(claim.kind, claim.key) for claim in record.around.claims[lost.deal_id]] == [
        ("verdict", "not_now"),
        ("reason", "budget"),
    ]
    assert [note.words for note in record.notes] == ["Kind."]
    assert [one.words for one in record.around.permissions[lost.person_id]] == ["Yes, in October."]
    assert (record.owner, record.status, record.around.products[lost.deal_id]) == ("Maya Brandt", "lost", "Vantage 4K")
    assert [(back.kind, seat.role) for back, seat in zip(record.returns, record.seats, strict=True)] == [
        ("inbound", "economic_buyer")
    ]
    person = record.around.people[lost.person_id]
    assert (person.name, person.title, person.mail) == (
        "Dr. Lena Whitfield",
        "Chief of Surgery",
        "lena0@tamarack.example",
    )


def test_what_was_taken_back_is_not_told(house):
    lost = lose_a_deal(house)
    writing = house.writing()
    write_note(writing, "Wrong deal.", deal_id=lost.deal_id)
    write_touch(writing, Channel.CALL, deal_id=lost.deal_id)
    write_contact_point(writing, lost.person_id, ContactKind.LINKEDIN, "in/lena")
    void_rows(house.writing(), writing.made)
    record = read_deal(house.workspace_id, lost.deal_id, house.owner_id)
    assert (record.notes, record.around.touches, record.around.people[lost.person_id].linkedin) == ((), {}, "")
    void_rows(house.writing(), [("deal", lost.deal_id)])
    assert read_deal(house.workspace_id, lost.deal_id, house.owner_id) is None
    assert lost_deals(house) == []


def test_a_private_note_is_its_writers(house):
    lost, priya = lose_a_deal(house), make_member(house)
    write_note(house.writing(member_id=priya), "Between us.", deal_id=lost.deal_id, private=True)
    assert read_deal(house.workspace_id, lost.deal_id, house.owner_id).notes == ()
    assert [note.words for note in read_deal(house.workspace_id, lost.deal_id, priya).notes] == ["Between us."]


def test_a_corrected_loss_is_told_as_it_was_corrected(house):
    lost = lose_a_deal(house)
    write_loss(house.writing(), lost.deal_id, date(2026, 2, 9), supersedes_id=lost.loss_id)
    record = read_deal(house.workspace_id, lost.deal_id, house.owner_id)
    assert [(loss.number, loss.lost_on) for loss in record.around.losses[lost.deal_id]] == [(1, date(2026, 2, 9))]
    assert lost_deals(house)[0].lost_on == date(2026, 2, 9)


def stopped(house: House, lost: LostDeal) -> list[tuple[UUID | None, str]]:
    record = read_deal(house.workspace_id, lost.deal_id, house.owner_id)
    return [(entry.person_id, entry.words) for entry in record.stopped]


def test_somebody_is_left_alone_by_an_address_they_share(house):
    lost = lose_a_deal(house)
    other = lose_a_deal(house, account="Lakemont", person="L. Whitfield", mail="LENA.whitfield@tamarack.example")
    entries = write_suppression(house.writing(), SuppressionOrigin.REP, person_id=lost.person_id, words="no")
    assert stopped(house, other) == [(other.person_id, "no")]
    for entry in entries:
        answer_suppression(house.writing(), entry, SuppressionState.MISTAKE)
    assert stopped(house, other) == stopped(house, lost) == []


def test_the_strictest_entry_is_told_last(house):
    lost = lose_a_deal(house)
    for words, origin, days in (("own", "person", 9), ("late", "rep", 1), ("early", "rep", 30)):
        entry = {"person_id": lost.person_id, "words": words}
        write_suppression(house.writing(NOW - timedelta(days=days)), SuppressionOrigin(origin), **entry)
    assert stopped(house, lost)[-1] == (lost.person_id, "own")
    assert {person_id for person_id, _ in stopped(house, lost)} == {lost.person_id}


def test_a_whole_account_is_left_alone_without_a_name(house):
    lost = lose_a_full_deal(house)
    assert stopped(house, lost) == [(None, "")]


def test_the_book_is_searched_by_account_and_by_deal(house):
    for account, product in (("Tamarack", "Vantage"), ("Lakemont", "TrueAlign"), ("Vantage Point", "Seren")):
        lose_a_deal(house, account=account, product=product, mail=f"{account}@x.example")
    found = lost_deals(house, found=find_deals(house.workspace_id, "vantage", house.owner_id), sort="account")
    assert [deal.account for deal in found] == ["Tamarack", "Vantage Point"]


def test_the_latest_lost_comes_first(house):
    for account, day in (("Lakemont", 5), ("Tamarack", 20), ("Halvorsen", 11)):
        lose_a_deal(house, account=account, mail=f"{account}@x.example", lost_on=date(2026, 3, day))
    assert [deal.account for deal in lost_deals(house)] == ["Tamarack", "Halvorsen", "Lakemont"]


def test_the_book_shows_what_is_lost_a_page_at_a_time(house):
    deals = [lose_a_deal(house, account=f"H {number}", mail=f"{number}@x.example") for number in range(PER_PAGE + 1)]
    turn_status(house.writing(), deals[0].deal_id, Status.WON)
    assert deals[0].deal_id not in {deal.deal_id for deal in lost_deals(house)}
    assert len(lost_deals(house)) == PER_PAGE


def test_pages_of_another_workspace_show_nothing(house):
    lost = lose_a_full_deal(house)
    other = make_workspace("jordan")
    assert read_deal(other.workspace_id, lost.deal_id, other.owner_id) is None
    assert (lost_deals(other), find_deals(other.workspace_id, "tamarack", other.owner_id)) == ([], [])
    assert read_files(other.workspace_id) == []
    assert [member.member_id for member in read_members(other.workspace_id)] == [other.owner_id]


def test_files_are_told_once_they_are_in(house):
    writing = house.writing()
    done = write_file(writing, "lost.csv", "a" * 64, rows=3)
    write_file(writing, "open.csv", "b" * 64)
    finish_file(writing, done, {"created": 3})
    assert [(file.name, file.rows, file.summary) for file in read_files(house.workspace_id)] == [
        ("lost.csv", 3, {"created": 3})
    ]


def test_a_workspace_that_is_not_there_is_said(house):
    assert read_workspace(house.workspace_id).owner_id == house.owner_id
    with pytest.raises(LookupError, match="there is no workspace"):
        read_workspace(house.owner_id)


def test_the_owner_may_be_nobody(house):
    lost = lose_a_deal(house)
    Deal.objects.within(house.workspace_id).update(owner=None)
    write_claim(house.writing(noon(TODAY)), lost.loss_id, lost.deal_id, Source.BUYER, ClaimKind.REASON, "price")
    assert read_deal(house.workspace_id, lost.deal_id, house.owner_id).owner == ""
    assert lost_deals(house)[0].owner == ""
