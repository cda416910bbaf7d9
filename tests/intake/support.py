"""What every test of the room needs: a file from lines, and its drafts on a fixed day."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from openpyxl import Workbook

from rekindle.intake.drafting import ReadNo, ReadReason, ReadRevisit, Tally, draft_rows
from rekindle.intake.drafts import (
    AccountRowDraft,
    DealDraft,
    Draft,
    OptOutDraft,
    PersonRowDraft,
    Rejected,
    Skipped,
    TouchRowDraft,
)
from rekindle.intake.files.table import RawTable
from rekindle.intake.reading import read_table
from rekindle.intake.recognising import Recognition, recognise

AS_OF = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)
ZONE = ZoneInfo("America/Chicago")


@dataclass(frozen=True)
class Brought:
    table: RawTable
    recognition: Recognition
    rows: list[Draft | Rejected | Skipped]
    tally: tuple[str, ...]

    @property
    def deals(self) -> list[DealDraft]:
        return [row for row in self.rows if isinstance(row, DealDraft)]

    @property
    def people(self) -> list[PersonRowDraft]:
        return [row for row in self.rows if isinstance(row, PersonRowDraft)]

    @property
    def accounts(self) -> list[AccountRowDraft]:
        return [row for row in self.rows if isinstance(row, AccountRowDraft)]

    @property
    def touches(self) -> list[TouchRowDraft]:
        return [row for row in self.rows if isinstance(row, TouchRowDraft)]

    @property
    def rejected(self) -> list[Rejected]:
        return [row for row in self.rows if isinstance(row, Rejected)]

    @property
    def skipped(self) -> list[Skipped]:
        return [row for row in self.rows if isinstance(row, Skipped)]

    @property
    def deal(self) -> DealDraft:
        """The only row's deal."""
        (only,) = self.rows
        assert isinstance(only, DealDraft), only
        return only


def bring(
    content: bytes | str,
    name: str = "book.csv",
    *,
    kind: str = "auto",
    mapping: Mapping[str, str] | None = None,
    currency: str = "USD",
    read_reason: ReadReason | None = None,
    read_revisit: ReadRevisit | None = None,
) -> Brought:
    """Take a file through all three doors."""
    table = read_table(content.encode() if isinstance(content, str) else content, name)
    recognition = recognise(table, kind, mapping)
    tally = Tally()
    rows = list(
        draft_rows(
            table,
            recognition,
            AS_OF,
            ZONE,
            currency,
            read_reason=read_reason,
            read_revisit=read_revisit,
            read_no=_read_no(read_revisit) if read_revisit else None,
            tally=tally,
        )
    )
    return Brought(table, recognition, rows, tally.sentences())


def _read_no(read_revisit: ReadRevisit) -> ReadNo:
    return lambda text, on: [one for one in read_revisit(text, on) if isinstance(one, OptOutDraft)]


def as_csv(columns: Sequence[str], *rows: Sequence[object], delimiter: str = ",") -> str:
    """Write a table as CSV."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue()


def one(**cells: object) -> str:
    """Write a file of one row; `Lost_reason="x"` is the column "Lost reason"."""
    return as_csv([column.replace("_", " ") for column in cells], list(cells.values()))


def as_xlsx(*rows: Sequence[object], title: str = "Deals") -> bytes:
    """Write a table as a workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
