"""A lost deal coming back: a return of its kind, and the deal open or won from then on."""

from datetime import datetime
from uuid import UUID

from rekindle.book.write.deals import turn_status
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.losses import write_return
from rekindle.book.write.writing import Writing
from rekindle.desk.verbs.finding import day_of
from rekindle.terms.losses import ReturnKind, Status

TALKING_AGAIN = "talking again"


def come_back(
    writing: Writing,
    deal: FoundDeal,
    kind: ReturnKind,
    *,
    words: str = "",
    touch_id: UUID | None = None,
    happened_at: datetime | None = None,
) -> None:
    """Write how a deal came back, and turn its status; a deal that was never lost has no return."""
    when = max(happened_at or writing.at, deal.since)
    if deal.loss_id is not None:
        write_return(writing, deal.loss_id, deal.deal_id, kind, words=words, touch_id=touch_id, happened_at=when)
    status, stage = (Status.WON, "") if kind == ReturnKind.WIN else (Status.OPEN, TALKING_AGAIN)
    turn_status(writing, deal.deal_id, status, stage=stage, happened_at=when)


def is_back(writing: Writing, deal: FoundDeal, happened_at: datetime) -> bool:
    """Say whether what happened then brings a lost deal back: it is lost, and had been lost by that day."""
    return deal.status == Status.LOST and deal.lost_on is not None and day_of(writing, happened_at) >= deal.lost_on
