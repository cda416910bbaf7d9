"""A deal told with its whole history beside what is on record of it: which of its turns are news."""

from collections.abc import Iterator
from datetime import date, tzinfo
from itertools import zip_longest
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.write.drafts.around import is_new
from rekindle.book.write.drafts.known import Known, KnownDeal
from rekindle.book.write.drafts.losses import add_to, come_back, continue_deal, lose, turned_at
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.intake.drafts import DealDraft, LossDraft, ReturnDraft
from rekindle.terms.days import day_in, moment_in
from rekindle.terms.losses import Status

Episode = tuple[LossDraft, ReturnDraft | None]


def tells_history(draft: DealDraft) -> bool:
    """Say whether a draft tells of more than the end of its deal."""
    return bool(draft.returns) or len(draft.losses) > 1


def continue_history(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal) -> None:
    """Add every episode of a deal on record that is news, in the order of time.

    Losses are numbered as they are recorded, and none is changed: one from before the last on record becomes a note.
    """
    days = {loss_id: lost_on for _, loss_id, lost_on in deal.losses}
    last = max(days.values(), default=date.min)
    for (loss, back), on_record in _match(draft, deal, shelf.writing.zone):
        loss_id = on_record
        if loss_id is not None:
            add_to(shelf, draft, deal, loss, loss_id, days[loss_id])
        elif loss.lost_on <= last:
            _note(shelf, deal, loss, back)
            continue
        else:
            lose(shelf, known, draft, deal, loss)
            loss_id = deal.losses[-1][1]
        if back and (loss_id, str(back.kind)) not in deal.backs:
            come_back(shelf, deal, back.kind, back.happened_at, back.words, loss_id)
    last_on, zone = max((lost_on for _, _, lost_on in deal.losses), default=date.min), shelf.writing.zone
    if draft.status != Status.LOST and day_in(turned_at(draft, zone), zone) >= last_on:
        continue_deal(shelf, known, draft, deal)


def _match(draft: DealDraft, deal: KnownDeal, zone: tzinfo) -> Iterator[tuple[Episode, UUID | None]]:
    """Pair each loss with its return, and with the loss on record of that day, or else one between the returns before
    and after it: the other system may have known another day of the same loss."""
    losses = sorted(draft.losses, key=lambda loss: loss.lost_on)
    returns = sorted(draft.returns, key=lambda back: back.happened_at)[: len(losses)]
    left = {loss_id: lost_on for _, loss_id, lost_on in deal.losses}
    since = date.min
    for loss, back in zip_longest(losses, returns):
        until = day_in(back.happened_at, zone) if back else date.max
        near = [one for one, lost_on in left.items() if since < lost_on <= until]
        found = next((one for one, lost_on in left.items() if lost_on == loss.lost_on), next(iter(near), None))
        if found:
            del left[found]
        since = until
        yield (loss, back), found


def _note(shelf: Shelf, deal: KnownDeal, loss: LossDraft, back: ReturnDraft | None) -> None:
    stage, zone = f" at {loss.stage}" if loss.stage else "", shelf.writing.zone
    again = f", and back on {day_in(back.happened_at, zone)}" if back else ""
    words = f"Lost before, on {loss.lost_on}{stage}{again}."
    if is_new(deal, ("note", words)):
        shelf.put_fact(
            m.Note, moment_in(loss.lost_on, zone), deal_id=deal.deal_id, account_id=deal.account_id, words=words
        )
