"""Names and pages of the lost book, kept until something is done or planned."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache

from rekindle.book.read.lost_book import stamp
from rekindle.book.read.narrowing import list_names
from rekindle.book.read.tallies import Counts, read_counts

T = TypeVar("T")

# So many deals may rest, be handed over or be left alone together.
AT_ONCE = 2_000
# So far is counted what a narrowed table lists: nobody reads further, and each deal would be looked at.
MANY = 500
_SECONDS = 600


@dataclass(frozen=True)
class Kept:
    """What is kept of a workspace for a day: what is the same for all, and what a member sees."""

    workspace_id: UUID
    member_id: UUID
    today: date
    zone: ZoneInfo

    @cached_property
    def _stamp(self) -> str:
        return stamp(self.workspace_id)

    def counts(self, owner_id: UUID | None) -> Counts:
        """Return how many lost deals stand where."""
        return read_counts(self.workspace_id, self.today, owner_id)

    def names(self) -> dict[str, list[str]]:
        """Return what the book can be narrowed by."""
        return self.keep("names", lambda: list_names(self.workspace_id))

    def keep(self, what: str, make: Callable[[], T]) -> T:
        """Return what was kept for the member under a name; it is made once for every command and morning."""
        said = f"{self.member_id} {what} {self.workspace_id} {self.today} {self._stamp}"
        key = f"book-{hashlib.sha256(said.encode()).hexdigest()}"
        kept: T | None = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, _SECONDS)
        return kept
