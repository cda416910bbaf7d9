"""News by list: each line matched to whom it is about, and to exactly the losses it unlocks, before it is kept."""

import io
from datetime import date, timedelta

import openpyxl
import pytest

from rekindle.book.models import Signal
from rekindle.book.write.accounts import write_account
from rekindle.book.write.writing import alive
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.morning import plan_workspace
from rekindle.desk.news.keeping import record_signals
from rekindle.desk.news.lines import read_kind
from rekindle.desk.news.looking import look_at
from rekindle.desk.show.news import show_list, show_news
from rekindle.terms.losses import Verdict
from tests.desk.support import acting, new_key, record_of, rows_of
from tests.support.cast import NOW, lose_a_deal, make_workspace
from tests.support.databases import fill_sqlite, forget_heads, sqlite_copy

LATER = NOW + timedelta(minutes=5)
LOSSES = {
    "Tamarack Regional": ("budget", Verdict.NOT_NOW, "Vantage 4K", "Corvex"),
    "Lakemont Orthopaedic": ("competitor_fit", Verdict.CHOSE_OTHER, "TrueAlign", "Corvex"),
    "Harrow County": ("product_gap", Verdict.NOT_NOW, "Vantage 4K", "Medalis"),
    "Bellhaven Clinic": ("wrong_stakeholder", Verdict.NO_DECISION, "Seren", "Medalis"),
    "Quill River": ("price", Verdict.NO, "Vantage 4K", "Corvex"),
}


def lose_them_all():
    made = make_workspace()
    for at, (account, (reason, verdict, product, competitor)) in enumerate(LOSSES.items()):
        lose_a_deal(
            made,
            account=account,
            person=f"Person {at}",
            mail="",
            lost_on=date(2026, 5, 1),
            reason=reason,
            verdict=verdict,
            product=product,
            competitor=competitor,
        )
    plan_workspace(made.workspace_id, NOW)
    return made


@pytest.fixture(scope="module")
def kept(sqlite_template, tmp_path_factory):
    return fill_sqlite(sqlite_template, tmp_path_factory.mktemp("news") / "kept.sqlite3", lose_them_all)


@pytest.fixture
def house(kept, tmp_path):
    forget_heads()
    path, made = kept
    with sqlite_copy(path, tmp_path / "book.sqlite3"):
        yield made


def look(house, text):
    return look_at(acting(house, LATER), text.encode(), "pasted lines")


def unlocked(house, text):
    """Return which accounts each line unlocks."""
    return [sorted(one.loss.account for one in line.unlocked) for line in look(house, text)]


@pytest.mark.parametrize(
    ("line", "accounts"),
    [
        ("Tamarack Regional, budget season", ["Tamarack Regional"]),
        ("Lakemont Orthopaedic, budget season", []),
        ("tamarack regional, Budget Season, 2026-10-01", ["Tamarack Regional"]),
        ("Bellhaven Clinic, someone new", ["Bellhaven Clinic"]),
        ("Harrow County, someone new", []),
        ("Vantage 4K, product shipped", ["Harrow County"]),
        ("Seren, product shipped", []),
        ("Corvex, recall", ["Lakemont Orthopaedic", "Tamarack Regional"]),
        ("Medalis, recall", ["Bellhaven Clinic", "Harrow County"]),
        ("Lakemont Orthopaedic, contract ends, 2027-05-31, with Corvex", ["Lakemont Orthopaedic"]),
        ("Lakemont Orthopaedic, contract ends, 2027-05-31, with Medalis", []),
        ("Quill River, someone new", []),
        ("Quill River, budget season", []),
        ("Dr. Person 3, someone new", ["Bellhaven Clinic"]),
        ("Tamarack Regional, budget season, 2026-04-30", []),
    ],
)
def test_a_line_unlocks_exactly_the_losses_it_answers(house, line, accounts):
    assert unlocked(house, line) == [accounts]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Tamarack Regional, budget season", "The budget froze."),
        ("Corvex, recall", "Lost to Corvex; they chose another system."),
        ("Vantage 4K, product shipped", "The clinical evidence they needed was missing; it was about Vantage 4K."),
    ],
)
def test_each_loss_says_why_it_is_unlocked(house, line, why):
    (seen,) = look(house, line)
    assert why.casefold() in [one.why.casefold() for one in seen.unlocked]


