"""The third door of the room: one draft per row, or in words why there is none."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime, tzinfo

from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.drafts import DealDraft, Draft, Ending, Rejected, Skipped
from rekindle.intake.files.table import Cell, RawTable
from rekindle.intake.rows.beside import find_beside
from rekindle.intake.rows.deals import draft_deal
from rekindle.intake.rows.footers import find_footer, find_sums, is_band, is_footer, name_of_group
from rekindle.intake.rows.history import draft_histories
from rekindle.intake.rows.persons import draft_account, draft_person
from rekindle.intake.rows.plan import Place, plan_columns
from rekindle.intake.rows.refusing import reject_width
from rekindle.intake.rows.setting import ReadNo, ReadReason, ReadRevisit, Setting, Tally
from rekindle.intake.rows.shared import Shared, apply_shared, find_shared
from rekindle.intake.rows.touches import draft_touch
from rekindle.intake.rows.values import RowValues, read_row

__all__ = ["ReadNo", "ReadReason", "ReadRevisit", "Tally", "draft_rows"]

_DRAW: dict[Kind, Callable[[RowValues, Setting], Draft | Rejected | Skipped]] = {
    Kind.DEALS: draft_deal,
    Kind.PEOPLE: draft_person,
    Kind.ACCOUNTS: draft_account,
    Kind.TOUCHES: draft_touch,
}


def draft_rows(
    table: RawTable,
    recognition: Recognition,
    as_of: datetime,
    zone: tzinfo,
    default_currency: str,
    *,
    read_reason: ReadReason | None = None,
    read_revisit: ReadRevisit | None = None,
    read_no: ReadNo | None = None,
    tally: Tally | None = None,
    fiscal_month: int = 0,
) -> Iterator[Draft | Rejected | Skipped]:
    """Yield exactly one draft, rejection or skip per row, in the order of the file.

    `as_of` is aware: nothing counts as having happened behind it. Dates without a zone are in `zone`, amounts without
    a currency in `default_currency`. `fiscal_month` is when a fiscal year begins, 0 if nobody knows.
    `tally` collects what could not be read; ask it for `sentences()` at the end.
    """
    setting = Setting(
        as_of=as_of,
        today=as_of.astimezone(zone).date(),
        zone=zone,
        currency=default_currency,
        recognition=recognition,
        steps=plan_columns(
            table.columns, recognition, Place(zone, default_currency, table.counts_from_1904, fiscal_month)
        ),
        read_reason=read_reason,
        read_revisit=read_revisit,
        read_no=read_no,
        tally=tally or Tally(),
    )
    yield from (_draft_histories if recognition.is_history else _draft_singly)(table, setting)


def _draft_singly(table: RawTable, setting: Setting) -> Iterator[Draft | Rejected | Skipped]:
    kind = setting.recognition.kind
    end, sums = find_footer(table.rows), find_sums(table.rows)
    seen: dict[int, int] = {}
    draw = _DRAW[kind]
    shared, beside = _compare(table, end, sums, setting) if kind is Kind.DEALS else (Shared(), {})
    for number, row in enumerate(table.rows, start=1):
        drawn = _set_aside(number, row, table, end, seen, sums) or draw(read_row(number, row, setting), setting)
        if isinstance(drawn, DealDraft):
            drawn = apply_shared(drawn, shared, setting.tally)
            drawn = replace(drawn, beside=beside[number]) if number in beside else drawn
        yield drawn


def _compare(
    table: RawTable, end: int, sums: Collection[int], setting: Setting
) -> tuple[Shared, dict[int, frozenset[Ending]]]:
    """Look at what rows have to do with each other: those of one id, and those called alike without one."""
    seen: dict[int, int] = {}
    numbered = enumerate(table.rows, start=1)
    rows = [(number, row) for number, row in numbered if _set_aside(number, row, table, end, seen, sums) is None]
    shared = find_shared(rows, setting, draft_deal)
    return shared, find_beside(rows, setting, draft_deal, shared.strange)


def _draft_histories(table: RawTable, setting: Setting) -> Iterator[Draft | Rejected | Skipped]:
    end, sums = find_footer(table.rows), find_sums(table.rows)
    seen: dict[int, int] = {}
    aside = [_set_aside(number, row, table, end, seen, sums) for number, row in enumerate(table.rows, start=1)]
    rows = [(number, row) for number, row in enumerate(table.rows, start=1) if aside[number - 1] is None]
    drafts = draft_histories(rows, table.columns, setting)
    for number, left in enumerate(aside, start=1):
        yield left or drafts[number]


def _set_aside(
    number: int, row: tuple[Cell, ...], table: RawTable, end: int, seen: dict[int, int], sums: Collection[int]
) -> Rejected | Skipped | None:
    """Return why a row is not even read: it stands below the report, is too wide, or was there before.

    Of the rows `seen` only their marks are kept; a row of the same mark is compared.
    """
    if number in sums:
        return Skipped(number, "a sum of the rows above it, not a row of the list")
    if number > end or is_footer(row):
        return Skipped(number, "a line below the report, not a row of it")
    if name_of_group(row) or is_band(row):
        return Skipped(number, "the heading of a group, not a row of it")
    if len(row) > len(table.columns):
        return reject_width(number, row, table.columns)
    first = seen.setdefault(hash(row), number)
    if first == number or table.rows[first - 1] != row:
        return None
    return Skipped(number, f"an exact repeat of row {first}")
