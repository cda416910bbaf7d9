"""The third door of the room: one draft per row, or in words why there is none."""

from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo

from rekindle.intake.columns.dictionary import Kind
from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.drafts import Draft, Rejected, Skipped
from rekindle.intake.files.table import Cell, RawTable
from rekindle.intake.rows.deals import draft_deal
from rekindle.intake.rows.footers import find_footer, is_footer
from rekindle.intake.rows.persons import draft_account, draft_person
from rekindle.intake.rows.plan import Place, plan_columns
from rekindle.intake.rows.refusing import reject_width
from rekindle.intake.rows.setting import ReadReason, ReadRevisit, Setting, Tally
from rekindle.intake.rows.touches import draft_touch
from rekindle.intake.rows.values import RowValues, read_row

__all__ = ["ReadReason", "ReadRevisit", "Tally", "draft_rows"]

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
    tally: Tally | None = None,
) -> Iterator[Draft | Rejected | Skipped]:
    """Yield exactly one draft, rejection or skip per row, in the order of the file.

    `as_of` is aware: nothing counts as having happened behind it. Dates without a zone are in `zone`, amounts without
    a currency in `default_currency`. `tally` collects what could not be read; ask it for `sentences()` at the end.
    """
    setting = Setting(
        as_of=as_of,
        today=as_of.astimezone(zone).date(),
        zone=zone,
        currency=default_currency,
        recognition=recognition,
        steps=plan_columns(table.columns, recognition, Place(zone, default_currency, table.counts_from_1904)),
        read_reason=read_reason,
        read_revisit=read_revisit,
        tally=tally or Tally(),
    )
    seen: dict[tuple[Cell, ...], int] = {}
    end = find_footer(table.rows)
    for number, row in enumerate(table.rows, start=1):
        if number > end or is_footer(row):
            yield Skipped(number, "a line below the report, not a row of it")
        else:
            yield _draft_row(number, row, table.columns, setting, seen)


def _draft_row(
    number: int, row: tuple[Cell, ...], columns: tuple[str, ...], setting: Setting, seen: dict[tuple[Cell, ...], int]
) -> Draft | Rejected | Skipped:
    if len(row) > len(columns):
        return reject_width(number, row, columns)
    first = seen.setdefault(row, number)
    if first != number:
        return Skipped(number, f"an exact repeat of row {first}")
    return _DRAW[setting.recognition.kind](read_row(number, row, setting), setting)
