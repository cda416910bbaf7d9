"""Finding deals by words: in names of accounts, deals and people, and in notes and contacts."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from rekindle.book.models import Account, Deal, Note, Person, Seat, Touch
from rekindle.book.read.around import counting

# More than anybody reads; with more the words are asked to be narrowed.
MOST = 500


def find_deals(workspace_id: UUID, words: str, member_id: UUID) -> list[UUID]:
    """Return up to `MOST` deals whose account, name, people, notes or contacts hold all the words.

    Each kind of place holds all of them, or does not count. A colleague's private notes are not searched.
    """
    wanted = words.casefold().split()[:8]
    found: dict[UUID, None] = {}
    if wanted:
        for rows in _places(workspace_id, wanted, member_id):
            found |= dict.fromkeys(rows[: MOST - len(found)])
            if len(found) >= MOST:
                break
    return list(found)


def _places(workspace_id: UUID, wanted: list[str], member_id: UUID) -> Iterator["QuerySet[Any]"]:
    deals = counting(Deal, workspace_id)
    accounts = counting(Account, workspace_id).filter(_all("name_key", wanted)).values_list("pk", flat=True)[:MOST]
    yield deals.filter(account_id__in=list(accounts)).values_list("pk", flat=True)
    yield deals.filter(_all("name_key", wanted)).values_list("pk", flat=True)
    people = counting(Person, workspace_id).filter(_all("name_key", wanted)).values_list("pk", flat=True)[:MOST]
    seats = counting(Seat, workspace_id)
    yield seats.filter(person_id__in=list(people)).values_list("deal_id", flat=True).distinct()
    mine = Q(private=False) | Q(by_id=member_id)
    for model, allowed in ((Note, mine), (Touch, Q())):
        rows = counting(model, workspace_id).filter(allowed & _all("words", wanted, fold=True), deal_id__isnull=False)
        yield rows.values_list("deal_id", flat=True)


def _all(column: str, wanted: list[str], *, fold: bool = False) -> Q:
    """All the words stand in the column; folded names need no folding."""
    test = "icontains" if fold else "contains"
    return Q(*(Q(**{f"{column}__{test}": word}) for word in wanted))
