"""Who is to get back to somebody already, through another account."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from rekindle.book.models import Advice, Seat
from rekindle.book.same import find_roots, spread
from rekindle.terms.advice import AdviceKind


def who_speaks_to(
    workspace_id: UUID, people: Collection[UUID], homes: Collection[UUID], account_id: UUID
) -> dict[str, str | None]:
    """Return which of some people (hex digits) the advice in force gets back to at another account, and whose deal that
    is. Looked for where they have a seat, and at `homes`, the accounts they work at."""
    if not people:
        return {}
    every = spread(find_roots(workspace_id, "person"), people)
    seated = Seat.objects.within(workspace_id).filter(person_id__in=every).values("deal_id")
    rows = Advice.objects.within(workspace_id).filter(Q(pk__in=seated) | Q(account_id__in=list(homes)))
    rows = rows.filter(kind=AdviceKind.GET_BACK.value, person_id__in=list(people)).exclude(account_id=account_id)
    found = rows.order_by("pk").values_list("person_id", "owner_id")
    return {person_id.hex: owner_id.hex if owner_id else None for person_id, owner_id in found}
