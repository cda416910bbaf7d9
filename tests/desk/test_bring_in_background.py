"""A large file comes in behind the page: it is begun once, goes on after it stopped, and says how far it is."""

import threading
import time

import pytest
from django.db import OperationalError, connection

from rekindle.desk.actor import RefusedError
from rekindle.desk.bring_in import background, import_deals
from rekindle.desk.bring_in.alone import alone
from rekindle.desk.show.files import show_file, show_files
from tests.desk.support import acting, new_key, rows_of
from tests.support.cast import make_workspace

CONTENT = b"Account,Deal,Status,Lost on\n" + b"".join(b"Clinic %d,Deal,Lost,2026-03-02\n" % n for n in range(30))
# What a trial of it changes, and what somebody else changes meanwhile.
WORTH = b"Account,Deal,Status,Amount\n" + b"".join(b"Clinic %d,Deal,Lost,500\n" % n for n in range(30))
OTHER = b"Account,Deal,Status,Amount\nClinic 7,Deal,Lost,900\nClinic 7,Another deal,Lost,900\n"


def wait_for(file_id) -> None:
    """Wait until this process does not work on a file any more."""
    until = time.monotonic() + 60
    while background.is_going(file_id) and time.monotonic() < until:
        time.sleep(0.05)


@pytest.fixture
def large(monkeypatch):
    """Take every file for a large one."""
    monkeypatch.setattr(background, "AT_ONCE", 0)


def test_it_comes_in_behind_the_page_and_what_waits_for_it_is_called_once(book, large):
    house, called = make_workspace(), []

    file_id = background.start_import(
        acting(house), new_key(), content=CONTENT, name="lost.csv", after=lambda: called.append(1)
    )
    wait_for(file_id)

    view = show_file(acting(house), file_id)
    assert (view.state, view.done, view.percent, view.numbers["created"]) == ("done", 30, 100, 30)
    assert (called, view.command_id is not None) == ([1], True)


def test_while_the_morning_after_it_is_planned_the_page_says_that(sqlite_book, large, monkeypatch):
    house, seen = make_workspace(), []

    def look(*_):
        pages = [show_file(acting(house), one) for one in background._works]
        seen.extend(page.state for page in pages if page)

    monkeypatch.setattr("rekindle.desk.bring_in.verb.plan_book", look)

    file_id = background.start_import(acting(house), new_key(), content=CONTENT, name="lost.csv")
    wait_for(file_id)

    assert seen[-1:] == ["planning"]
    assert show_file(acting(house), file_id).state == "done"


def test_one_that_stopped_says_so_and_goes_on_where_it_was(sqlite_book, large, monkeypatch):
    house = make_workspace()

    def stop(*_) -> None:
        raise RuntimeError("the disk is full")

    with monkeypatch.context() as broken:
        broken.setattr(background, "store_file", stop)
        file_id = background.start_import(acting(house), new_key(), content=CONTENT, name="lost.csv")
        wait_for(file_id)
    stopped, listed = show_file(acting(house), file_id), show_files(acting(house))
    again = background.start_import(acting(house), new_key(), content=CONTENT, name="lost.csv")
    wait_for(again)

    assert (stopped.state, stopped.done) == ("stopped", 0)
    assert stopped.words.startswith("Something went wrong while the rows came in.")
    assert [(one.file_id, one.words) for one in listed] == [
        (file_id, "It stopped on the way: 0 of 30 rows are in. Open it to go on.")
    ]
    assert [one.words for one in show_files(acting(house))] == ["30 rows: 30 created."]
    assert again == file_id
    assert show_file(acting(house), file_id).state == "done"
    assert len(rows_of(house, "deals")) == 30


def test_a_file_of_another_workspace_is_not_shown(sqlite_book):
    house, other = make_workspace(), make_workspace("other")
    file_id = background.start_import(acting(house), new_key(), content=CONTENT, name="lost.csv")

    assert show_file(acting(other), file_id) is None


def test_two_files_do_not_write_at_once_where_the_database_knows_one_writer(sqlite_book):
    inside, most = [], []

    def write() -> None:
        with alone():
            inside.append(1)
            time.sleep(0.02)
            most.append(len(inside))
            inside.pop()

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == [1, 1, 1]


def test_who_changes_the_very_deals_while_a_file_is_tried_out_does_not_wait_for_it(book):
    house, said = make_workspace(), []
    import_deals(acting(house), new_key(), content=CONTENT, name="lost.csv")

    def say_verb() -> None:
        try:
            done = import_deals(acting(house), new_key(), content=OTHER, name="other.csv")
            said.append((done.created, done.updated))
        finally:
            connection.close()

    def tell(*_) -> None:
        other = threading.Thread(target=say_verb, daemon=True)
        other.start()
        other.join(60)

    tried = import_deals(acting(house), "", content=WORTH, name="worth.csv", dry_run=True, progress=tell)

    assert (said, tried.updated) == ([(1, 1)], 30)
    worth = [row["amount_minor"] for row in rows_of(house, "deals") if row["amount_minor"]]
    assert worth == [90000, 90000]


def test_a_file_is_refused_where_there_is_no_room_to_try_it_out(sqlite_book, monkeypatch):
    house = make_workspace()
    monkeypatch.setattr("rekindle.book.copying._NAMELESS", "file:/nowhere/at/all")

    with pytest.raises(RefusedError, match=r"no room for one .* Nothing was changed"):
        import_deals(acting(house), "", content=CONTENT, name="lost.csv", dry_run=True)

    assert import_deals(acting(house), new_key(), content=CONTENT, name="lost.csv").created == 30


def test_a_book_that_others_hold_too_long_is_said_to_be_busy(sqlite_book):
    with pytest.raises(RefusedError, match="Nothing is lost: try again"), alone():
        raise OperationalError("database is locked")
    with pytest.raises(OperationalError, match="disk I/O"), alone():
        raise OperationalError("disk I/O error")
