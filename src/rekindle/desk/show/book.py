"""The plain list of lost deals, in words."""

from datetime import date
from zoneinfo import ZoneInfo

from rekindle.book.read.book import PER_PAGE, LostDeal, read_lost_deals
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import say_day, say_money
from rekindle.desk.show.standings import derive_standing
from rekindle.desk.show.views import BookRow, BookView
from rekindle.playbook import Playbook
from rekindle.terms.losses import Reason


def show_book(actor: Actor, query: str = "", page: int = 1) -> BookView:
    """Return a page of the lost deals of the workspace, the newest record first."""
    workspace = read_workspace(actor.workspace_id)
    playbook = playbook_of(workspace)
    today = actor.at.astimezone(ZoneInfo(workspace.zone)).date()
    wanted = max(1, page)
    deals, count = read_lost_deals(actor.workspace_id, query.strip(), wanted)
    return BookView(
        rows=tuple(_row(deal, playbook, today) for deal in deals),
        count=count,
        page=wanted,
        pages=max(1, -(-count // PER_PAGE)),
        query=query.strip(),
        is_sample=workspace.is_sample,
    )


def _row(deal: LostDeal, playbook: Playbook, today: date) -> BookRow:
    advice = {"kind": deal.advice_kind, "window_from": deal.window_from, "window_to": deal.window_to}
    standing = derive_standing(deal.status, advice if deal.advice_kind else None, today, was_lost=True)
    reason = playbook.reasons.get(Reason(deal.reason)) if deal.reason else None
    return BookRow(
        deal.deal_id,
        deal.account,
        deal.name,
        say_money(deal.amount_minor, deal.currency),
        say_day(deal.lost_on, today) if deal.lost_on else "",
        reason.label if reason else "Not known yet",
        standing,
        playbook.standings[standing].label,
        deal.owner,
    )