@pytest.mark.parametrize(
    ("line", "trouble"),
    [
        ("Tamarak Regional, recall", "Did you mean Tamarack Regional?"),
        ("Tamarack, recall", "Did you mean Tamarack Regional?"),
        ("Tamarack Regional, flower show", "“flower show” is none of the things we know. Write one of: someone new"),
        ("Tamarack Regional", "It does not say what happened."),
        (", recall", "It does not say whom it is about."),
        ("Tamarack Regional, budget season, 2026-12-24", "24 December is still to come."),
        ("Tamarack Regional, contract ends", "It does not say when the contract ends."),
        ("Tamarack Regional, contract ends, 2026-03-31", "That contract ended on 31 March."),
        ("Tamarack Regional, budget season, 03/04/2026", "Write the day as 2027-03-31."),
        ("Nova 9, product shipped", "Nobody here is called “Nova 9”."),
    ],
)
def test_a_line_that_does_not_match_names_its_row_and_the_way_out(house, line, trouble):
    first, second = show_list(acting(house, LATER), f"Tamarack Regional, recall\n{line}".encode(), "x"), 2
    (wrong,) = first.wrong
    assert wrong.row == second
    assert trouble in wrong.trouble


def test_two_accounts_of_one_name_are_not_guessed_between(house):
    for region in ("Ohio", "Texas"):
        write_account(house.writing(), "Twin Rivers", region=region)
    (seen,) = look(house, "Twin Rivers, someone new")
    assert seen.matched.trouble.startswith("2 accounts are called Twin Rivers (Ohio and Texas).")


def test_a_list_is_read_from_a_workbook_with_columns_in_any_order(house):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Event type", "Account name", "Contract end date", "Supplier", "Comment"])
    sheet.append(["Contract renewal", "Lakemont Orthopaedic", date(2027, 5, 31), "Corvex", "said on the phone"])
    sheet.append(["Recalled", "Corvex", None, None, None])
    content = io.BytesIO()
    book.save(content)
    seen = look_at(acting(house, LATER), content.getvalue(), "news.xlsx")
    assert [len(one.unlocked) for one in seen] == [1, 2]
    assert [one.matched.trouble for one in seen] == ["", ""]


def test_a_list_without_a_kind_says_which_columns_it_wants(house):
    with pytest.raises(RefusedError, match="Call them “account” and “kind”"):
        look_at(acting(house, LATER), "account;colour\nTamarack;blue\n".encode("utf-16"), "x.csv")


TEXT = """Tamarack Regional, budget season, , the capital list opens
Vantage 4K, product shipped
Lakemont Orthopaedic, contract ends, 2027-05-31, with Corvex
Nobody at all, recall
Lakemont Orthopaedic, budget season"""


def test_what_is_kept_is_what_was_shown_and_one_undo_takes_it_back(house):
    actor = acting(house, LATER)
    before = record_of(house, LATER)
    done = record_signals(actor, new_key(), content=TEXT.encode(), name="pasted lines")
    assert done.label == "Three signals kept: three deals to look at again"
    kept = {(row["kind"], row["words"] or "") for row in rows_of(house, "signals", LATER)}
    assert kept == {
        ("budget_season", "the capital list opens"),
        ("shipped_feature", ""),
        ("contract_ends", "with Corvex"),
    }
    (contract,) = rows_of(house, "contracts", LATER)
    assert (contract["incumbent"], contract["ends_on"]) == ("Corvex", date(2027, 5, 31))
    verbs.undo(actor, new_key())
    assert record_of(house, LATER) == before


def test_a_product_shipped_is_kept_on_the_losses_it_answers_and_on_no_other(house):
    record_signals(acting(house, LATER), new_key(), content=b"Vantage 4K, product shipped", name="x")
    rows = alive(Signal.objects.within(house.workspace_id), house.writing())
    assert [row.deal.account.name for row in rows.select_related("deal__account")] == ["Harrow County"]


