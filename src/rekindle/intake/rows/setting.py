"""What the rows of one file are read with, and what is noted while reading them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo

from rekindle.intake.columns.recognition import Recognition
from rekindle.intake.drafts import ClaimDraft, OptOutDraft, PromiseDraft
from rekindle.intake.rows.plan import Step

ReadReason = Callable[[str], Sequence[ClaimDraft]]
"""Reads what a text says about why a deal was lost."""

ReadRevisit = Callable[[str, date], Sequence[PromiseDraft | OptOutDraft]]
ReadNo = Callable[[str, date], Sequence[OptOutDraft]]
"""Reads from a text of a day when to come back, and whether somebody asked to be left alone."""


@dataclass(slots=True)
class _Note:
    count: int
    first_row: int
    example: str
    is_grave: bool = False


@dataclass(slots=True)
class Tally:
    """Collects what could not be read cell by cell, so that it is said once per column with its count."""

    notes: dict[tuple[str, str], _Note] = field(default_factory=dict)

    def add(self, column: str, words: str, row: int, example: str = "", *, is_grave: bool = False) -> None:
        """Count something about a cell; the first row and its text are remembered. What is grave is said first."""
        note = self.notes.setdefault((column, words), _Note(0, row, example, is_grave))
        note.count += 1

    def sentences(self, *, grave: bool | None = None) -> tuple[str, ...]:
        """Return one sentence per column and kind of trouble; only of what is `grave`, or only of what is not."""
        return tuple(
            _say(column, words, note)
            for (column, words), note in self.notes.items()
            if grave is None or note.is_grave == grave
        )


def _say(column: str, words: str, note: _Note) -> str:
    about = f"{column!r}: " if column else ""
    example = " ".join(note.example.split())
    shown = f" ({example[:59] + '…' if len(example) > 60 else example!r})" if example else ""
    where = f"row {note.first_row}" if note.count == 1 else f"{note.count:,} rows, the first is row {note.first_row}"
    return f"{about}{words}: {where}{shown}"


@dataclass(frozen=True, slots=True)
class Setting:
    """`today` is the day of `as_of` in the zone; nothing that a row says may lie behind `as_of` once it happened."""

    as_of: datetime
    today: date
    zone: tzinfo
    currency: str
    recognition: Recognition
    steps: tuple[Step, ...]
    read_reason: ReadReason | None = None
    read_revisit: ReadRevisit | None = None
    read_no: ReadNo | None = None
    tally: Tally = field(default_factory=Tally)
