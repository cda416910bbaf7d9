"""Whether the status kept on each deal is that of its history."""

from uuid import UUID

from django.db.models import F

from rekindle.book.models import Deal
from rekindle.book.write.deals import latest_turn


def unsettled_deals(workspace_id: UUID) -> list[UUID]:
    """Return the deals whose kept status is not the fold of their turns, in the order they were made."""
    status, _ = latest_turn(workspace_id)
    deals = Deal.objects.within(workspace_id).annotate(folded=status).exclude(status=F("folded"))
    return list(deals.order_by("pk").values_list("pk", flat=True))
