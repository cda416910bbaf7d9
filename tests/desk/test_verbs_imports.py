"""A file taken back, and people left alone whatever a file says."""

from datetime import timedelta

import pytest

from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals, list_questions
from tests.desk.support import acting, new_key, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_workspace

FILE = b"""Opportunity Name,Account Name,Stage,Close Date,Amount,Loss Reason,Contact,Email,Email Opt Out
Towers,Tamarack Regional,Closed Lost,2026-03-02,620000,Budget,Dr. Lena Whitfield,lena.whitfield@tamarack.example,false
Carts,Bellhaven Clinic,Closed Lost,2026-05-04,90000,Price,Ray Ortiz,ray@bellhaven.example,true
Lights,Bellhaven Clinic,Closed Won,2026-06-01,40000,,Ray Ortiz,ray@bellhaven.example,true
"""


def bring_in(house, at=NOW):
    """Bring the file in as the owner."""
    return import_deals(acting(house, at), new_key(), content=FILE, name="lost.csv")


def test_an_import_is_taken_back_whole_and_can_be_brought_in_again(book):
    house = make_workspace()
    before = record_of(house)

    first = bring_in(house)
    during = record_of(house)
    done = verbs.undo(acting(house, NOW + timedelta(minutes=1)), new_key())
    after = record_of(house, NOW + timedelta(minutes=1))
    second = bring_in(house, NOW + timedelta(minutes=2))

    assert (first.created, len(during["deals"])) == (3, 3)
    assert done.label.startswith("Undone: Brought in lost.csv")
    assert {name: rows for name, rows in after.items() if name not in {"suppressions", "members"}} == {
        name: rows for name, rows in before.items() if name not in {"suppressions", "members"}
    }
    assert (second.created, len(record_of(house, NOW + timedelta(minutes=2))["deals"])) == (3, 3)


@pytest.mark.parametrize("said_how", ["", "wrote"])
def test_who_is_left_alone_stays_so_whatever_a_file_says(book, said_how):
    house = make_workspace()
    lost = lose_a_deal(house)
    verbs.respect_no(acting(house), new_key(), person_id=lost.person_id, said_how=said_how)

    bring_in(house, NOW + timedelta(minutes=1))

    later = NOW + timedelta(minutes=2)
    alone = {row["person_id"] for row in rows_of(house, "suppressions", later)}
    named = {row["person_id"] for row in rows_of(house, "people", later) if row["name"] == "Dr. Lena Whitfield"}
    assert named <= alone
    assert lost.person_id.hex in alone


def test_an_opt_out_in_a_file_leaves_alone_and_is_answered_with_the_file(book):
    house = make_workspace()

    bring_in(house)
    people = {row["person_id"]: row["name"] for row in rows_of(house, "people")}
    entries = rows_of(house, "suppressions")
    done = verbs.undo(acting(house, NOW + timedelta(minutes=1)), new_key())

    assert {(people[row["person_id"]], row["origin"]) for row in entries} == {("Ray Ortiz", "import")}
    assert rows_of(house, "suppressions", NOW + timedelta(minutes=1)) == []
    assert "left alone" not in done.label


def test_a_contact_that_names_no_deal_is_about_the_only_one_its_account_lost(sqlite_book):
    house = make_workspace()
    bring_in(house)
    alder = lose_a_deal(house, account="Alder", mail="x@alder.example").account_id
    lose_a_deal(house, account_id=alder, mail="y@alder.example")
    calls = b"Name,Account,Call Date,Call Type,Status\n%s\n"
    named = enumerate(("Bellhaven Clinic", "Alder", "Nobody"), 1)
    rows = [f"C-{n},{who},2026-05-0{n},Detail Only,Submitted" for n, who in named]

    report = import_deals(acting(house), new_key(), content=calls % "\n".join(rows).encode(), name="calls.csv")

    deals = {row["deal_id"]: row["name"] for row in rows_of(house, "deals")}
    assert [deals[row["deal_id"]] for row in rows_of(house, "touches")] == ["Carts"]
    assert [row.words.split(",")[0] for row in report.rejected_rows] == [
        "it names no deal",
        "no deal here has that id or name; bring in the deals first",
    ]


