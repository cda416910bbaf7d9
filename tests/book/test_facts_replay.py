"""The past can be replayed: facts are what was known, on both databases, of the whole book and of one account."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekindle.book import models
from rekindle.book.facts import QUERIES, facts
from rekindle.book.queries.query import PARAMETERS, parameters_of, write_sql
from rekindle.book.write.rows import insert_rows
from rekindle.tables.facts import FACTS
from rekindle.tables.schemas import arrow_schema
from tests.support.cast import NOW
from tests.support.databases import TEMPLATE, postgres_copy, sqlite_copy
from tests.support.effort import examples
from tests.support.rich import begin, tell
from tests.support.tables import plain

SEEDS = st.integers(min_value=0, max_value=10**6)
FEW = settings(max_examples=examples(3, 50), deadline=None, suppress_health_check=list(HealthCheck))


@given(seed=SEEDS)
@FEW
def test_facts_as_of_an_instant_are_what_they_were_at_that_instant(book, seed):
    tale = begin(f"w{uuid4().hex[:8]}", seed)
    seen = {}
    for step in range(25):
        at = NOW + timedelta(days=3 * step)
        tale.go_on(at)
        seen[at] = plain(facts(tale.house.workspace_id, at))
    for at, then in seen.items():
        assert plain(facts(tale.house.workspace_id, at)) == then


@given(seed=SEEDS)
@FEW
def test_one_account_is_read_as_it_is_in_the_whole_book(book, seed):
    tale = tell(f"w{uuid4().hex[:8]}", seed, steps=40)
    whole = plain(facts(tale.house.workspace_id, NOW))
    for account_id in {lost.account_id for lost in tale.lost}:
        one = plain(facts(tale.house.workspace_id, NOW, account_id=account_id))
        deals = {row["deal_id"] for row in one["deals"]}
        for name, found in one.items():
            assert [row for row in found if row not in whole[name]] == []
            ours = [
                row for row in whole[name] if row.get("deal_id") in deals or row.get("account_id") == account_id.hex
            ]
            assert [row for row in ours if row not in found] == []
        assert deals == {row["deal_id"] for row in whole["deals"] if row["account_id"] == account_id.hex}
        people = {row["person_id"] for row in one["people"]}
        for name in ("touches", "permissions", "suppressions", "signals"):
            theirs = [row for row in whole[name] if row["person_id"] in people]
            assert [row for row in theirs if row not in one[name]] == []
        assert {row["person_id"] for row in one["suppressions"]} <= {*people, None}


def test_both_databases_give_the_same_facts(sqlite_template, postgres_server, tmp_path):
    with sqlite_copy(sqlite_template, tmp_path / "book.sqlite3"):
        tale = tell("maya", seed=7, steps=400)
        workspace_id, account_id = tale.house.workspace_id, tale.lost[0].account_id
        readings = [(NOW, None), (NOW, account_id), (NOW - timedelta(days=333, microseconds=1), None)]
        ours = [facts(workspace_id, at, account_id=one) for at, one in readings]
        stored = {name: list(rows_of(getattr(models, name), workspace_id)) for name in models.__all__}
    with postgres_copy(postgres_server, TEMPLATE, f"t{uuid4().hex}"):
        with transaction.atomic():
            for name, rows in stored.items():
                insert_rows(getattr(models, name), rows)
        theirs = [facts(workspace_id, at, account_id=one) for at, one in readings]
    assert [plain(tables) for tables in theirs] == [plain(tables) for tables in ours]
    assert all(ours[0][name].num_rows > 0 for name in FACTS)
    assert {name: table.schema for name, table in theirs[0].items()} == {
        name: arrow_schema(schema) for name, schema in FACTS.items()
    }


def rows_of(model, workspace_id: UUID):
    scoped = hasattr(model.objects, "within")
    return model.objects.within(workspace_id) if scoped else model.objects.all()


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query.table)
@pytest.mark.parametrize("one_account", [False, True])
def test_every_query_is_about_one_workspace_and_gives_every_column(query, one_account):
    sql = write_sql(query, "sqlite", one_account=one_account)
    assert "workspace_id = :workspace" in sql
    assert set(query.columns) == set(FACTS[query.table])
    assert set(parameters_of(sql)) <= set(PARAMETERS)
    assert (":account" in sql) == (one_account and query.table != "members")
    assert ":" not in write_sql(query, "postgresql", one_account=one_account)


def test_the_tables_are_those_of_the_seam():
    assert {query.table for query in QUERIES} == set(FACTS) - {"moment"}
