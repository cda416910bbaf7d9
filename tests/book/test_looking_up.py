"""What a step of a file needs is found by index, so that it takes as long in a large book as in a small one."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from rekindle.book.write.drafts.known import look_up
from rekindle.book.write.drafts.store import store_drafts
from rekindle.intake.drafts import (
    AccountDraft,
    DealDraft,
    Draft,
    PersonDraft,
    PersonRowDraft,
    TouchDraft,
    TouchRowDraft,
)
from rekindle.terms.losses import Status
from rekindle.terms.touches import Channel
from tests.support.cast import NOW, House, make_workspace
from tests.support.databases import Book

# Of these a workspace has few, and a file may name any.
FEW = {"member", "team", "competitor"}
_FOUND_BY = re.compile(r"SEARCH (\w+) .*\((.+)\)")


@pytest.fixture
def house(sqlite_book: Book) -> House:
    return make_workspace()


def make_drafts(rows: int) -> list[Draft]:
    deals = [
        DealDraft(
            row=row,
            account=AccountDraft(f"Clinic {row}", external=f"A{row}"),
            name=f"Tower {row}",
            external=f"D{row}",
            status=Status.OPEN,
            happened_at=NOW,
            people=(PersonDraft(f"Ida Byrne {row}", external=f"P{row}", mail=f"ida{row}@clinic.example"),),
        )
        for row in range(rows)
    ]
    people = [PersonRowDraft(rows, replace(deals[0].people[0], external="P"), account=deals[0].account)]
    touch = TouchDraft(Channel.CALL, NOW)
    return [*deals, *people, TouchRowDraft(rows + 1, touch=touch, deal_external="D1", account="Clinic 1")]


def tables_read_whole(house: House, drafts: list[Draft]) -> set[str]:
    """Look the drafts up; return which tables were looked through instead of asked for what the drafts name."""
    asked: list[tuple[str, Any]] = []

    def listen(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        look_up(house.writing(NOW), "salesforce", drafts)
    found: set[str] = set()
    with connection.cursor() as cursor:
        for sql, params in asked:
            for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params).fetchall():
                by = _FOUND_BY.match(step)
                narrow = by and not {part.split("=")[0] for part in by[2].split(" AND ")} <= {"workspace_id", "system"}
                if step.startswith(("SEARCH", "SCAN")) and not narrow:
                    found.add(step.split()[1])
    return found


@pytest.mark.parametrize("rows", [2, 1_500])
def test_only_what_the_rows_name_is_looked_up(house: House, rows: int) -> None:
    with transaction.atomic():
        store_drafts(house.writing(NOW), "salesforce", make_drafts(2))

    assert tables_read_whole(house, make_drafts(rows)) == FEW
