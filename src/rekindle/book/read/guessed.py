"""Losses whose day nobody ever said."""

from collections.abc import Iterable
from uuid import UUID

from rekindle.book.read.around import losses_in_force

GUESSED = "guessed"
_AT_ONCE = 500


def list_guessed(workspace_id: UUID, deal_ids: Iterable[UUID]) -> set[UUID]:
    """Return those of some deals for whose latest loss the day of its file was put."""
    ids, found = list(deal_ids), set[UUID]()
    for start in range(0, len(ids), _AT_ONCE):
        rows = losses_in_force(workspace_id).filter(deal_id__in=ids[start : start + _AT_ONCE]).order_by("number", "id")
        latest = dict(rows.values_list("deal_id", "lost_on_quality"))
        found |= {deal_id for deal_id, quality in latest.items() if quality == GUESSED}
    return found
