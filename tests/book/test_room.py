"""The room a long file has while it comes in."""

import pytest
from django.db import connection

from rekindle.book.write.rows import roomy
from tests.support.databases import Book

PRAGMAS = ("cache_size", "wal_autocheckpoint", "synchronous")


def in_force() -> dict[str, int]:
    with connection.cursor() as cursor:
        return {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in PRAGMAS}


def test_a_long_file_has_room_only_while_it_comes_in_and_every_step_stays_on_the_disk(sqlite_book: Book) -> None:
    usual = in_force()

    with roomy(False):
        assert in_force() == usual
    with pytest.raises(ZeroDivisionError), roomy(True):
        given = in_force()
        raise ZeroDivisionError

    assert [given[name] != usual[name] for name in PRAGMAS] == [True, True, False]
    assert in_force() == usual


def test_the_pieces_of_the_search_index_are_made_one_seldom(sqlite_book: Book) -> None:
    with connection.cursor() as cursor:
        assert cursor.execute("SELECT v FROM search_config WHERE k = 'automerge'").fetchone() == (8,)
