"""SQLite goes straight to the rows that are asked for, however large the workspace is, and without being analysed."""

import pytest
from django.db import connection

from rekindle.book.models import Command, Deal, Post, Touch
from rekindle.book.planner import guide_planner
from tests.support.cast import House, make_workspace


@pytest.fixture
def house(sqlite_book) -> House:
    return make_workspace()


def test_deals_are_found_by_their_ids(house):
    plan = Deal.objects.within(house.workspace_id).filter(pk__in=[house.owner_id, house.user_id]).explain()
    assert "sqlite_autoindex_deal_1 (id=?)" in plan


def test_commands_are_found_by_their_ids(house):
    plan = Command.objects.within(house.workspace_id).filter(pk__in=[house.owner_id, house.user_id]).explain()
    assert "sqlite_autoindex_command_1 (id=?)" in plan


def test_what_hangs_on_deals_is_found_by_them(house):
    plan = Touch.objects.within(house.workspace_id).filter(deal_id__in=[house.owner_id, house.user_id]).explain()
    assert "touch_by_deal (workspace_id=? AND deal_id=?)" in plan


def test_people_are_found_by_their_names(house):
    posts = Post.objects.within(house.workspace_id).filter(person__name_key__in=["lena", "amit"], until_on=None)
    assert "post_by_person (workspace_id=? AND person_id=?)" in posts.explain()


def test_being_told_again_changes_nothing(house):
    def told() -> list[tuple[str, str, str]]:
        with connection.cursor() as cursor:
            return cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx").fetchall()

    before = told()
    guide_planner()
    assert told() == before
    assert ("deal", "deal_by_status", "1000000 100000 30000 8 8") in before


def test_postgres_keeps_its_own_statistics(postgres_book):
    guide_planner()
