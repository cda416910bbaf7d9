"""A day of loss that nobody named is corrected by a file that names it, and a guess again without that file."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from rekindle.book.canonical import canonical_hash
from rekindle.book.check import check
from rekindle.book.read.around import read_sides
from rekindle.book.read.debriefs import read_untold
from rekindle.book.read.export import read_deals_to_take
from rekindle.book.settled import unsettled_deals
from rekindle.desk import verbs
from rekindle.desk.bring_in import import_deals
from tests.desk.support import acting, new_key, pick, record_of, rows_of
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

TODAY = NOW.date()
SAID = "Price was too high. Call me again in six months"
GUESSED = f"Account,Deal,Status,Amount,Lost reason\nTamarack,Towers,Lost,500,{SAID}\nBellhaven,Carts,Lost,900,Budget\n"
NAMED = f"Account,Deal,Status,Amount,Lost on,Lost reason\nTamarack,Towers,Lost,500,2026-01-14,{SAID}\n"


def bring_in(house, text, minutes=0):
    """Bring a file in as the owner, some minutes from now."""
    actor = acting(house, NOW + timedelta(minutes=minutes))
    return import_deals(actor, new_key(), content=text.encode(), name="lost.csv")


def take_back(house, report, minutes):
    """Take a file back as the owner, some minutes from now."""
    return verbs.undo(acting(house, NOW + timedelta(minutes=minutes)), new_key(), command_id=UUID(report.command))


def days(house, minutes=0):
    """Return on which days deals were lost, as known some minutes from now."""
    return [str(row[0]) for row in pick(rows_of(house, "losses", NOW + timedelta(minutes=minutes)), "lost_on")]


def find(house, name="Towers"):
    """Return the id of a deal."""
    return next(UUID(row["deal_id"]) for row in rows_of(house, "deals") if row["name"] == name)


def test_a_file_that_names_the_day_corrects_it_and_the_day_before_is_replayed_with_the_guess(book):
    house = make_workspace()
    bring_in(house, GUESSED)

    report = bring_in(house, NAMED, 5)

    assert (report.updated, report.losses, report.corrected, report.warnings) == (1, 0, 1, ())
    assert days(house, 2) == [str(TODAY)] * 2
    assert days(house, 6) == ["2026-01-14", str(TODAY)]
    told, _ = read_sides(house.workspace_id, [find(house)])
    assert [str(loss.lost_on) for loss in told[find(house)]] == ["2026-01-14"]
    assert unsettled_deals(house.workspace_id) == []


def test_what_was_said_of_it_counts_on_and_a_day_counted_from_the_guess_is_counted_anew(book):
    house = make_workspace()
    bring_in(house, GUESSED)
    verbs.claim_reason(acting(house, NOW + timedelta(minutes=1)), new_key(), deal_id=find(house), reason="timing")

    bring_in(house, NAMED, 5)

    at = NOW + timedelta(minutes=6)
    assert {("price",), ("timing",)} <= set(pick(rows_of(house, "claims", at), "key"))
    assert len({row["loss_id"] for row in rows_of(house, "claims", at)}) == 2
    assert pick(rows_of(house, "promises", at), "due_on")[0][0].isoformat().startswith("2026-07")
    assert len(rows_of(house, "promises", at)) == 1
    (taken,) = read_deals_to_take(house.workspace_id, [find(house)])
    assert taken.is_told
    untold, _ = read_untold(house.workspace_id, date(2026, 1, 1), None, 10)
    assert [one.deal for one in untold] == ["Carts"]
    assert taken.said["rep"]


def test_taken_back_the_guess_stands_again_and_then_either_file_goes_without_a_rest(book):
    house = make_workspace()
    first = bring_in(house, GUESSED)
    before = record_of(house)
    second = bring_in(house, NAMED, 5)

    take_back(house, second, 10)

    after = record_of(house, NOW + timedelta(minutes=11))
    known = {"known_at", "promise_id"}
    for table, rows in before.items():
        assert _without(after[table], known) == _without(rows, known), table
    assert unsettled_deals(house.workspace_id) == []
    again = bring_in(house, NAMED, 15)
    assert days(house, 16) == ["2026-01-14", str(TODAY)]
    take_back(house, again, 20)
    done = take_back(house, first, 25)
    assert "stay" not in done.label
    assert rows_of(house, "deals", NOW + timedelta(minutes=26)) == []
    assert all(finding.ok for finding in check(None))


def _without(rows, names):
    return [{name: cell for name, cell in row.items() if name not in names} for row in rows]


def test_the_same_files_again_change_nothing_and_a_later_file_without_a_day_brings_no_guess_back(sqlite_book):
    house = make_workspace()
    bring_in(house, GUESSED)
    bring_in(house, NAMED, 5)
    says = canonical_hash(house.workspace_id)

    for minutes, text in ((10, GUESSED), (11, NAMED), (12, GUESSED + "\n"), (13, NAMED + "\n")):
        report = bring_in(house, text, minutes)
        assert (report.created, report.updated) == (0, 0)

    assert canonical_hash(house.workspace_id) == says


@pytest.mark.parametrize(
    ("row", "kept"),
    [
        ("Tamarack,Towers,Lost,500,2027-01-14,Budget", [str(TODAY)] * 2),
        ("Tamarack,Towers,Lost,,2026-01-14,Budget", ["2026-01-14", str(TODAY)]),
        ("Tamarack,Towers,Lost,700,2026-01-14,Budget", ["2026-01-14", str(TODAY), str(TODAY)]),
    ],
    ids=["a day to come is none", "without an amount it is that deal", "of another amount it is another deal"],
)
def test_what_contradicts_a_guess_is_no_correction(sqlite_book, row, kept):
    house = make_workspace()
    bring_in(house, GUESSED)

    bring_in(house, f"Account,Deal,Status,Amount,Lost on,Lost reason\n{row}\n", 5)

    assert days(house, 6) == kept


def test_a_day_that_was_named_before_is_kept_and_said(sqlite_book):
    house = make_workspace()
    bring_in(house, NAMED)

    report = bring_in(house, NAMED.replace("01-14", "01-20"), 5)

    assert days(house, 6) == ["2026-01-14"]
    assert report.corrected == 0
    assert any("the day on record, 2026-01-14, is kept" in words for words in report.warnings)


def test_rows_of_one_file_correct_each_other_whatever_chunk_they_are_in(sqlite_book, monkeypatch):
    text = "Opportunity ID,Account,Deal,Status,Lost on\n0061t0000000001AAA,Tamarack,Towers,Lost,{}\n"
    rows = text.format("") + text.format("2026-01-14").splitlines()[1] + "\n"
    found = []
    for slug, chunk in (("one", 500), ("two", 1)):
        monkeypatch.setattr("rekindle.desk.bring_in.chunks.CHUNK", chunk)
        house = make_workspace(slug)
        bring_in(house, rows)
        found.append((days(house), len(rows_of(house, "deals"))))

    assert found == [(["2026-01-14"], 1)] * 2


def test_a_deal_that_came_back_since_keeps_its_return_when_the_day_is_named(book):
    house = make_workspace()
    bring_in(house, GUESSED)
    verbs.reopen(acting(house, NOW + timedelta(minutes=1)), new_key(), deal_id=find(house))

    bring_in(house, NAMED, 5)

    at = NOW + timedelta(minutes=6)
    assert days(house, 6) == ["2026-01-14", str(TODAY)]
    assert [row["status"] for row in rows_of(house, "deals", at) if row["name"] == "Towers"] == ["open"]
    assert len(rows_of(house, "returns", at)) == 1
    assert unsettled_deals(house.workspace_id) == []
