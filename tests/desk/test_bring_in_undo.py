"""Taking a file back: what nothing later names goes, the rest stays and is said, and so does a no that others say."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection

from rekindle.book.models import Note
from rekindle.book.settled import unsettled_deals
from rekindle.book.write.writing import record
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from rekindle.desk.verbs import taking_back_files
from rekindle.terms.touches import Channel, Outcome
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, make_member, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

FILE = b"""Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Amount,Owner,Contact,Email,Email Opt Out
0061t0000000001AAA,Towers,Tamarack Regional,Closed Lost,2026-03-02,620000,Maya Brandt,Lena Whitfield,l@t.example,false
0061t0000000002AAA,Carts,Bellhaven Clinic,Closed Lost,2026-05-04,90000,Maya Brandt,Ray Ortiz,ray@bellhaven.example,true
0061t0000000003AAA,Lights,Bellhaven Clinic,Closed Won,2026-06-01,40000,Maya Brandt,Ray Ortiz,ray@bellhaven.example,true
"""
NEWER = FILE.replace(b"620000,Maya Brandt", b"700000,Priya Kapoor").replace(
    b"Closed Lost,2026-03", b"Lost on price,2026-03"
)


def bring_in(house, minutes=0, content=FILE):
    """Bring a file in as the owner, some minutes from now."""
    at = NOW + timedelta(minutes=minutes)
    return import_deals(acting(house, at), new_key(), content=content, name="lost.csv")


def take_back(house, report, minutes):
    """Take a file back as the owner, some minutes from now."""
    return verbs.undo(acting(house, NOW + timedelta(minutes=minutes)), new_key(), command_id=UUID(report.command))


def deals_at(house, minutes):
    """Return name, account's deals and amount as known some minutes from now."""
    return pick(rows_of(house, "deals", NOW + timedelta(minutes=minutes)), "name", "amount_minor", "status")


def test_a_deal_with_a_colleagues_work_on_it_stays_and_is_named(book):
    house = make_workspace()
    report = bring_in(house)
    (towers,) = [row for row in rows_of(house, "deals") if row["name"] == "Towers"]
    verbs.log_touch(
        acting(house, NOW + timedelta(minutes=1), make_member(house)),
        new_key(),
        deal_id=UUID(towers["deal_id"]),
        outcome=Outcome.SPOKE,
        channel=Channel.CALL,
    )

    done = take_back(house, report, 2)

    assert done.label.endswith("One deal with something newer on it stays")
    assert done.result["stays"] == ["Tamarack Regional, Towers: one contact by Priya Kapoor"]
    assert deals_at(house, 2) == [("Towers", 62_000_000, "lost")]
    later = NOW + timedelta(minutes=2)
    assert pick(rows_of(house, "people", later), "name", "has_mail") == [("Lena Whitfield", True)]
    assert pick(rows_of(house, "losses", later), "amount_minor") == [(62_000_000,)]
    assert unsettled_deals(house.workspace_id) == []


def test_values_that_a_newer_file_overwrote_are_back_when_it_is_taken_back(book):
    house = make_workspace()
    bring_in(house)
    before = sorted(rows_of(house, "deals"), key=repr)

    newer = bring_in(house, 1, NEWER)
    between = deals_at(house, 1)
    take_back(house, newer, 2)

    assert newer.updated == 1
    assert ("Towers", 70_000_000, "lost") in between
    assert sorted(rows_of(house, "deals", NOW + timedelta(minutes=2)), key=repr) == before


def test_what_an_older_file_knew_earlier_is_known_later_again_when_it_is_taken_back(book):
    house = make_workspace()
    bring_in(house)
    then = datetime(2025, 6, 1, tzinfo=UTC)

    older = bring_in(house, 1, FILE.replace(b"0061t", b"0061s").replace(b",2026-", b",2025-"))
    between = pick(rows_of(house, "people", then), "name", "has_mail")
    take_back(house, older, 2)

    assert between == [("Lena Whitfield", True), ("Ray Ortiz", True)]
    assert rows_of(house, "people", then) == []
    assert pick(rows_of(house, "people", NOW + timedelta(minutes=2)), "name") == [("Lena Whitfield",), ("Ray Ortiz",)]


