"""Which deal on record a row without an id means: of those called alike the one that stands as the row says."""

from datetime import date, tzinfo
from functools import lru_cache

from rekindle.book.write.drafts.correcting import may_be_told_of
from rekindle.book.write.drafts.known import KnownDeal
from rekindle.intake.drafts import DealDraft, Ending
from rekindle.intake.rows.beside import end_of, tell_apart
from rekindle.terms.days import day_in
from rekindle.terms.losses import Status

# A day of closing is corrected by days; a loss of another month is another loss.
CORRECTED = 31
# Days of a loss that move with every change of its row.
MOVING = ("guessed", "modified")


def find_alike(called: list[KnownDeal], draft: DealDraft, zone: tzinfo) -> KnownDeal | None:
    """Return the deal that the draft goes on with, None when it tells of a new one.

    `called` are deals of the same account and name. One that stands as the draft says is it, of the same amount first.
    Else it may be the one from which the draft goes on, lost last, unless another row of the same file tells of it.
    """
    mine = end_of(draft)
    fitting = [deal for deal in called if _fits(deal, mine, zone)]
    same = next((deal for deal in fitting if deal.row.amount_minor == mine.amount_minor), None)
    if same:
        return same
    left = [deal for deal in called if not _is_told_of(deal, draft.beside, mine, zone)]
    found = next((deal for deal in left if deal in fitting), None)
    before = [deal for deal in left if _goes_on(deal, draft, mine, zone)]
    return found or max(before, key=lambda deal: _last_lost(deal) or date.min, default=None)


def _is_told_of(deal: KnownDeal, beside: frozenset[Ending], mine: Ending, zone: tzinfo) -> bool:
    """Say whether another row of the file, which this one does not follow, stands as the deal does."""
    if not beside:
        return False
    status = Status(deal.status)
    stands: set[tuple[Status, date | None]] = {(Status.LOST, lost_on) for _, _, lost_on in deal.losses}
    stands |= {(status, None)} if status is Status.LOST else {(status, None), (status, _since(deal, zone))}
    ends = [end for one in stands for end in _by_standing(beside).get(one, ())]
    others = [end for end in ends if tell_apart(mine, end) and not _follows(mine, end)]
    return any(end.amount_minor in (None, deal.row.amount_minor) for end in others)


@lru_cache(maxsize=64)
def _by_standing(beside: frozenset[Ending]) -> dict[tuple[Status, date | None], tuple[Ending, ...]]:
    found: dict[tuple[Status, date | None], tuple[Ending, ...]] = {}
    for end in beside:
        found[end.status, end.day] = (*found.get((end.status, end.day), ()), end)
    return found


def _fits(deal: KnownDeal, end: Ending, zone: tzinfo) -> bool:
    if end.status is Status.LOST and end.day:
        return any(lost_on == end.day for _, _, lost_on in deal.losses)
    return deal.status == end.status and (end.day is None or _since(deal, zone) == end.day)


def _follows(this: Ending, that: Ending) -> bool:
    """Say whether one is lost and the other came later: what was lost was opened again, or won."""
    lost, other = (this, that) if this.status is Status.LOST else (that, this)
    is_turn = lost.status is Status.LOST and other.status is not Status.LOST
    return is_turn and lost.day is not None and other.day is not None and lost.day < other.day


def _last_lost(deal: KnownDeal) -> date | None:
    return max((lost_on for _, _, lost_on in deal.losses), default=None)


def _since(deal: KnownDeal, zone: tzinfo) -> date | None:
    if deal.status == Status.OPEN:
        return deal.row.opened_on
    return day_in(deal.row.status_since, zone) if deal.row.status_since else None


def _goes_on(deal: KnownDeal, draft: DealDraft, mine: Ending, zone: tzinfo) -> bool:
    """Say whether what the draft tells may have become of a deal on record."""
    last, since = _last_lost(deal), _since(deal, zone)
    if mine.status is Status.LOST:
        if mine.day is None or draft.losses[-1].lost_on_quality in MOVING or deal.status == Status.OPEN:
            return True
        if may_be_told_of(deal, mine.day, mine.amount_minor):
            return True
        return _are_near(mine.day, last) if deal.losses else since is None or mine.day <= since
    if deal.status == Status.LOST:
        return mine.day is None or last is None or mine.day >= last or mine.status is Status.OPEN
    return _are_near(mine.day, since) if deal.status == mine.status else mine.status is Status.WON


def _are_near(this: date | None, that: date | None) -> bool:
    return this is None or that is None or abs((this - that).days) <= CORRECTED