def test_what_a_file_of_orders_leaves_open_is_answered_before_it_comes_in(sqlite_book):
    house = make_workspace()
    lines = "".join(f"K{n % 3},0{n % 9 + 1}/0{n % 5 + 1}/2024,{n + 10}\n" for n in range(40))
    said = {"content": f"Who,Bestelltag,Total\n{lines}".encode(), "name": "orders.csv", "kind": "orders"}
    answers = {"order.customer": "Who", "order.date": "Bestelltag"}

    def look(**more):
        return import_deals(acting(house), "", **said, **more, dry_run=True, preview=True)

    first, second = look(), look(mapping=answers)
    settled = look(mapping={**answers, "Bestelltag": "order.date@dmy"})

    assert [(ask.column, ask.choices) for ask in first.asks] == [
        ("order.customer", ("Who",)),
        ("order.date", ("Bestelltag",)),
    ]
    assert [(one.column, one.field) for one in first.columns][2] == ("Total", "order.amount")
    assert [ask.choices for ask in second.asks] == [("order.date@dmy", "order.date@mdy")]
    assert (settled.asks, settled.rows) == ((), 3)
    for mapping in ({}, answers):
        with pytest.raises(RefusedError, match=r"say which|which column is it"):
            import_deals(acting(house), new_key(), **said, mapping=mapping)
    assert list_questions(acting(house), **said) == first.asks


def test_what_kind_of_list_a_file_is_is_asked_before_its_columns_and_the_answer_reads_it_anew(sqlite_book):
    house = make_workspace()
    lines = "".join(f"{name},{name} Hall,2026-0{n}-11,Rep\n" for n, name in enumerate(("Ann", "Ben", "Cleo"), start=1))
    said = {"content": f"Username,Full name,Last login,Profile\n{lines}".encode(), "name": "users.csv"}

    def look(**more):
        return import_deals(acting(house), "", **said, **more, dry_run=True, preview=True)

    asked = look()
    as_people = look(mapping={"*kind": "people", "Full name": "person.name"})

    assert [ask.column for ask in asked.asks] == ["*kind"]
    assert (asked.kind, asked.created, asked.rows) == ("", 0, 3)
    assert "colleagues are no customers" in asked.asks[0].words
    assert {ask.column for ask in as_people.asks} & {"*kind"} == set()
    assert (as_people.kind, as_people.created) == ("people", 3)
    with pytest.raises(RefusedError, match="there is no kind 'users'"):
        look(mapping={"*kind": "users"})
    with pytest.raises(RefusedError, match=r'--map "\*kind=deals" or --map "\*kind=people"'):
        import_deals(acting(house), new_key(), **said)
    assert list_questions(acting(house), **said) == asked.asks


def test_a_list_of_orders_comes_in_as_one_unasked_and_says_so_and_may_be_said_to_be_deals(sqlite_book):
    house = make_workspace()
    lines = "".join(f"INV-{n},Quill {n % 3},2025-{n % 9 + 1:02d}-{n % 27 + 1:02d},{n + 10}.50\n" for n in range(40))
    said = {"content": f"Invoice No,Customer,Invoice date,Amount\n{lines}".encode(), "name": "invoices.csv"}

    done = import_deals(acting(house), "", **said, dry_run=True)
    answered = import_deals(acting(house), "", **said, mapping={"Amount": "order.amount"}, dry_run=True)
    deals = import_deals(acting(house), "", **said, mapping={"*kind": "deals"}, dry_run=True)

    assert (done.kind, done.rows, done.rejected) == ("orders", 3, 0)
    assert "invoices.csv is read as a list of orders" in done.warnings[0]
    assert (answered.kind, answered.rows) == ("orders", 3)
    assert (deals.kind, deals.rows) == ("deals", 40)