def test_a_value_that_was_changed_again_stays_and_is_said(book):
    house = make_workspace()
    bring_in(house)
    newer = bring_in(house, 1, NEWER)
    bring_in(house, 2, NEWER.replace(b"700000", b"810000"))

    done = take_back(house, newer, 3)

    assert done.label.endswith("One value changed again since stays")
    assert ("Towers", 81_000_000, "lost") in deals_at(house, 3)


def test_a_no_that_another_file_says_too_stays(book):
    house = make_workspace()
    first = bring_in(house)
    second = bring_in(house, 1, FILE.replace(b"90000", b"91000"))

    done = take_back(house, first, 2)
    entries = rows_of(house, "suppressions", NOW + timedelta(minutes=2))
    take_back(house, second, 3)

    assert "stay" in done.label
    assert len(entries) == 1
    assert rows_of(house, "suppressions", NOW + timedelta(minutes=3)) == []


def test_a_file_brought_in_again_leaves_alone_again_whom_it_left_alone(book):
    house = make_workspace()
    take_back(house, bring_in(house), 1)

    bring_in(house, 2)

    assert len(rows_of(house, "suppressions", NOW + timedelta(minutes=2))) == 1


def test_after_thirty_days_a_file_is_not_taken_back(book):
    house = make_workspace()
    report = bring_in(house)

    with pytest.raises(RefusedError, match="more than 30 days ago"):
        take_back(house, report, 31 * 24 * 60)

    assert len(deals_at(house, 1)) == 3


def test_an_account_known_by_its_id_only_gets_its_name_when_a_file_knows_it(book):
    house = make_workspace()
    deals = b"""Id,AccountId,Name,StageName,CloseDate,IsClosed,IsWon
0061t0000000009AAA,0011t0000000007AAA,Towers,Closed Lost,2026-03-02,true,false
"""
    accounts = b"""Id,IsDeleted,Name,Type,BillingCountry,OwnerId,CreatedDate,Industry,ParentId
0011t0000000007AAA,false,Tamarack Regional,,US,,2020-01-01,,
"""
    import_deals(acting(house), new_key(), content=deals, name="deals.csv")
    before = pick(rows_of(house, "accounts"), "name")
    later = acting(house, NOW + timedelta(minutes=1))
    report = import_deals(later, new_key(), content=accounts, name="accounts.csv", kind="accounts")
    after = pick(rows_of(house, "accounts", later.at), "name")

    take_back(house, report, 2)

    assert (len(before), before == after) == (1, False)
    assert after == [("Tamarack Regional",)]
    assert pick(rows_of(house, "accounts", NOW + timedelta(minutes=2)), "name") == before


def test_a_switchboard_makes_no_one_person_and_its_no_binds_calls_only(book):
    house = make_workspace()
    content = b"""Opportunity Name,Account Name,Stage,Close Date,Contact,Phone,Email,Do Not Call
Towers,Tamarack Regional,Closed Lost,2026-03-02,Lena Whitfield,+1 612 5550100,lena@tam.example,true
Carts,Tamarack Regional,Closed Lost,2026-05-04,Ray Ortiz,+1 612 5550100,ray@tam.example,false
Lights,Tamarack Regional,Closed Lost,2026-05-05,Ada Byrne,+1 612 5550100,ada@tam.example,false
"""
    import_deals(acting(house), new_key(), content=content, name="lost.csv")
    (lena,) = [row for row in rows_of(house, "people") if row["name"] == "Lena Whitfield"]

    verbs.respect_no(acting(house, NOW + timedelta(minutes=1)), new_key(), person_id=UUID(lena["person_id"]))

    later = NOW + timedelta(minutes=1)
    names = {row["person_id"]: row["name"] for row in rows_of(house, "people", later)}
    bound = {(names[row["person_id"]], row["channel"]) for row in rows_of(house, "suppressions", later)}
    assert sorted(names.values()) == ["Ada Byrne", "Lena Whitfield", "Ray Ortiz"]
    assert bound == {
        ("Lena Whitfield", None),
        ("Ray Ortiz", "call"),
        ("Ray Ortiz", "message"),
        ("Ada Byrne", "call"),
        ("Ada Byrne", "message"),
    }


