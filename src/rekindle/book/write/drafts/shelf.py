"""New rows on their way into the book; written together when the chunk ends."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from rekindle.book.models.base import Fact, WorkspaceRow
from rekindle.book.write.drafts.bringing import OLDER, Fate, NewerFile
from rekindle.book.write.writing import Writing, hold_row, hold_values, plain


class Told(NamedTuple):
    """From when on a draft, whose fate this is, knew of something."""

    at: datetime
    fate: Fate


@dataclass(slots=True)
class Shelf:
    """`writing` holds rows back; `fate` is that of the draft being stored; ids belong to `system`.

    `newer` is there where the drafts are of an older file than one that is in already. `earlier` are rows that a draft
    knew of before the draft that made them did.
    """

    writing: Writing
    system: str
    newer: NewerFile | None = None
    fate: Fate = field(default_factory=lambda: Fate(0, "skipped"))
    changed: dict[UUID, WorkspaceRow] = field(default_factory=dict)
    earlier: dict[type[Fact], dict[UUID, Told]] = field(default_factory=dict)

    def begin(self, row: int) -> None:
        """Turn to the next draft."""
        self.fate = Fate(row, "skipped")

    def leave_out(self) -> None:
        """Note that the present draft says otherwise than what is on record, and is older."""
        self.fate.words = OLDER

    def put(self, model: type[WorkspaceRow], **columns: Any) -> UUID:
        """Add a row of this workspace and note it as made by the present draft."""
        table, row_id = hold_values(self.writing, model, columns)
        self.fate.made.append([table, str(row_id)])
        return row_id

    def put_row(self, row: WorkspaceRow) -> None:
        """Add a row that may still change before it is written."""
        hold_row(self.writing, row)
        self.fate.made.append([row._meta.db_table, str(row.pk)])

    def put_fact(
        self, model: type[WorkspaceRow], happened_at: datetime, *, known_at: datetime | None = None, **columns: Any
    ) -> UUID:
        """Add a fact. It is known when the source recorded it, and never later than now."""
        now = self.writing.at
        known_at = min(known_at, now) if known_at else min(happened_at, now)
        return self.put(
            model, happened_at=min(happened_at, now), known_at=known_at, by_id=self.writing.member_id, **columns
        )

    def vouch(self, model: type[WorkspaceRow], row_ids: list[UUID]) -> None:
        """Note that the present draft says what these rows say already: they stay while its file stays."""
        self.fate.vouched += [[model._meta.db_table, str(row_id)] for row_id in row_ids]

    def change(self, row: WorkspaceRow, columns: dict[str, Any]) -> bool:
        """Change columns of a row that is on record, keeping what they were; says whether anything was another."""
        before = {name: getattr(row, name) for name, value in columns.items() if getattr(row, name) != value}
        if not before:
            return False
        for name in before:
            setattr(row, name, columns[name])
        kept = {name: plain(old) for name, old in before.items()}
        if self.touch(row):
            self.fate.changed.append([row._meta.db_table, str(row.pk), kept])
        return True

    def touch(self, row: WorkspaceRow) -> bool:
        """Note that a row has to be written again; False for one that is not written yet at all."""
        if not row._state.adding:
            self.changed[row.pk] = row
        return not row._state.adding
