"""Taking the book along: no cell is a formula, and our own import reads everything back as it was."""

import csv
import io
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from rekindle.book.models import Loss
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import import_deals
from rekindle.desk.exporting import export_book, export_list, export_rejected
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.book import show_book
from rekindle.desk.show.book_views import BookAsk
from rekindle.desk.verbs import claim_reason, lose_again, merge, reopen, respect_no, win
from rekindle.intake.own import read_claims, write_claim
from rekindle.intake.quoting import neutralise, restore
from rekindle.terms.losses import ClaimKind, DealKind, Reason, Source, Verdict
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_member, make_workspace

LIVE = ("=", "+", "-", "@", "\t", "\r")
ATTACKS = ['=cmd|"/c calc"!A1', "+1+1", "-2+3", "@SUM(A1)", "\tx", "'=1", "'quoted'", "plain"]


@given(st.text(alphabet="'=+-@\t\rab ", max_size=12))
def test_whatever_is_written_is_read_back_as_it_was_and_is_no_formula(text):
    assert restore(neutralise(text)) == text
    assert not neutralise(text).startswith(LIVE)


@given(st.lists(st.tuples(st.sampled_from([*Verdict, *Reason]), st.integers(1, 9), st.text("ab: .1\n "))))
def test_who_said_what_is_read_back_as_it_was(said):
    """Lines are kept; blanks around them need not be."""
    told = [(key, 1 if key in Verdict else rank, "\n".join(words.splitlines()).strip()) for key, rank, words in said]
    kinds = [ClaimKind.VERDICT if key in Verdict else ClaimKind.REASON for key, *_ in told]
    lines = [write_claim(kind, *one) for kind, one in zip(kinds, told, strict=True)]

    claims, rest = read_claims("\n".join(lines), Source.BUYER)

    read = [(one.kind, one.key, one.rank, one.quote) for one in claims]
    assert (read, rest) == ([(kind, *one) for kind, one in zip(kinds, told, strict=True)], "")