def test_only_the_rows_that_were_ticked_are_kept(house):
    done = record_signals(acting(house, LATER), new_key(), content=TEXT.encode(), name="x", rows=[2])
    assert done.label == "One signal kept: one deal to look at again"
    with pytest.raises(RefusedError, match="None of these lines can be kept"):
        record_signals(acting(house, LATER), new_key(), content=TEXT.encode(), name="x", rows=[4, 5])


def test_the_same_key_keeps_nothing_twice(house):
    actor, key = acting(house, LATER), new_key()
    record_signals(actor, key, content=TEXT.encode(), name="x")
    assert record_signals(actor, key, content=TEXT.encode(), name="x").repeated
    assert len(rows_of(house, "signals", LATER)) == 3


def test_a_list_of_one_house_touches_nothing_of_another(house):
    other = make_workspace("other")
    lose_a_deal(other, account="Willow Creek")
    (seen,) = look(house, "Willow Creek, someone new")
    assert "Nobody here is called “Willow Creek”." in seen.matched.trouble
    (only,) = [one.unlocked for one in look(other, "Tamarack Regional, someone new")]
    assert only == ()


def test_a_kind_word_is_told_as_one_and_not_as_a_line_that_unlocks_nothing(house):
    text = b"Dr. Person 3, post, , on her first hundred cases"
    assert show_list(acting(house, LATER), text, "x").title == "One line is worth a hello."
    both = text + b"\nTamarack Regional, budget season"
    assert show_list(acting(house, LATER), both, "x").title == "Two lines unlock one loss; one is worth a hello."
    done = record_signals(acting(house, LATER), new_key(), content=text, name="x")
    assert done.label == "One signal kept: worth a hello, with the next morning"


def test_the_page_tells_what_was_kept_with_what_it_unlocks_now(house):
    actor = acting(house, LATER)
    record_signals(actor, new_key(), content=TEXT.encode(), name="x")
    view = show_news(acting(house, LATER + timedelta(minutes=1)))
    told = {(row.kind, tuple(one.account for one in row.unlocked)) for row in view.rows}
    assert told == {
        ("Budget season", ("Tamarack Regional",)),
        ("Shipped", ("Harrow County",)),
        ("Contract ends", ("Lakemont Orthopaedic",)),
    }


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("New CNO hired in May", "someone_new"),
        ("leadership change", "someone_new"),
        ("Contract w/ supplier expiring", "contract_ends"),
        ("new budget cycle opens", "budget_season"),
        ("Class II recall", "recall"),
        ("we launched it", "shipped_feature"),
        ("left for Mercy", "champion_moved"),
        ("post", "published"),
        ("posted on LinkedIn", "published"),
        ("webinar", "panel_talk"),
        ("renovation", None),
        ("", None),
    ],
)
def test_what_happened_is_read_from_the_words_people_use(said, kind):
    assert read_kind(said) == kind


def test_a_header_may_stand_below_a_title(house):
    (seen,) = look(house, "Field news, week 41\n\nKind,Hospital\nbudget season,Tamarack Regional\n")
    assert [one.loss.account for one in seen.unlocked] == ["Tamarack Regional"]


def test_the_same_line_is_kept_once_whether_twice_in_a_list_or_brought_again(house):
    text = b"Tamarack Regional, recall\nTamarack Regional, recall\nTamarack Regional, recall, , light cables"
    done = record_signals(acting(house, LATER), new_key(), content=text, name="x")
    assert done.label == "Two signals kept: one deal to look at again"
    again = look_at(acting(house, LATER + timedelta(minutes=1)), text, "x")
    assert [one.matched.trouble[:35] for one in again] == ["That was noted before, on 14 Octobe"] * 3
    with pytest.raises(RefusedError, match="None of these lines can be kept"):
        record_signals(acting(house, LATER + timedelta(minutes=1)), new_key(), content=text, name="x")


def test_lines_pasted_from_here_and_there_are_each_parted_by_their_own_sign(house):
    lines = (
        "Tamarack Regional, budget season",
        "Bellhaven Clinic; someone new; 2026-10-01; Anna, RN",
        "Corvex\trecall",
    )
    accounts = ["Tamarack Regional"], ["Bellhaven Clinic"], ["Lakemont Orthopaedic", "Tamarack Regional"]
    assert unlocked(house, "\n".join(lines)) == list(accounts)
