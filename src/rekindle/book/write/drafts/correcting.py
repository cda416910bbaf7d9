"""A day of loss that was guessed and is named now: the loss is superseded, with what was dated by the guess."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.write.drafts.known import GUESSED, Dated, Guess, KnownDeal
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.book.write.undo import RETOLD
from rekindle.intake.drafts import DealDraft, LossDraft
from rekindle.terms.days import moment_in
from rekindle.terms.losses import Status


def names_day_of(deal: KnownDeal, loss: LossDraft, loss_id: UUID) -> bool:
    """Say whether a draft names the day of a loss whose day was guessed.

    The guess is the day on which somebody first told of the loss: it was lost before, and after the loss before it. A
    file that says the guess itself may have it from here, as an own export does.
    """
    if loss_id not in deal.guessed or loss.lost_on_quality == GUESSED:
        return False
    number, guessed_on = next((number, lost_on) for number, one, lost_on in deal.losses if one == loss_id)
    before = max((lost_on for other, _, lost_on in deal.losses if other < number), default=date.min)
    return before < loss.lost_on < guessed_on


def correct_day(
    shelf: Shelf, draft: DealDraft, deal: KnownDeal, loss: LossDraft, loss_id: UUID, began: datetime
) -> UUID:
    """Supersede a loss by one of the day that is named, and tell anew what the guess had dated; returns its id.

    All of it is known from now on: a past day is replayed with the guess. What was said of the loss counts on. The
    rows taken back come right before the loss they make way for: so a journal tells it from a new loss.
    """
    guess = deal.guessed.pop(loss_id)
    at = moment_in(loss.lost_on, shelf.writing.zone)
    moved = [one for one in deal.dated if one.at == guess.at and _moves(one, draft)]
    for one in moved:
        _put(shelf, m.Void, shelf.writing.at, target_table=one.model._meta.db_table, target_id=one.row_id, words=RETOLD)
    told = {**guess.columns, "lost_on": loss.lost_on, "lost_on_quality": loss.lost_on_quality}
    new_id = _put(shelf, m.Loss, at, **told, supersedes_id=loss_id)
    for one in moved:
        if one.model is m.StatusChange:
            turned_at = at if one.columns["status"] == Status.LOST else min(began, at)
            _put(shelf, m.StatusChange, turned_at, **one.columns)
    deal.dated = [one for one in deal.dated if one not in moved]
    _settle(shelf, deal, guess, at)
    _rename(deal, loss_id, new_id, loss.lost_on)
    return new_id


def _moves(one: Dated, draft: DealDraft) -> bool:
    """Say whether what was dated by a guess is told anew: turns are, and days that were counted from the guess."""
    if one.model is m.StatusChange:
        return True
    counted = {promise.words: promise.due_on for promise in draft.promises}
    words, due_on = one.columns["words"], one.columns["due_on"]
    return bool(counted.get(words, due_on) != due_on)


def _put(shelf: Shelf, model: type[m.Void] | type[m.Loss] | type[m.StatusChange], at: datetime, **columns: Any) -> UUID:
    now = shelf.writing.at
    return shelf.put(model, happened_at=min(at, now), known_at=now, by_id=shelf.writing.member_id, **columns)


def _settle(shelf: Shelf, deal: KnownDeal, guess: Guess, at: datetime) -> None:
    if deal.row.status_since == guess.at and deal.status == Status.LOST:
        deal.row.status_since = min(at, shelf.writing.at)
        shelf.touch(deal.row)


def _rename(deal: KnownDeal, loss_id: UUID, new_id: UUID, lost_on: date) -> None:
    """From now on the loss is known by the id and the day of the one in force."""
    deal.losses = [(n, new_id, lost_on) if one == loss_id else (n, one, day) for n, one, day in deal.losses]
    deal.backs = {(new_id if one == loss_id else one, kind) for one, kind in deal.backs}
    deal.said = {tuple(str(new_id) if cell == str(loss_id) else cell for cell in said) for said in deal.said}


def may_be_told_of(deal: KnownDeal, lost_on: date, amount_minor: int | None) -> bool:
    """Say whether a deal whose last loss has a guessed day may be one that was lost on a day, for that amount."""
    if not deal.losses or deal.losses[-1][1] not in deal.guessed or lost_on > deal.losses[-1][2]:
        return False
    return None in (amount_minor, deal.row.amount_minor) or amount_minor == deal.row.amount_minor