def export_rows(house, form="csv", ask=None):
    """Export and return the rows as a spreadsheet reads them."""
    content = export_book(acting(house, NOW + timedelta(minutes=1)), form, ask).content
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(sqlite_book, form):
    house = make_workspace()
    for attack in ATTACKS:
        lose_a_deal(house, account=f"{attack} A", person=f"{attack} P", quote=attack, product=f"{attack} D")

    rows = export_rows(house, form)

    assert len(rows) == len(ATTACKS) + 1
    assert [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith(LIVE)] == []
    if form == "xlsx":
        content = export_book(acting(house), form).content
        cells = [cell for row in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_an_export_brought_in_elsewhere_says_the_same(sqlite_book, form):
    house, other = make_workspace(), make_workspace("other")
    for number, attack in enumerate(["=1+1 Clinic", "@home", "'quoted' Hospital", "Tamarack Regional"]):
        lose_a_deal(
            house, account=attack, person=f"Person {number}", mail=f"p{number}@x.example", product=f"+{number} towers"
        )
    content = export_book(acting(house), form).content

    report = import_deals(acting(other), new_key(), content=content, name=f"book.{form}")

    assert (report.created, report.rejected) == (4, 0)
    for name, columns in {
        "accounts": ("name",),
        "deals": ("name", "amount_minor", "currency", "status", "kind"),
        "losses": ("lost_on", "competitor"),
        "people": ("name", "title", "has_mail", "has_phone"),
    }.items():
        assert pick(rows_of(other, name), *columns) == pick(rows_of(house, name), *columns)


def test_what_the_page_lists_is_taken_along_in_its_order(sqlite_book):
    house = make_workspace()
    colleague = make_member(house)
    rows = (("Tamarack", 300, "budget", None), ("Bellhaven", 900, "price", None), ("Lakemont", 100, "price", colleague))
    for name, amount, reason, owner in rows:
        mail = f"x@{name}.example"
        lose_a_deal(house, account=name, mail=mail, amount_minor=amount, reason=reason, owner_id=owner)
    twin = lose_a_deal(house, account="Tamarack", mail="y@tamarack.example", product="Carts")
    other = lose_a_deal(house, account="Tamarack", mail="z@tamarack.example", product="Trolley")
    merge(acting(house), new_key(), table="deal", this_id=other.deal_id, is_id=twin.deal_id)
    plan_workspace(house.workspace_id, NOW)

    asks = [
        BookAsk(),
        BookAsk(sort="amount"),
        BookAsk(sort="account", reason="price"),
        BookAsk(whose=str(colleague), view="board"),
        BookAsk(query="trolley"),
        BookAsk(query="tama"),
        BookAsk(standing="resting", query="no such word"),
    ]
    for ask in asks:
        listed = [row.deal_id.hex for row in show_book(acting(house), replace(ask, view="table")).rows]
        assert [row[0] for row in export_rows(house, ask=ask)[1:]] == listed
        told = [row.standing_words for row in show_book(acting(house), replace(ask, view="table")).rows]
        head, *rows = export_rows(house, ask=ask)
        assert [row[head.index("Standing")] for row in rows] == told
    found = [len(export_rows(house, ask=ask)) - 1 for ask in asks]
    assert found == [4, 4, 2, 1, 1, 2, 0]
    assert other.deal_id.hex not in {row[0] for row in export_rows(house)}


def test_an_export_is_of_ones_own_workspace_and_of_a_format_there_is(sqlite_book):
    house, other = make_workspace(), make_workspace("other")
    lose_a_deal(other)

    assert export_rows(house)[1:] == []
    with pytest.raises(RefusedError, match="choose csv or xlsx"):
        export_book(acting(house), "pdf")


def test_rejected_rows_come_back_with_their_reasons(sqlite_book):
    house = make_workspace()
    content = b"Account,Deal,Status,Lost on,Amount\nTamarack,Towers,Lost,2026-03-02,10\nA,B,Lost,2026-03-03,20,=more\n"
    report = import_deals(acting(house), new_key(), content=content, name="mine.csv")

    found = export_rejected(acting(house), UUID(report.file_id))
    rows = list(csv.reader(io.StringIO(found.content.decode("utf-8-sig"), newline="")))

    assert (report.created, report.rejected, found.name) == (1, 1, "mine - not taken.csv")
    assert rows[0][-1] == "Why it was not taken"
    assert rows[1][:2] == ["A", "B"]
    assert rows[1][-1].startswith("Amount: it has 6 cells under 5 columns")
    with pytest.raises(RefusedError, match="no such file"):
        export_rejected(acting(make_workspace("other")), UUID(report.file_id))


def list_rows(house, name, form="csv", **asked):
    """Take a list along and return its rows as a spreadsheet reads them."""
    content = export_list(acting(house, NOW + timedelta(minutes=1)), name, form, **asked).content
    if form == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.iter_rows(values_only=True)]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_the_other_pages_list_is_taken_along_without_a_formula(sqlite_book, form):
    house = make_workspace()
    row = "=1+1 Clinic,Towers,Closed Lost,2026-02-11,12500.50,USD,budget,Ann Lee,a@x.example"
    header = "Account,Deal,Stage,Close Date,Amount,Currency,Lost reason,Contact,Email"
    import_deals(acting(house), new_key(), content=f"{header}\n{row}\n".encode(), name="lost.csv")

    untold = list_rows(house, "debriefs", form, everybody=True)
    today, library = list_rows(house, "today", form), list_rows(house, "library", form)

    assert untold[0] == ["Account", "Deal", "Owner", "Amount", "Currency", "Competitor", "Lost on"]
    assert [row[0] for row in untold[1:]] == ["'=1+1 Clinic"]
    assert [float(row[3]) for row in untold[1:]] == [12_500.5]
    assert today[0][:3] == ["Group", "Account", "Contact"]
    assert {row[1] for row in today[1:]} <= {"'=1+1 Clinic"}
    assert (library[0][0], len(library) > 3) == ("Title", True)
    assert list_rows(house, "signals", form) == [["Kind", "About", "On", "Words", "Noted by", "Unlocks"]]


def test_a_list_nobody_has_or_that_is_not_for_everybody_is_refused(sqlite_book):
    house = make_workspace()
    rep = acting(house, member_id=make_member(house, "Rita Rep"))

    for actor, name, words in ((acting(house), "secrets", "There is no list"), (rep, "coach", "Coach is for coaches")):
        with pytest.raises(RefusedError, match=words):
            export_list(actor, name)


