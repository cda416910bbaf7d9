"""Turns of a deal: opened, lost, back, won. A loss on record is never changed."""

from datetime import date, datetime, tzinfo
from typing import Any
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.write.drafts.correcting import correct_day, names_day_of
from rekindle.book.write.drafts.known import GUESSED, Dated, Guess, Known, KnownDeal
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.intake.drafts import DealDraft, LossDraft, ReturnDraft
from rekindle.terms.days import day_in, moment_in
from rekindle.terms.losses import ReturnKind, Status


def began_at(draft: DealDraft, zone: tzinfo) -> datetime:
    """Return the earliest instant a draft speaks of: from then on the deal, its account and its people were known."""
    days = [draft.opened_on, draft.won_on, *(loss.lost_on for loss in draft.losses)]
    return min([*(moment_in(day, zone) for day in days if day), draft.happened_at])


def latest_at(draft: DealDraft, zone: tzinfo) -> datetime:
    """Return when a draft's last turn was: what it says without a day of its own is dated so."""
    days = [draft.won_on, *(loss.lost_on for loss in draft.losses)]
    return max([moment_in(day, zone) for day in days if day], default=draft.happened_at)


def begin_deal(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal, began: datetime) -> None:
    """Write every turn of a deal that is new to the book, in the order of time."""
    zone = shelf.writing.zone
    turn(shelf, deal, Status.OPEN, began, "")
    turns: list[tuple[datetime, int, LossDraft | ReturnDraft]] = [
        (moment_in(x.lost_on, zone), 0, x) for x in draft.losses
    ]
    turns += [(back.happened_at, 1, back) for back in draft.returns]
    for at, _, what in sorted(turns, key=lambda found: found[:2]):
        if isinstance(what, LossDraft):
            lose(shelf, known, draft, deal, what)
        else:
            come_back(shelf, deal, what.kind, at, what.words)
    if deal.status != draft.status:
        turn(shelf, deal, draft.status, turned_at(draft, shelf.writing.zone), draft.stage)


def continue_deal(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal) -> None:
    """Compare a newer row with the deal on record and add what happened since."""
    if draft.status not in (deal.status, Status.LOST) and _is_past(shelf, draft, deal):
        shelf.leave_out()
    elif deal.status == Status.LOST and draft.status != Status.LOST:
        kind = ReturnKind.WIN if draft.status == Status.WON else ReturnKind.REOPEN
        come_back(
            shelf, deal, kind, _returned_at(shelf, draft, deal), f"{draft.stage or draft.status} in a newer export"
        )
    elif draft.status == Status.LOST:
        for loss in draft.losses:
            _lose_or_add(shelf, known, draft, deal, loss)
    elif deal.status != draft.status:
        turn(shelf, deal, draft.status, turned_at(draft, shelf.writing.zone), draft.stage)


def _lose_or_add(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal, loss: LossDraft) -> None:
    if deal.status != Status.LOST:
        # Talked to again here, while the other system still shows the loss that is on record.
        before = [(loss_id, lost_on) for _, loss_id, lost_on in deal.losses if lost_on >= loss.lost_on]
        if before:
            add_to(shelf, draft, deal, loss, *before[-1])
        else:
            _lose_late(shelf, known, draft, deal, loss)
        return
    _, loss_id, lost_on = deal.losses[-1]
    add_to(shelf, draft, deal, loss, loss_id, lost_on)


def _lose_late(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal, loss: LossDraft) -> None:
    """Write a loss that is not on record yet of a deal that is not lost now; it may have come about before that."""
    is_first, since = not deal.losses, deal.row.status_since
    back = _back_since(shelf, draft, deal, loss)
    lose(shelf, known, draft, deal, loss)
    if back:
        # An older export came in after the newer one.
        come_back(shelf, deal, *back)
    elif deal.status == Status.OPEN and since and is_first:
        # It was open on no day that anybody told; what came in last is what holds.
        turn(shelf, deal, Status.LOST, shelf.writing.at, loss.stage or draft.stage)


def _back_since(
    shelf: Shelf, draft: DealDraft, deal: KnownDeal, loss: LossDraft
) -> tuple[ReturnKind, datetime, str] | None:
    """Return how and when a deal came back from a loss that is told after its return; None where it did not."""
    since, zone, is_late = deal.row.status_since, shelf.writing.zone, is_older(shelf, draft, deal)
    kind, words = (ReturnKind.WIN, "won") if deal.status == Status.WON else (ReturnKind.REOPEN, "open")
    if since and since > moment_in(loss.lost_on, zone):
        told = is_late or kind is ReturnKind.WIN
        return (kind, since, f"{words} in a newer export") if told else None
    at = moment_in(shelf.newer.until, zone) if shelf.newer and is_late else None
    return (kind, at, f"{words} in a newer export") if at else None


def is_older(shelf: Shelf, draft: DealDraft, deal: KnownDeal) -> bool:
    """Say whether a row is of an older file: it was last changed before the deal came to stand as it does, or its
    file is older than one that was in before, and so was the deal."""
    since = deal.row.status_since
    is_guess = deal.status == Status.LOST and bool(deal.losses) and deal.losses[-1][1] in deal.guessed
    if draft.changed_on and since and not is_guess and draft.changed_on < day_in(since, shelf.writing.zone):
        return True
    return shelf.newer is not None and deal.deal_id < shelf.newer.begun


