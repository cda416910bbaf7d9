"""An older export that comes in late: what it says otherwise does not win, and is asked about."""

import json
from contextlib import suppress
from datetime import timedelta
from itertools import count
from uuid import UUID

import pytest

from rekindle.book.canonical import canonical_hash, canonical_tables
from rekindle.book.settled import unsettled_deals
from rekindle.desk import verbs
from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import chunks, import_deals
from rekindle.desk.show.files import show_file
from tests.desk.support import acting, new_key, pick, rows_of
from tests.desk.test_guessed_days import GUESSED, NAMED
from tests.support.cast import NOW, make_workspace

pytestmark = pytest.mark.usefixtures("without_mornings")

COLUMNS = "Deal ID,Account,Deal,Stage,Amount,Owner,Created,Lost on"
# As it stood in June, and as it stood in November: nobody keeps when a row was changed.
JUNE = f"""{COLUMNS}
1,Alder,Towers,Negotiation,900,Maya,2025-01-10,
2,Birch,Pumps,Closed Lost,200,Maya,2025-02-01,2025-05-02
3,Cedar,Lamps,Closed Lost,300,Maya,2025-02-11,2025-04-02
4,Dale,Carts,Closed Won,400,Maya,2025-06-01,
"""
NOVEMBER = f"""{COLUMNS}
1,Alder,Towers,Closed Lost,100,Priya,2025-01-10,2025-09-03
2,Birch,Pumps,Closed Lost,250,Maya,2025-02-01,2025-05-02
3,Cedar,Lamps,Negotiation,300,Maya,2025-02-11,
5,Elm,Rails,Closed Lost,500,Maya,2025-10-01,2025-11-02
"""
STANDS = [("Carts", "won", 40_000), ("Lamps", "open", 30_000), ("Pumps", "lost", 25_000)]
STANDS += [("Rails", "lost", 50_000), ("Towers", "lost", 10_000)]


def bring_in(house, text, minutes=0, name="list.csv", **more):
    """Bring a file in as the owner, some minutes from now."""
    actor = acting(house, NOW + timedelta(minutes=minutes))
    return import_deals(actor, new_key(), content=text.encode(), name=name, **more)


def stands(house):
    """Return how every deal stands."""
    return pick(rows_of(house, "deals", NOW + timedelta(days=1)), "name", "status", "amount_minor")


def test_what_an_older_file_says_otherwise_does_not_win_and_is_asked_about(book):
    house = make_workspace()
    bring_in(house, NOVEMBER, name="november.csv")

    tried = bring_in(house, JUNE, 5, dry_run=True)
    report = bring_in(house, JUNE, 6)

    assert stands(house) == STANDS
    assert (report.created, report.updated, report.skipped) == (1, 1, 2)
    for one in (tried, report):
        (ask,) = one.asks
        assert (ask.column, ask.choices) == ("*file", ("newer", "older"))
        assert "'november.csv'? That one names days up to 2025-11-02, this one up to 2025-06-01, and three" in ask.words
        assert any('--map "*file=newer"' in words for words in one.questions)
    assert ("a newer file says otherwise; what is newer stays", 2) in tried.left_out
    page = show_file(acting(house, NOW + timedelta(minutes=7)), UUID(report.file_id))
    assert "three rows say otherwise than 'november.csv'" in page.warnings[0]
    assert ("a newer file says otherwise; what is newer stays", 2) in page.left_out
    # Lamps were lost in April and are open in November: what is known of earlier losses is added.
    later = NOW + timedelta(days=1)
    assert ("reopen",) in pick(rows_of(house, "returns", later), "kind")
    assert unsettled_deals(house.workspace_id) == []


@pytest.mark.parametrize(("said", "status", "amount"), [("newer", "open", 90_000), ("older", "lost", 10_000)])
def test_a_person_says_which_file_is_the_newer_one(sqlite_book, said, status, amount):
    house = make_workspace()
    bring_in(house, NOVEMBER)

    report = bring_in(house, JUNE, 5, mapping={"*file": said})

    assert ("Towers", status, amount) in stands(house)
    assert report.asks == ()


def test_an_answer_that_is_none_is_refused_before_anything_comes_in(sqlite_book):
    house = make_workspace()

    with pytest.raises(RefusedError, match="possible are newer, older"):
        bring_in(house, JUNE, mapping={"*file": "yes"})

    assert stands(house) == []