def book_to_take(house):
    """Lose deals of every kind, with words of several, with a reason only, with columns nobody understood."""
    content = (
        "Account,Deal,Stage,Close Date,Amount,Currency,Lost reason,Contact,Title,Email,Competitor,Owner,Gate code\n"
        "Elm,Towers,Closed Lost,2026-02-11,2500.5,EUR,frozen until July,Ann Lee,CFO,a@x.example,Stryker,Sam,'=7\n"
        "Bellhaven,Carts,Closed Lost,2026-01-11,900,JPY,they went with price,Bo Kim,,b@y.example,,Maya,\n"
        "Lakemont,Lamps,Closed Lost,2026-02-12,,,,,,,,,G9\n"
    )
    import_deals(acting(house), new_key(), content=content.encode(), name="lost.csv")
    twins = [
        lose_a_deal(house, account="Alder", person=at, mail=f"{at}@alder.example", quote="") for at in ("Xu", "Yi")
    ]
    for twin, source, reason, words in (
        (0, Source.REP, Reason.PRODUCT_QUALITY, ""),
        (1, Source.REP, Reason.PRICE, "=10 k over"),
        (1, Source.BUYER, Reason.PRICE, "too dear by far"),
    ):
        deal_id = twins[twin].deal_id
        claim_reason(acting(house), new_key(), deal_id=deal_id, source=source, reason=reason, words=words)
    cedar = lose_a_deal(house, account="Cedar", person="Cy", mail="c@c.example", kind=DealKind.ACCOUNT, quote="")
    respect_no(acting(house), new_key(), deal_id=cedar.deal_id, whole_account=True)
    dogwood = lose_a_deal(house, account="Dogwood", person="Di", mail="d@d.example")
    reopen(acting(house), new_key(), deal_id=dogwood.deal_id)
    lose_again(acting(house), new_key(), deal_id=dogwood.deal_id, reason=Reason.TIMING, words="=next year\n1. price")
    no = {"person_id": dogwood.person_id, "said_how": "wrote", "words": "Please stop writing to me."}
    respect_no(acting(house), new_key(), deal_id=dogwood.deal_id, **no)
    claim_reason(
        acting(house), new_key(), deal_id=dogwood.deal_id, source=Source.MANAGER, reason=Reason.SERVICE, rank=2
    )
    elder = lose_a_deal(house, account="Elder", person="El", mail="e@e.example")
    win(acting(house), new_key(), deal_id=elder.deal_id)
    plan_workspace(house.workspace_id, NOW)


def days_of(house):
    """Return the days of losses with how well each is known; one that a member gave was said."""
    losses = Loss.objects.within(house.workspace_id).values_list("lost_on", "lost_on_quality", "number")
    return sorted((on, quality or "said", number) for on, quality, number in losses)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_book_taken_along_changes_nothing_where_it_is_from_and_says_the_same_elsewhere(
    sqlite_book, without_mornings, form
):
    house, other = make_workspace(), make_workspace("other")
    book_to_take(house)
    before, taken = record_of(house), export_book(acting(house), form).content
    back = export_book(acting(house), form, BookAsk(standing="won_back")).content

    def bring(where, content):
        return import_deals(acting(where), new_key(), content=content, name=f"again.{form}")

    again, elsewhere = bring(house, taken), bring(other, taken)
    assert [(one.rows, one.skipped, one.created) for one in (bring(house, back), bring(other, back))] == [
        (1, 1, 0),
        (1, 0, 1),
    ]
    back = bring(house, export_book(acting(other), form).content)

    assert (elsewhere.created, elsewhere.rejected, elsewhere.questions) == (7, 0, ())
    assert [(one.created, one.updated, one.skipped) for one in (again, back)] == [(0, 0, 7)] * 2
    assert record_of(house) == before
    assert again.unmapped == ("Gate code",)
    assert "'Because' and 'Standing' are left out of the book" in again.warnings
    plan_workspace(other.workspace_id, NOW)
    assert sorted(export_rows(other, form), key=str) == sorted(export_rows(house, form), key=str)
    said = ("source", "kind", "key", "rank", "quote")
    assert pick(rows_of(other, "returns"), "kind") == pick(rows_of(house, "returns"), "kind") == [("reopen",), ("win",)]
    assert days_of(other) == days_of(house)
    assert {quality for _, quality, _ in days_of(other)} == {"closed", "said"}
    products = [row[export_rows(other, form)[0].index("Products")] for row in export_rows(other, form)]
    assert products.count("Vantage 4K") == 4
    told = {row for row in pick(rows_of(house, "claims"), *said) if row[0] != "import"}
    assert (Source.REP, "reason", "timing", 1, "=next year\n1. price") in told
    assert {row for row in pick(rows_of(other, "claims"), *said) if row[0] != "import"} == told
