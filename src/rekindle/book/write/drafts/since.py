"""From when on people, their posts and their addresses are known: a file may tell of the latest first."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.models.base import Fact
from rekindle.book.write.drafts.known import Known
from rekindle.book.write.drafts.shelf import Shelf, Told
from rekindle.book.write.rows import update_rows
from rekindle.book.write.writing import plain


def put_known(shelf: Shelf, known: Known, model: type[Fact], at: datetime, **columns: Any) -> UUID:
    """Add a fact of which a later row may say that it was known earlier."""
    row_id = shelf.put_fact(model, at, **columns)
    known.since[row_id] = min(at, shelf.writing.at)
    return row_id


def know_since(shelf: Shelf, known: Known, model: type[Fact], row_id: UUID, at: datetime) -> None:
    """Note that the present draft knew of a row at that instant, if that is earlier than any before it did."""
    if row_id in known.since and at < known.since[row_id]:
        known.since[row_id] = at
        shelf.earlier.setdefault(model, {})[row_id] = Told(at, shelf.fate)


def keep_earlier(shelf: Shelf) -> None:
    """Date rows by the earliest draft of the chunk that tells of them: those held back, and those on record.

    Of a row on record its two times before are kept with the fate of that draft, for taking the file back.
    """
    for model, told in shelf.earlier.items():
        held = shelf.writing.held.get(model, ()) if shelf.writing.held else ()
        new = {row["id"]: row for row in held if isinstance(row, dict) and row["id"] in told}
        for row_id, row in new.items():
            row["known_at"] = row["happened_at"] = told[row_id].at
        _update(shelf, model, {row_id: said for row_id, said in told.items() if row_id not in new})


def _update(shelf: Shelf, model: type[Fact], told: Mapping[UUID, Told]) -> None:
    if not told:
        return
    rows = list(model.objects.within(shelf.writing.workspace_id).filter(pk__in=list(told)))
    for row in rows:
        said = told[row.pk]
        before = {name: plain(getattr(row, name)) for name in ("happened_at", "known_at")}
        said.fate.changed.append([model._meta.db_table, str(row.pk), before])
        row.happened_at, row.known_at = min(row.happened_at, said.at), said.at
    update_rows(model, rows, ("happened_at", "known_at"))
