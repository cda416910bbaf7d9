"""What holds for every file: each row is accounted for, and the order of columns means nothing."""

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rekindle.intake.columns.dictionary import Kind, fields
from rekindle.intake.drafts import Rejected, Skipped
from rekindle.intake.reading import UnreadableError
from tests.intake.support import as_csv, bring

EXPORTS = Path(__file__).parents[1] / "data" / "exports"

HEADERS = [
    "Deal", "Stage", "Status", "Amount", "Close date", "Lost on", "Lost reason", "Contact", "Email", "Phone",
    "Owner", "Notes", "Do not contact", "Follow up", "Product", "Is Won", "Is Closed", "Created", "Type", "Shoe size",
]  # fmt: skip

CELLS = st.one_of(
    st.sampled_from(
        ["", "Closed Lost", "won", "Parked", "2025-02-03", "03/04/2025", "$1.2M", "1.234,56", "lena@x.example", "yes",
         "no", "n/a", "Total", "(12)", "<b>hi</b>", "=1+1", "a;b", "Whitfield, Lena", "Duplicate", "45631"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=25),
)  # fmt: skip

TABLES = st.lists(st.sampled_from(HEADERS), max_size=10, unique=True).flatmap(
    lambda columns: st.tuples(
        st.just(["Account", *columns]),
        st.lists(st.lists(CELLS, min_size=len(columns) + 1, max_size=len(columns) + 1), max_size=8),
    )
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.sampled_from(["auto", "deals", "people", "accounts", "touches"]))
def test_rows_in_are_drafts_and_rejections_and_skips_in_order(
    table: tuple[list[str], list[list[str]]], kind: str
) -> None:
    columns, rows = table
    file = bring(as_csv(columns, *rows), kind=kind)
    assert [row.row for row in file.rows] == list(range(1, len(file.table.rows) + 1))
    assert all(row.words for row in file.rows if isinstance(row, Rejected | Skipped))
    assert all(len(deal.losses) == (deal.status == "lost") for deal in file.deals)
    assert all(loss.lost_on.isoformat() <= "2026-03-02" for deal in file.deals for loss in deal.losses)


@settings(deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES, st.randoms(use_true_random=False))
def test_the_order_of_the_columns_does_not_change_the_drafts(
    table: tuple[list[str], list[list[str]]], dice: object
) -> None:
    columns, rows = table
    # A first column of its own keeps "a line with its first cell only" the same line in both orders.
    order = list(range(len(columns)))
    dice.shuffle(order)  # type: ignore[attr-defined]
    one = bring(as_csv(["Row", *columns], *([f"r{n}", *row] for n, row in enumerate(rows))))
    other = bring(
        as_csv(
            ["Row", *(columns[i] for i in order)], *([f"r{n}", *(row[i] for i in order)] for n, row in enumerate(rows))
        )
    )
    assert one.rows == other.rows


@pytest.mark.parametrize(
    "name",
    [
        "salesforce_report_older.csv",
        "salesforce_api_older.csv",
        "hubspot-crm-exports-all-deals-2025-09-15.csv",
        "hubspot-crm-exports-all-contacts-2026-03-02.csv",
        "pipedrive_deals_older.csv",
        "pipedrive_people.csv",
    ],
)
@settings(deadline=None, max_examples=6)
@given(dice=st.randoms(use_true_random=False))
def test_shuffled_exports_give_the_same_drafts(name: str, dice: object) -> None:
    text = (EXPORTS / name).read_text(encoding="utf-8-sig")
    delimiter = ";" if name == "pipedrive_people.csv" else ","
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if len(row) > 1]
    order = list(range(len(rows[0])))
    dice.shuffle(order)  # type: ignore[attr-defined]
    straight = bring(as_csv(rows[0], *rows[1:]))
    shuffled = bring(as_csv([rows[0][i] for i in order], *([row[i] for i in order] for row in rows[1:])))
    assert shuffled.rows == straight.rows
    assert shuffled.recognition.mapping == straight.recognition.mapping


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content: bytes) -> None:
    try:
        bring(content)
    except UnreadableError as refusal:
        assert str(refusal).startswith("book.csv: ")


def test_every_field_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")
    assert [key for key in fields() if f"`{key}`" not in page] == []


def test_no_name_of_a_column_stands_for_two_fields() -> None:
    for kind in Kind:
        said = Counter(word for about in fields().values() if kind in about.kinds for word in about.words)
        assert [word for word, count in said.items() if count > 1] == []
