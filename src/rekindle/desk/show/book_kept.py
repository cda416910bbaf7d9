"""Counts, names and pages of the lost book, kept until something is done or planned."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.cache import cache

from rekindle.book.read.lost_book import PER_PAGE, Asked, count_up_to, stamp
from rekindle.book.read.narrowing import list_names
from rekindle.book.read.tallies import Counts, read_counts
from rekindle.desk.show.book_views import BookAsk

T = TypeVar("T")

# So many deals may rest, be handed over or be left alone together.
AT_ONCE = 2_000
_SECONDS, _A_MINUTE = 600, 60
# In a larger book the reasons are counted once a minute: nobody sees a hundred thousand deals change by one.
LARGE = 20_000


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
        return self._keep("names", lambda: list_names(self.workspace_id))

    def matching(self, said: BookAsk, asked: Callable[[], Asked], listed: int) -> int:
        """Count the deals of all pages, to one more than can be done together; `listed` are on this page."""
        if not said.after and listed <= PER_PAGE:
            return listed
        what = replace(said, after="", sort="")
        return self.keep(f"matching-{what}", lambda: count_up_to(self.workspace_id, asked(), AT_ONCE + 1))

    def keep(self, what: str, make: Callable[[], T]) -> T:
        """Return what was kept for the member under a name; it is made once for every command and morning."""
        return self._keep(f"{self.member_id} {what}", make)

    def _keep(self, what: str, make: Callable[[], T], *, is_exact: bool = True) -> T:
        said = f"{what} {self.workspace_id} {self.today} {self._stamp if is_exact else ''}"
        key = f"book-{hashlib.sha256(said.encode()).hexdigest()}"
        kept: T | None = cache.get(key)
        if kept is None:
            kept = make()
            cache.set(key, kept, _SECONDS if is_exact else _A_MINUTE)
        return kept
