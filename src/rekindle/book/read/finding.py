"""Finding deals by words: in names of accounts, deals and people, and in notes and contacts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rekindle.book.models import Account, Deal, Note, Person, Seat, Touch
from rekindle.book.read.around import counting
from rekindle.book.same import find_roots
from rekindle.book.search import holding, split_words

# More than anybody reads; with more the words are asked to be narrowed.
MOST = 500


def find_deals(workspace_id: UUID, words: str, member_id: UUID) -> list[UUID]:
    """Return up to `MOST` deals whose account, name, people, notes or contacts hold all the words, or their beginnings.

    Each kind of place holds all of them, or does not count. A colleague's private notes are not searched. A deal that
    is one with another is found as that other.
    """
    wanted = split_words(words)
    found: dict[UUID, None] = {}
    if wanted:
        roots = find_roots(workspace_id, "deal")
        for rows in _places(workspace_id, wanted, member_id):
            found |= dict.fromkeys(roots.get(one, one) for one in rows[: MOST - len(found)])
            if len(found) >= MOST:
                break
    return list(found)


def _places(workspace_id: UUID, wanted: list[str], member_id: UUID) -> Iterator["QuerySet[Any]"]:
    def rows(model: Any) -> "QuerySet[Any]":
        table = model._meta.db_table
        return counting(model, workspace_id).filter(holding(workspace_id, table, wanted, MOST))

    accounts = list(rows(Account).values_list("pk", flat=True)[:MOST])
    yield counting(Deal, workspace_id).filter(account_id__in=accounts).values_list("pk", flat=True)
    yield rows(Deal).values_list("pk", flat=True)
    people = list(rows(Person).values_list("pk", flat=True)[:MOST])
    yield counting(Seat, workspace_id).filter(person_id__in=people).values_list("deal_id", flat=True).distinct()
    notes = rows(Note).filter(Q(private=False) | Q(by_id=member_id), deal_id__isnull=False)
    yield notes.values_list("deal_id", flat=True)
    yield rows(Touch).filter(deal_id__isnull=False).values_list("deal_id", flat=True)
