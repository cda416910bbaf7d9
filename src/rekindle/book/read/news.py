"""What was noticed lately: the signals of a workspace."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book.models import Signal
from rekindle.book.read.around import counting

MOST = 60


@dataclass(frozen=True, slots=True)
class NewsRecord:
    """A signal; names are empty where it names nobody, `known_at` is when it was recorded."""

    signal_id: UUID
    kind: str
    account_id: UUID | None
    account: str
    person_id: UUID | None
    person: str
    deal_id: UUID | None
    product_id: UUID | None
    product: str
    words: str
    happened_at: datetime
    until_on: date | None
    known_at: datetime
    by: str


_COLUMNS = (
    "id",
    "kind",
    "account_id",
    "account__name",
    "person_id",
    "person__name",
    "deal_id",
    "product_id",
    "product__name",
    "words",
    "happened_at",
    "until_on",
    "known_at",
    "by__name",
)


def read_news(workspace_id: UUID, most: int = MOST) -> list[NewsRecord]:
    """Return the signals recorded last, the newest first; one query."""
    rows = counting(Signal, workspace_id).order_by("-id").values_list(*_COLUMNS)
    return [NewsRecord(*_plain(row)) for row in rows[:most]]


def read_news_of(workspace_id: UUID, account_ids: Iterable[UUID]) -> list[NewsRecord]:
    """Return every signal of some accounts, the newest first; one query."""
    rows = counting(Signal, workspace_id).filter(account_id__in=list(account_ids)).order_by("-id")
    return [NewsRecord(*_plain(row)) for row in rows.values_list(*_COLUMNS)]


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A name that is reached over a missing link is empty, not None."""
    names = {3, 5, 8, 13}
    return tuple(cell or "" if at in names else cell for at, cell in enumerate(row))