def test_a_form_sent_again_after_its_file_was_taken_back_brings_it_in_again(sqlite_book):
    house = make_workspace()
    key = new_key()
    first = import_deals(acting(house), key, content=FILE, name="lost.csv")
    take_back(house, first, 1)

    again = import_deals(acting(house, NOW + timedelta(minutes=2)), key, content=FILE, name="lost.csv")

    assert (again.created, len(deals_at(house, 2))) == (3, 3)


def test_one_that_stops_on_the_way_goes_on_when_it_is_said_again_and_comes_to_the_same(book, monkeypatch):
    house = make_workspace()
    bring_in(house)
    later = NOW + timedelta(hours=1)
    before = said_of(house, later)
    more = NEWER + b"".join(
        b"006%d,Deal %d,House %d,Closed Lost,2026-04-0%d,500,Ana,Ann %d,a%d@h.example,true\n" % ((n,) * 6)
        for n in range(1, 8)
    )
    report = bring_in(house, minutes=1, content=more)
    monkeypatch.setattr(taking_back_files, "STEP", 4)
    monkeypatch.setattr(taking_back_files, "NOES", 2)
    stopped = 0
    for point in (40, 90, 140):
        with connection.execute_wrapper(stop_at(point)), pytest.raises(RuntimeError, match="the light went out"):
            take_back(house, report, 2)
        stopped += before != said_of(house, later)

    done = take_back(house, report, 2)

    assert stopped == 3
    assert (done.result["stays"], said_of(house, later)) == ([], before)
    assert bring_in(house, minutes=3, content=more).created == 7


def said_of(house, at):
    """Return the record but for the members: who was named as an owner stays one."""
    return {name: rows for name, rows in record_of(house, at).items() if name != "members"}


def stop_at(point):
    """Break a connection at its n-th statement of SQL."""
    left = iter(range(1, point))

    def run(execute, *said):
        if next(left, None) is None:
            raise RuntimeError("the light went out")
        return execute(*said)

    return run


def test_a_deal_that_is_worked_on_while_its_file_goes_stays_whole(book, monkeypatch):
    house = make_workspace()
    report = bring_in(house)
    (towers,) = [row for row in rows_of(house, "deals") if row["name"] == "Towers"]
    monkeypatch.setattr(taking_back_files, "STEP", 1)
    verbs_said = []
    usual = taking_back_files._holding

    def work_first(writing, back):
        if not verbs_said:
            verbs_said.append(record(writing, Note, deal_id=UUID(towers["deal_id"]), words="They rang."))
        return usual(writing, back)

    monkeypatch.setattr(taking_back_files, "_holding", work_first)

    done = take_back(house, report, 2)

    assert done.result["stays"] == ["Tamarack Regional, Towers: one note by Maya Brandt"]
    later = NOW + timedelta(minutes=2)
    assert deals_at(house, 2) == [("Towers", 62_000_000, "lost")]
    assert pick(rows_of(house, "losses", later), "amount_minor") == [(62_000_000,)]
    assert pick(rows_of(house, "people", later), "name", "has_mail") == [("Lena Whitfield", True)]


def test_what_was_merged_by_hand_or_named_by_another_file_stays_and_is_listed(book):
    house = make_workspace()
    bring_in(house, content=b"Account,Deal,Status\nOld House,Old deal,Lost\n")
    report = bring_in(house, 1)
    accounts = {row["name"]: UUID(row["account_id"]) for row in rows_of(house, "accounts", NOW + timedelta(minutes=1))}
    verbs.merge(
        acting(house, NOW + timedelta(minutes=2)),
        new_key(),
        table="account",
        this_id=accounts["Bellhaven Clinic"],
        is_id=accounts["Old House"],
    )
    bring_in(house, 3, b"Full Name,Email,Company\nLena Whitfield,lena@tamarack.example,Tamarack Regional\n")

    done = take_back(house, report, 4)

    assert "Two accounts and people that something newer names stay" in done.label
    assert done.result["stays"] == [
        "Bellhaven Clinic: one merge by Maya Brandt",
        "Lena Whitfield: one address by Maya Brandt",
    ]
