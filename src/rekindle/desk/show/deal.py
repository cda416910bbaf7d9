"""One deal, in words: where it stands, what was said about why, who has a say, and what happened."""

from dataclasses import dataclass
from uuid import UUID

from rekindle.book.read.deal import DealRecord, read_deal
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.cards import Setting, names_around
from rekindle.desk.show.deal_layout import lay_out_deal
from rekindle.desk.show.deal_window import asked_to_be_left_alone, show_window
from rekindle.desk.show.outline import compute_outline, kept_outline
from rekindle.desk.show.views import DealView
from rekindle.desk.show.window import WindowDrawn
from rekindle.desk.show.window_curve import Fortnight, MonthOfChance, by_month
from rekindle.terms.losses import Status


def show_deal(actor: Actor, deal_id: UUID, only: str = "") -> DealView:
    """Return the page of a deal; `only` narrows its history to `words` of theirs or to this `deal`.

    Raises RefusedError when the workspace has no such deal.
    """
    return lay_out_deal(*_read(actor, deal_id), only if only in {"words", "deal"} else "")


@dataclass(frozen=True, slots=True)
class CurveView:
    """The window with its curve, and the chance of each month to come."""

    deal_id: UUID
    account: str
    window: WindowDrawn | None
    months: tuple[MonthOfChance, ...]


def show_curve(actor: Actor, deal_id: UUID) -> CurveView:
    """Return the window with the curve of its chance, which is computed now; raises RefusedError for no such deal."""
    record, setting = _read(actor, deal_id)
    advice, found = record.advice, tuple[Fortnight, ...]()
    if advice and advice["chance"] and record.status == Status.LOST and not asked_to_be_left_alone(record):
        found = kept_outline(deal_id, advice) or compute_outline(actor, record.account_id, deal_id, advice)
    window = show_window(record, setting, may_wait=False)
    return CurveView(deal_id, record.account, window, tuple(by_month(found, setting.today)))


def _read(actor: Actor, deal_id: UUID) -> tuple[DealRecord, Setting]:
    workspace = read_workspace(actor.workspace_id)
    record = read_deal(actor.workspace_id, deal_id, actor.member_id, whole_account=True)
    if record is None:
        raise RefusedError("There is no such deal in this workspace.")
    members = {member.member_id.hex: member.name for member in read_members(actor.workspace_id)}
    playbook, zone = playbook_of(workspace), actor.zone
    names = names_around(record.around, playbook, actor, members)
    return record, Setting(playbook, record.around, names, members.get(actor.member_id.hex, ""), zone)
