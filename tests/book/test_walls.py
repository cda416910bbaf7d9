"""No query reaches a workspace's rows without naming the workspace."""

import pytest
from django.db import connection

from rekindle.book.models import Deal, Workspace
from rekindle.book.models.base import UnscopedQueryError
from tests.support import walls
from tests.support.cast import lose_a_deal, make_workspace


def test_a_manager_refuses_a_question_about_every_workspace(book):
    with pytest.raises(UnscopedQueryError, match=r"Deal: say which workspace, with \.within"):
        Deal.objects.all()


def test_within_sees_one_workspace_only(book):
    maya, jordan = make_workspace("maya"), make_workspace("jordan")
    lost = lose_a_deal(maya)
    assert list(Deal.objects.within(maya.workspace_id).values_list("id", flat=True)) == [lost.deal_id]
    assert not Deal.objects.within(jordan.workspace_id).exists()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT id FROM deal",
        "SELECT d.id FROM deal d JOIN account a ON a.id = d.account_id WHERE d.name = 'x'",
        "UPDATE deal SET name = 'x', workspace_id = workspace_id",
        "DELETE FROM advice WHERE deal_id = deal_id",
    ],
)
def test_the_wall_stops_unscoped_sql(book, sql):
    with pytest.raises(UnscopedQueryError), connection.cursor() as cursor:
        cursor.execute(sql)
    assert walls.breaches == [sql]
    walls.breaches.clear()


def test_the_wall_stops_a_row_that_follows_its_links(book):
    lost = lose_a_deal(house := make_workspace())
    deal = Deal.objects.within(house.workspace_id).get(pk=lost.deal_id)
    with pytest.raises(UnscopedQueryError):
        _ = deal.account.name
    walls.breaches.clear()


def test_the_wall_lets_scoped_sql_and_other_tables_pass(book):
    house = make_workspace()
    assert Workspace.objects.get(slug="maya").pk == house.workspace_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM deal WHERE workspace_id = %s", [house.workspace_id.hex])
        assert cursor.fetchone() == (0,)
