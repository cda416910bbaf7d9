"""Two records that are one thing: a link that keeps everything, counts as one, and can be undone."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from rekindle.book.facts import facts
from rekindle.book.models import Deal, Person, Suppression
from rekindle.book.read.matching import read_proposals
from rekindle.book.write.writing import alive
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

LATER = NOW + timedelta(minutes=5)


def two_deals(house):
    """Lose a deal at an organisation that was written in two ways, with one person written in two ways."""
    one = lose_a_deal(house)
    other = lose_a_deal(
        house,
        account="Tamarack Regional Hospital",
        person="L. Whitfield",
        mail="l.whitfield@tamarack.example",
        lost_on=date(2026, 5, 1),
        product="Carts",
    )
    return one, other


def merge(house, table, this_id, is_id, minutes=1):
    """Merge as the owner, some minutes from now."""
    at = NOW + timedelta(minutes=minutes)
    return verbs.merge(acting(house, at), new_key(), table=table, this_id=this_id, is_id=is_id)


def test_merged_accounts_are_told_as_one_and_an_undo_tells_them_apart_again(book):
    house = make_workspace()
    one, other = two_deals(house)
    before = record_of(house)

    done = merge(house, "account", other.account_id, one.account_id)
    merged = record_of(house, LATER)
    verbs.undo(acting(house, NOW + timedelta(minutes=6)), new_key())

    assert done.label == "One organisation now: Tamarack Regional Hospital is Tamarack Regional"
    assert pick(merged["accounts"], "name") == [("Tamarack Regional",)]
    assert {row["account_id"] for row in merged["deals"]} == {one.account_id.hex}
    assert {name: len(rows) for name, rows in merged.items()} == {
        name: len(rows) - (name == "accounts") for name, rows in before.items()
    }
    assert record_of(house, NOW + timedelta(minutes=7)) == before


def test_one_account_is_read_with_all_that_belongs_to_it_after_a_merge(book):
    house = make_workspace()
    one, other = two_deals(house)
    merge(house, "account", other.account_id, one.account_id)
    merge(house, "person", other.person_id, one.person_id, 2)

    whole = facts(house.workspace_id, LATER)
    for account_id in (one.account_id, other.account_id):
        alone = facts(house.workspace_id, LATER, account_id=account_id)
        assert {name: pick(table.to_pylist(), *table.column_names) for name, table in alone.items()} == {
            name: pick(table.to_pylist(), *table.column_names) for name, table in whole.items()
        }


def test_the_strictest_consent_of_two_merged_people_holds_for_both(book):
    house = make_workspace()
    one, other = two_deals(house)
    verbs.respect_no(acting(house), new_key(), person_id=other.person_id, said_how="wrote")

    merge(house, "person", other.person_id, one.person_id)

    entries = rows_of(house, "suppressions", LATER)
    assert [(row["person_id"], row["channel"], row["origin"]) for row in entries] == [
        (one.person_id.hex, None, "person")
    ]
    with pytest.raises(RefusedError, match="left alone"):
        verbs.closing_note(
            acting(house, LATER),
            new_key(),
            deal_id=one.deal_id,
            person_id=one.person_id,
            channel="mail",
            words="Thank you.",
        )


def test_a_merge_moves_nothing_and_no_row_is_lost(book):
    house = make_workspace()
    one, other = two_deals(house)

    merge(house, "account", other.account_id, one.account_id)
    merge(house, "person", other.person_id, one.person_id, 2)
    merge(house, "deal", other.deal_id, one.deal_id, 3)

    deals = alive(Deal.objects.within(house.workspace_id), house.writing())
    assert set(deals.values_list("account_id", flat=True)) == {one.account_id, other.account_id}
    assert alive(Person.objects.within(house.workspace_id), house.writing()).count() == 2
    assert Suppression.objects.within(house.workspace_id).count() == 0
    assert pick(rows_of(house, "losses", LATER), "deal_id", "number") == [(one.deal_id.hex, 1), (one.deal_id.hex, 2)]
    assert len(rows_of(house, "claims", LATER)) == 4


def test_what_is_one_already_or_not_here_is_refused(book):
    house, elsewhere = make_workspace(), make_workspace("elsewhere")
    one, other = two_deals(house)
    strange = lose_a_deal(elsewhere)
    merge(house, "account", other.account_id, one.account_id)

    with pytest.raises(RefusedError, match="are one organisation already"):
        merge(house, "account", one.account_id, other.account_id, 2)
    with pytest.raises(RefusedError, match="no such account"):
        merge(house, "account", one.account_id, strange.account_id, 2)
    with pytest.raises(RefusedError, match="nothing of the kind"):
        merge(house, "touch", one.account_id, other.account_id, 2)


FILE = b"""Opportunity ID,Opportunity Name,Account Name,Stage,Close Date,Amount,Contact,Email
0061t0000000001AAA,Towers,Tamarack Regional,Closed Lost,2026-03-02,620000,Lena Whitfield,lena@tam.example
0061t0000000002AAA,Carts,Tamarack Regional Hospital,Closed Lost,2026-05-04,90000,Ray Ortiz,ray@tam.example
0061t0000000003AAA,Lights,Tamarack Regional,Closed Lost,2026-06-01,40000,L. Whitfield,l.whitfield@tam.example
"""


def test_near_matches_of_a_file_are_proposed_and_nothing_is_merged(book):
    house = make_workspace()

    report = import_deals(acting(house), new_key(), content=FILE, name="lost.csv")

    proposals, count = read_proposals(house.workspace_id)
    assert (report.proposed, count) == (2, 2)
    assert [(one.table, one.evidence) for one in proposals] == [
        ("account", "the names differ only in hospital"),
        ("person", "the same family name, one first name cut short, at the same organisation"),
    ]
    assert len(rows_of(house, "accounts")) == 2


def test_a_proposal_is_accepted_or_refused_once_and_a_refusal_is_remembered(book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    (account, person), _ = read_proposals(house.workspace_id)

    verbs.accept_proposal(acting(house, NOW + timedelta(minutes=1)), new_key(), proposal_id=account.proposal_id)
    refused = verbs.refuse_proposal(
        acting(house, NOW + timedelta(minutes=2)), new_key(), proposal_id=person.proposal_id
    )
    newer = FILE.replace(b"620000", b"630000")
    again = import_deals(acting(house, NOW + timedelta(minutes=3)), new_key(), content=newer, name="newer.csv")

    assert refused.label == "Two, not one: Lena Whitfield and L. Whitfield"
    assert pick(rows_of(house, "accounts", LATER), "name") == [("Tamarack Regional",)]
    assert (again.proposed, read_proposals(house.workspace_id)[1]) == (0, 0)
    with pytest.raises(RefusedError, match="decided already"):
        verbs.accept_proposal(acting(house, LATER), new_key(), proposal_id=person.proposal_id)


def test_undoing_what_was_said_to_a_proposal_opens_it_again(book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    (account, _), _ = read_proposals(house.workspace_id)
    verbs.accept_proposal(acting(house, NOW + timedelta(minutes=1)), new_key(), proposal_id=account.proposal_id)

    verbs.undo(acting(house, NOW + timedelta(minutes=2)), new_key())

    assert read_proposals(house.workspace_id)[1] == 2
    assert len(rows_of(house, "accounts", LATER)) == 2


def test_a_newer_file_finds_the_deals_of_a_merged_account(book):
    house = make_workspace()
    import_deals(acting(house), new_key(), content=FILE, name="lost.csv")
    (account, _), _ = read_proposals(house.workspace_id)
    verbs.accept_proposal(acting(house, NOW + timedelta(minutes=1)), new_key(), proposal_id=account.proposal_id)
    bare = b"Deal,Account,Status,Lost on\nCarts,Tamarack Regional,Lost,2026-05-04\n"

    report = import_deals(acting(house, NOW + timedelta(minutes=2)), new_key(), content=bare, name="mine.csv")

    assert (report.created, len(rows_of(house, "deals", LATER))) == (0, 3)
    assert UUID(rows_of(house, "accounts", LATER)[0]["account_id"]) == account.this_id


def test_what_is_alike_at_accounts_that_became_one_is_proposed_at_once_until_they_are_two_again(sqlite_book):
    house = make_workspace()
    one = lose_a_deal(house, person="Lena Whitfield", mail="")
    other = lose_a_deal(
        house, account="St. Mary", person="Len Whitfield", mail="lw@mary.example", product="Vantage 4K s"
    )
    deals = Deal.objects.within(house.workspace_id)
    deals.update(name="Vantage 4K towers", name_key="vantage 4k towers")

    def proposed():
        return [(found.table, found.evidence) for found in read_proposals(house.workspace_id)[0]]

    assert proposed() == []
    done = merge(house, "account", other.account_id, one.account_id)
    alike = [
        ("deal", "the same organisation, the same name, the same amount, lost on the same day"),
        ("person", "the same family name, one first name cut short, at the same organisation"),
    ]
    assert (done.result["proposed"], proposed()) == (2, alike)
    verbs.undo(acting(house, NOW + timedelta(minutes=2)), new_key())
    assert proposed() == []
    merge(house, "account", other.account_id, one.account_id, 3)
    assert proposed() == alike
