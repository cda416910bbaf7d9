"""New rows on their way into the book; written together when the chunk ends."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models.base import WorkspaceRow
from rekindle.book.write.drafts.bringing import Fate
from rekindle.book.write.writing import Writing, record


@dataclass(slots=True)
class Shelf:
    """`writing` holds rows back; `fate` is that of the draft being stored; ids belong to `system`."""

    writing: Writing
    system: str
    fate: Fate = field(default_factory=lambda: Fate(0, "skipped"))

    def begin(self, row: int) -> None:
        """Turn to the next draft."""
        self.fate = Fate(row, "skipped")

    def put(self, model: type[WorkspaceRow], **columns: Any) -> UUID:
        """Add a row of this workspace and note it as made by the present draft."""
        row_id = record(self.writing, model, **columns)
        self.fate.made.append([model._meta.db_table, str(row_id)])
        return row_id

    def put_fact(
        self, model: type[WorkspaceRow], happened_at: datetime, *, known_at: datetime | None = None, **columns: Any
    ) -> UUID:
        """Add a fact. It is known when the source recorded it, and never later than now."""
        now = self.writing.at
        return self.put(model, happened_at=min(happened_at, now), known_at=min(known_at or happened_at, now), **columns)
