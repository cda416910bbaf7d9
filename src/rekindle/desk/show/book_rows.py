"""One lost deal as a line or a card, and the lanes it may stand in."""

from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from rekindle.book.read.lost_rows import LostDeal
from rekindle.desk.show.book_views import BookRow
from rekindle.desk.show.phrases import call_deal, say_ago, say_day, say_money, say_short_money, say_weekday
from rekindle.desk.show.standings import derive_standing
from rekindle.desk.show.strips import draw_strip, held_until
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.terms.advice import AdviceKind
from rekindle.terms.days import day_in
from rekindle.terms.losses import Reason, ReturnKind, Standing, Status


@dataclass(frozen=True, slots=True)
class LaneKind:
    """The icon of a lane, and the order its table goes on in."""

    icon: str
    sort: str = "lost"


# How they came back; a win is called what its lane is called.
BACK = {
    ReturnKind.INBOUND: "Got in touch",
    ReturnKind.POSITIVE_REPLY: "Answered kindly",
    ReturnKind.MEETING: "A meeting was set",
    ReturnKind.REOPEN: "Opened again",
}
LANES = {
    Standing.TO_DEBRIEF: LaneKind("i-talk"),
    Standing.RESTING: LaneKind("i-rest", "window"),
    Standing.WINDOW_OPEN: LaneKind("i-today"),
    Standing.TALKING_AGAIN: LaneKind("i-note"),
    Standing.WON_BACK: LaneKind("i-check"),
    Standing.LEFT_ALONE: LaneKind("i-leaf"),
}


def show_row(
    deal: LostDeal, playbook: Playbook, today: date, zone: ZoneInfo, standing: Standing | None = None
) -> BookRow:
    """Put one deal into words; on the board it stands where its lane says."""
    window = {"window_from": deal.window_from, "window_to": deal.window_to, "reconsider_on": deal.reconsider_on}
    advice = {"kind": deal.advice_kind, "stopped_by": deal.stopped_by, **window}
    known = advice if deal.advice_kind else None
    stands = standing or derive_standing(deal.status, known, today, was_lost=True, asks_why=deal.asks_why)
    reason = playbook.reasons.get(Reason(deal.reason)) if deal.reason else None
    is_lost = stands not in {Standing.TALKING_AGAIN, Standing.WON_BACK, Standing.LEFT_ALONE}
    return BookRow(
        deal_id=deal.deal_id,
        account=deal.account,
        name=call_deal(deal.name, deal.account),
        amount=say_money(deal.amount_minor, deal.currency),
        lost_words=say_day(deal.lost_on, today) if deal.lost_on else "",
        reason=reason.label if reason else "Not known yet" if is_lost else "",
        reason_icon=reason.icon if reason else "",
        standing=stands,
        standing_words=playbook.standings[stands].label,
        owner=deal.owner,
        next_words=_say_next(deal, today) if is_lost else _say_back(deal, playbook, today, zone),
        strip=draw_strip(deal.lost_on, deal.window_from, deal.window_to, today, held_until(advice))
        if is_lost
        else None,
        short_amount=say_short_money(deal.amount_minor, deal.currency),
    )


def show_known_row(deal: LostDeal, playbook: Playbook, today: date, zone: ZoneInfo) -> BookRow:
    """Put any deal into words, lost or not: what was never lost is not talking again, it is open or won."""
    row = show_row(deal, playbook, today, zone)
    was_lost = deal.lost_on is not None or deal.status == Status.LOST
    return row if was_lost else replace(row, standing_words=voice_of(playbook).ended[Status(deal.status)].capitalize())


def _say_back(deal: LostDeal, playbook: Playbook, today: date, zone: ZoneInfo) -> str:
    """Say how a deal came back, and how long after its loss: what happened since."""
    if deal.back is None:
        return ""
    kind, day = deal.back[0], day_in(deal.back[1], zone)
    how = BACK.get(ReturnKind(kind)) or playbook.standings[Standing.WON_BACK].label
    after = f", {say_ago(deal.lost_on, day)} after" if deal.lost_on and deal.lost_on < day else ""
    return f"{how} {say_weekday(day, today)}{after}"


def _say_next(deal: LostDeal, today: date) -> str:
    if deal.advice_kind == AdviceKind.GET_BACK:
        return "In reach today"
    if deal.reconsider_on and deal.reconsider_on > today:
        return f"Comes up {say_weekday(deal.reconsider_on, today)}"
    return ""
