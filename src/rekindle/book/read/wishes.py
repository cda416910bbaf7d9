"""Words that sound like a wish to be left alone and wait for somebody to say what they are."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from rekindle.book.models import Suppression
from rekindle.terms.people import SuppressionOrigin, SuppressionState

_CELLS = ("pk", "words", "channel", "person__name", "account__name")
# Many entries say the same; so many are looked through for sentences to ask about.
_LOOKED_AT = 200


@dataclass(frozen=True, slots=True)
class DoubtRecord:
    """A sentence, one of the entries that hold somebody by it, whom that one holds, and how many it holds at all."""

    entry_id: UUID
    words: str
    channel: str
    name: str
    account: str
    held: int


def count_doubts(workspace_id: UUID) -> int:
    """Return how many sentences wait for an answer."""
    return int(_waiting(workspace_id).values("words").distinct().count())


def read_doubts(workspace_id: UUID, most: int) -> list[DoubtRecord]:
    """Return the sentences that have waited longest for an answer."""
    rows = _waiting(workspace_id).order_by("pk").values_list(*_CELLS)[:_LOOKED_AT]
    first: dict[str, tuple[Any, ...]] = {}
    for row in rows:
        first.setdefault(row[1], row)
    shown = list(first.values())[:most]
    held = _count_held(workspace_id, [row[1] for row in shown])
    return [
        DoubtRecord(entry_id, words, channel, person or "", account or "", held[words])
        for entry_id, words, channel, person, account in shown
    ]


def _count_held(workspace_id: UUID, said: list[str]) -> dict[str, int]:
    if not said:
        return {}
    rows = _waiting(workspace_id).filter(words__in=said).values("words")
    return dict(
        rows.annotate(held=Count(Coalesce("person_id", "account_id"), distinct=True)).values_list("words", "held")
    )


def _waiting(workspace_id: UUID) -> "QuerySet[Any]":
    """Entries in doubt; one is settled where the same words leave the same one alone for sure."""
    rows = Suppression.objects.within(workspace_id)
    in_force = rows.filter(~Exists(rows.filter(answers_id=OuterRef("pk"))), state=SuppressionState.SUPPRESSED)
    same = Q(person_id=OuterRef("person_id")) | Q(person_id=None, account_id=OuterRef("account_id"))
    settled = in_force.filter(same, words=OuterRef("words")).exclude(origin=SuppressionOrigin.DOUBT)
    return in_force.filter(~Exists(settled), origin=SuppressionOrigin.DOUBT)