def _is_past(shelf: Shelf, draft: DealDraft, deal: KnownDeal) -> bool:
    """Say whether how a row says the deal stands is how it stood before: of an open deal no row says since when."""
    return is_older(shelf, draft, deal) and (shelf.newer is not None or deal.status == Status.LOST)


def add_to(shelf: Shelf, draft: DealDraft, deal: KnownDeal, loss: LossDraft, loss_id: UUID, lost_on: date) -> None:
    """Add to a loss on record what a newer row says about why. A guessed day is corrected; another one is only said."""
    if names_day_of(deal, loss, loss_id):
        loss_id = correct_day(shelf, draft, deal, loss, loss_id, began_at(draft, shelf.writing.zone))
    elif lost_on != loss.lost_on and loss.lost_on_quality != "guessed":
        shelf.fate.warnings.append(
            f"row {draft.row}: the file says lost on {loss.lost_on}; the day on record, {lost_on}, is kept"
        )
    add_claims(shelf, draft, deal, loss_id, loss)


def lose(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal, loss: LossDraft) -> None:
    """Write a new episode of loss with its claims."""
    at = moment_in(loss.lost_on, shelf.writing.zone)
    number = deal.losses[-1][0] + 1 if deal.losses else 1
    columns: dict[str, Any] = {
        "deal_id": deal.deal_id,
        "number": number,
        "stage": loss.stage or draft.stage,
        "amount_minor": draft.amount_minor,
        "currency": draft.currency,
        "competitor_id": find_competitor(shelf, known, loss.competitor),
    }
    loss_id = shelf.put_fact(m.Loss, at, lost_on=loss.lost_on, lost_on_quality=loss.lost_on_quality, **columns)
    deal.losses.append((number, loss_id, loss.lost_on))
    if loss.lost_on_quality == GUESSED:
        deal.guessed[loss_id] = Guess(min(at, shelf.writing.at), columns)
    turn(shelf, deal, Status.LOST, at, loss.stage or draft.stage)
    add_claims(shelf, draft, deal, loss_id, loss)


def add_claims(shelf: Shelf, draft: DealDraft, deal: KnownDeal, loss_id: UUID, loss: LossDraft) -> None:
    """Write the claims that are not on record yet."""
    people = {person.name: person for person in draft.people}
    for claim in loss.claims:
        said = ("claim", str(loss_id), str(claim.source), str(claim.kind), str(claim.key), claim.quote)
        if said in deal.said:
            continue
        deal.said.add(said)
        at = claim.happened_at or moment_in(loss.lost_on, shelf.writing.zone)
        shelf.put_fact(
            m.Claim,
            at,
            known_at=claim.happened_at or max(at, draft.happened_at),
            loss_id=loss_id,
            deal_id=deal.deal_id,
            source=claim.source,
            kind=claim.kind,
            key=claim.key,
            rank=claim.rank,
            confidence=claim.confidence,
            quote=claim.quote,
            person_id=deal_person(deal, claim.person) if claim.person in people else None,
        )


def come_back(
    shelf: Shelf, deal: KnownDeal, kind: ReturnKind, at: datetime, words: str, loss_id: UUID | None = None
) -> None:
    """Write how a lost deal came back: from its last loss, or from the one that is named."""
    if not deal.losses:
        return
    loss_id = loss_id or deal.losses[-1][1]
    deal.backs.add((loss_id, str(kind)))
    shelf.put_fact(m.Return, at, deal_id=deal.deal_id, loss_id=loss_id, kind=kind, words=words)
    turn(shelf, deal, Status.WON if kind == ReturnKind.WIN else Status.OPEN, at, "")


def turn(shelf: Shelf, deal: KnownDeal, status: Status, at: datetime, stage: str) -> None:
    """Write that the deal's status is another from an instant on; the latest turn is the deal's status."""
    happened_at = min(at, shelf.writing.at)
    columns: dict[str, Any] = {"deal_id": deal.deal_id, "status": status, "stage": stage}
    row_id = shelf.put_fact(m.StatusChange, at, **columns)
    deal.dated.append(Dated(m.StatusChange, row_id, happened_at, columns))
    if deal.row.status_since is None or happened_at >= deal.row.status_since:
        deal.status = status
        deal.row.status, deal.row.status_since = status, happened_at
        shelf.touch(deal.row)


def find_competitor(shelf: Shelf, known: Known, name: str) -> UUID | None:
    """Return the competitor of that name, made if new; None without a name."""
    if not name:
        return None
    if name not in known.competitors:
        known.competitors[name] = shelf.put(m.Competitor, name=name)
    return known.competitors[name]


def deal_person(deal: KnownDeal, name: str) -> UUID | None:
    """Return the person of that name on the deal, as it was noted when its people were stored."""
    found = [said for said in deal.said if said[0] == "person" and said[1] == name]
    return UUID(found[0][2]) if found else None


def turned_at(draft: DealDraft, zone: tzinfo) -> datetime:
    return moment_in(draft.won_on, zone) if draft.status == Status.WON and draft.won_on else draft.happened_at


def _returned_at(shelf: Shelf, draft: DealDraft, deal: KnownDeal) -> datetime:
    zone = shelf.writing.zone
    lost_at = moment_in(deal.losses[-1][2], zone) if deal.losses else None
    opened_at = moment_in(draft.opened_on, zone) if draft.status == Status.OPEN and draft.opened_on else None
    if opened_at and lost_at and opened_at > lost_at:
        return opened_at
    at = turned_at(draft, zone)
    return at if lost_at is None or at > lost_at else shelf.writing.at
