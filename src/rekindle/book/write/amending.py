"""The few columns of a deal that may be changed in place; what they were is kept for an undo."""

from uuid import UUID

from rekindle.book.models import Deal
from rekindle.book.write.writing import Writing, change


def change_amount(writing: Writing, deal_id: UUID, amount_minor: int, currency: str) -> None:
    """Say what a deal is worth now; its losses keep what it was worth then."""
    change(writing, Deal, deal_id, amount_minor=amount_minor, currency=currency)


def give_deal(writing: Writing, deal_id: UUID, owner_id: UUID) -> None:
    """Say who looks after a deal from now on."""
    change(writing, Deal, deal_id, owner_id=owner_id)
