"""The few columns of a deal that may be changed in place; what they were is kept for an undo."""

from collections.abc import Sequence
from uuid import UUID

from rekindle.book.models import Deal
from rekindle.book.write.writing import Writing, change, plain


def change_amount(writing: Writing, deal_id: UUID, amount_minor: int, currency: str) -> None:
    """Say what a deal is worth now; its losses keep what it was worth then."""
    change(writing, Deal, deal_id, amount_minor=amount_minor, currency=currency)


def give_deals(writing: Writing, deal_ids: Sequence[UUID], owner_id: UUID) -> None:
    """Say who looks after several deals from now on, in one go."""
    rows = Deal.objects.within(writing.workspace_id).filter(pk__in=deal_ids)
    before = list(rows.exclude(owner_id=owner_id).order_by("pk").values_list("pk", "owner_id"))
    rows.filter(pk__in=[deal_id for deal_id, _ in before]).update(owner_id=owner_id)
    for deal_id, owner in before:
        writing.changed.append((Deal._meta.db_table, str(deal_id), {"owner_id": plain(owner)}))
