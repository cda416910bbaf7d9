"""A member's losses of one month, as a page to read together."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.around import ClaimRecord, LossRecord, PersonRecord, read_people, read_sides
from rekindle.book.read.coaching import (
    MOST_LOSSES,
    DealNamed,
    KeptRecord,
    list_losses_of,
    name_deals,
    read_reviews,
)
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.coach_views import LossInReview, MonthReview, ReasonsOf, SaidView
from rekindle.desk.show.phrases import call_deal, first_name, say_count, say_day, say_money, say_number
from rekindle.desk.show.review import HANDS, say_who, tell_hands, tell_sides
from rekindle.desk.team.who import Door, door_of
from rekindle.playbook import Playbook
from rekindle.terms.days import day_in
from rekindle.terms.losses import Control, Source

MONTHS = 6
_THEIRS = HANDS[Control.THEIRS]


def show_month_review(actor: Actor, member_id: UUID, month: str) -> MonthReview:
    """Show a member's losses of a month (2026-10). Coaches may, and the member themselves.

    Raises RefusedError for anybody else, LookupError for nobody known or a month that is none.
    """
    workspace, members = read_workspace(actor.workspace_id), read_members(actor.workspace_id)
    name = next((one.name for one in members if one.member_id == member_id), None)
    if name is None:
        raise LookupError("There is no such member in this workspace.")
    if actor.member_id != member_id and door_of(actor, workspace, members) != Door.OPEN:
        raise RefusedError("A review is read by two: the member and a coach.")
    zone = actor.zone
    today = actor.today
    first, following = _month(month)
    deals = list_losses_of(actor.workspace_id, member_id, first, following)
    playbook, shown = playbook_of(workspace), deals[:MOST_LOSSES]
    losses, claims = _losses(actor.workspace_id, shown, first, following, playbook, name, today)
    return MonthReview(
        member_id=member_id,
        name=name,
        month=month,
        label=_label(first, today),
        title=f"{first_name(name)}’s losses of {_label(first, today)}",
        words=tuple(_words(losses, more=len(deals) > MOST_LOSSES)),
        losses=losses,
        hands=tell_hands(claims, playbook),
        notes=tuple(_note(one, today, zone) for one in read_reviews(actor.workspace_id, member_id, month)),
        months=tuple(_recent(today)),
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
    )


def _month(month: str) -> tuple[date, date]:
    """Return the first day of a month and of the one after it; raises LookupError."""
    try:
        first = date.fromisoformat(f"{month}-01")
        return first, (first + timedelta(days=32)).replace(day=1)
    except (ValueError, OverflowError) as error:
        raise LookupError("There is no such month. Write it as 2026-10.") from error


def _recent(today: date) -> Iterator[tuple[str, str]]:
    """Yield the last months with what they are called, the present one first."""
    first = today.replace(day=1)
    for _ in range(MONTHS):
        yield f"{first:%Y-%m}", _label(first, today)
        first = (first - timedelta(days=1)).replace(day=1)


def _label(day: date, today: date) -> str:
    return f"{day:%B}" if day.year == today.year else f"{day:%B %Y}"


def _losses(
    workspace_id: UUID, ids: list[UUID], first: date, following: date, playbook: Playbook, rep: str, today: date
) -> tuple[tuple[LossInReview, ...], list[ClaimRecord]]:
    named = name_deals(workspace_id, set(ids))
    all_losses, all_claims = read_sides(workspace_id, ids)
    mine = {one.deal_id: one for deal_id in ids for one in all_losses[deal_id] if first <= one.lost_on < following}
    by_deal = {
        deal_id: [one for one in all_claims.get(deal_id, []) if one.loss_id == loss.loss_id]
        for deal_id, loss in mine.items()
    }
    claims = [one for said in by_deal.values() for one in said]
    people = read_people(workspace_id, {one.person_id for one in claims if one.person_id})
    shown = [
        _loss(named[deal_id], loss, by_deal[deal_id], people, playbook, rep, today)
        for deal_id, loss in mine.items()
        if deal_id in named
    ]
    return tuple(shown), claims


def _loss(
    deal: DealNamed,
    loss: LossRecord,
    said: Sequence[ClaimRecord],
    people: Mapping[UUID, PersonRecord],
    playbook: Playbook,
    rep: str,
    today: date,
) -> LossInReview:
    sides, hands = tell_sides(said, people, playbook, rep), tell_hands(said, playbook)
    quote, quoted = _quote(said, people, rep)
    return LossInReview(
        deal_id=deal.deal_id,
        account=deal.account,
        deal=call_deal(deal.name, deal.account),
        amount=say_money(loss.amount_minor, loss.currency),
        on=say_day(loss.lost_on, today),
        rep=_side(sides, rep),
        buyers="; ".join(", ".join(one.reasons) for one in sides if one.who != rep),
        gap=max((one.gap for one in sides if one.gap), default=""),
        quote=quote,
        quoted=quoted,
        hands=hands[0].label if len(hands) == 1 else "",
    )


def _side(sides: Sequence[ReasonsOf], who: str) -> str:
    return ", ".join(next((one.reasons for one in sides if one.who == who), ()))


def _quote(claims: Sequence[ClaimRecord], people: Mapping[UUID, PersonRecord], rep: str) -> tuple[str, str]:
    """Return the buyer's latest words, else anybody's, and whose they are."""
    quoted = [one for one in claims if one.quote]
    best = next((one for one in reversed(quoted) if one.source == Source.BUYER), quoted[-1] if quoted else None)
    return (best.quote, say_who(best, people, rep)) if best else ("", "")


def _words(losses: Sequence[LossInReview], *, more: bool) -> list[str]:
    """Count, without a rate and without a comparison."""
    if not losses:
        return ["Nothing was lost in this month."]
    if more:
        return [f"The first {MOST_LOSSES} of the month; the others stand in the lost book."]
    both = [one for one in losses if one.gap]
    same = sum(float(one.gap) == 0 for one in both)
    count = say_count(len(losses), "loss", "losses").capitalize()
    if len(losses) == 1:
        said = [f"{count}, heard from both sides." if both else f"{count}, not heard from both sides yet."]
    else:
        said = [f"{count}, {say_number(len(both)) if both else 'none'} of them heard from both sides."]
    if both:
        said.append(f"In {same} of {len(both)} rep and buyer put the same first.")
    only = sum(one.hands == _THEIRS for one in losses)
    if only:
        said.append(f"{say_count(only, 'loss', 'losses').capitalize()} lay only in their hands: nothing to answer for.")
    return said


def _note(one: KeptRecord, today: date, zone: ZoneInfo) -> SaidView:
    return SaidView(one.by, "review", one.words, say_day(day_in(one.happened_at, zone), today))
