"""New rows on their way into the book, written together and in the order in which they lean on each other."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model

from rekindle.book import models as m
from rekindle.book.write.drafts.bringing import Bringing, Fate

M = TypeVar("M", bound=Model)

ORDER: tuple[type[Model], ...] = (
    m.Team,
    m.Member,
    m.Product,
    m.Competitor,
    m.Account,
    m.Person,
    m.Deal,
    m.ExternalId,
    m.Post,
    m.ContactPoint,
    m.Seat,
    m.DealLine,
    m.StatusChange,
    m.Loss,
    m.Claim,
    m.Touch,
    m.Return,
    m.Note,
    m.Promise,
    m.Rest,
    m.Signal,
    m.Contract,
    m.Permission,
    m.Suppression,
)


class Shelf:
    """Collects the rows of a chunk; `fate` is that of the draft being stored."""

    def __init__(self, bringing: Bringing) -> None:
        self.bringing = bringing
        self.fate = Fate(0, "skipped")
        self._rows: dict[type[Model], list[Model]] = defaultdict(list)

    def put(self, model: type[M], **columns: Any) -> M:
        """Add a row of this workspace and note it as made by the present draft."""
        row = model(workspace_id=self.bringing.workspace_id, **columns)
        self._rows[model].append(row)
        self.fate.made.append([model._meta.db_table, str(row.pk)])
        return row

    def put_fact(self, model: type[M], happened_at: datetime, *, known_at: datetime | None = None, **columns: Any) -> M:
        """Add a fact. It is known when the source recorded it, and never later than now."""
        now = self.bringing.at
        return self.put(
            model,
            happened_at=min(happened_at, now),
            known_at=min(known_at or happened_at, now),
            by_id=self.bringing.member_id,
            **columns,
        )

    def flush(self) -> None:
        """Write everything collected."""
        for model in ORDER:
            rows = self._rows.pop(model, [])
            if rows:
                manager: Any = model._default_manager
                manager.within(self.bringing.workspace_id).bulk_create(rows, batch_size=500)
        if self._rows:
            raise LookupError(f"no place in the order for {[model.__name__ for model in self._rows]}")

    def waiting(self) -> Iterator[Model]:
        """Yield the rows not written yet."""
        for rows in self._rows.values():
            yield from rows