def test_a_newer_file_wins_as_ever_and_is_not_asked_about(sqlite_book):
    house = make_workspace()
    bring_in(house, JUNE)

    report = bring_in(house, NOVEMBER, 5)

    assert (report.asks, stands(house)) == ((), STANDS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list-2025-11-20.csv", JUNE),
        ("list.csv", JUNE.replace("2025-06-01", "2025-11-02")),
        ("list.csv", "Deal ID,Account,Deal,Stage,Amount\n1,Alder,Towers,Open,900\n2,Birch,Pumps,Closed Lost,250\n"),
        ("list.csv", JUNE.replace("Owner", "Seller in charge")),
    ],
    ids=["a day in its name", "a day as late", "no day at all", "a list of other columns"],
)
def test_what_is_not_older_by_its_days_is_no_older_file(sqlite_book, name, text):
    house = make_workspace()
    bring_in(house, NOVEMBER)

    report = bring_in(house, text, 5, name=name)

    assert ("Towers", "open", 90_000) in stands(house)
    assert report.asks == ()


def test_a_list_of_some_deals_that_says_nothing_otherwise_is_not_asked_about(sqlite_book):
    house = make_workspace()
    bring_in(house, NOVEMBER)
    some = "\n".join(NOVEMBER.splitlines()[:3]) + "\n6,Fir,Hoists,Closed Lost,600,Maya,2025-02-01,2025-03-02\n"

    report = bring_in(house, some, 5)

    assert (report.created, report.asks) == (1, ())


def test_a_file_that_was_taken_back_makes_no_other_older(sqlite_book):
    house = make_workspace()
    bring_in(house, JUNE)
    newer = bring_in(house, NOVEMBER, 5)
    verbs.undo(acting(house, NOW + timedelta(minutes=6)), new_key(), command_id=UUID(newer.command))

    report = bring_in(house, JUNE.replace(",900,", ",950,"), 7)

    assert ("Towers", "open", 95_000) in stands(house)
    assert report.asks == ()


def test_rows_of_one_older_file_may_still_add_up(sqlite_book, monkeypatch):
    found = []
    for slug, chunk in (("one", 500), ("two", 1)):
        monkeypatch.setattr("rekindle.desk.bring_in.chunks.CHUNK", chunk)
        house = make_workspace(slug)
        bring_in(house, NOVEMBER)
        bring_in(
            house, JUNE + "6,Fir,Hoists,Negotiation,600,Maya,2025-02-01,\n6,Fir,Hoists,Closed Lost,700,Maya,,\n", 5
        )
        found.append((stands(house), len(rows_of(house, "losses", NOW + timedelta(days=1)))))

    assert found[0] == found[1]
    assert ("Hoists", "lost", 70_000) in found[0][0] or ("Hoists", "lost", 60_000) in found[0][0]


@pytest.mark.parametrize("files", [(NOVEMBER, JUNE), (GUESSED, NAMED)], ids=["older", "guessed"])
def test_one_that_broke_off_and_went_on_says_what_a_clean_run_says(sqlite_book, monkeypatch, files):
    monkeypatch.setattr("rekindle.desk.bring_in.chunks.CHUNK", 1)
    write, said = chunks.journal, []
    for slug, breaks_at in (("clean", 99), ("broken", 2)):
        house, calls = make_workspace(slug), count()
        bring_in(house, files[0])

        def once(*given, calls=calls, breaks_at=breaks_at):
            if next(calls) == breaks_at - 1:
                raise OSError("the disk went away")
            return write(*given)

        monkeypatch.setattr(chunks, "journal", once)
        more = "5,Fir,Hoists,Closed Lost,600,Maya,2025-02-01,2025-03-02\n" if files[1] == JUNE else "Oak,Saw,Lost,1,,\n"
        for _ in range(2):
            with suppress(OSError):
                bring_in(house, files[1] + more, 5)
        monkeypatch.setattr(chunks, "journal", write)
        counts = {name: text.split()[0] for name, text in canonical_tables(house.workspace_id).items()}
        told = {"losses": ("lost_on", "number"), "returns": ("kind", "happened_at"), "promises": ("due_on",)}
        later = NOW + timedelta(days=1)
        said.append((counts, stands(house), *(pick(rows_of(house, name, later), *of) for name, of in told.items())))
        assert (next(calls) > len(files[1].splitlines())) is (slug == "broken")

    assert said[0] == said[1]


def test_the_same_older_file_again_changes_nothing(sqlite_book):
    house = make_workspace()
    bring_in(house, NOVEMBER)
    bring_in(house, JUNE, 5)
    says = canonical_hash(house.workspace_id)

    again = bring_in(house, JUNE, 9)

    assert (again.created, again.updated) == (0, 0)
    assert canonical_hash(house.workspace_id) == says
    assert json.dumps(again.as_json())
