"""A deal that is not lost any more, or never was: how it turned."""

from rekindle.book.read.deal import DealRecord
from rekindle.desk.show.cards import Setting
from rekindle.desk.show.phrases import say_ago, say_day
from rekindle.terms.days import day_in
from rekindle.terms.losses import ReturnKind, Standing, Status


def say_turned(record: DealRecord, setting: Setting) -> str:
    """Say since when a deal is won or open, and how long after its loss; empty for a lost one."""
    if record.status == Status.LOST:
        return ""
    losses = record.around.losses.get(record.deal_id, [])
    backs = [one for one in record.returns if one.deal_id == record.deal_id]
    wins = [one for one in backs if one.kind == ReturnKind.WIN]
    if not losses or not backs:
        return "Won. There is nothing to win back here." if record.status == Status.WON else "Open, and in your hands."
    back = (wins if record.status == Status.WON and wins else backs)[-1]
    day = day_in(back.happened_at, setting.zone)
    standing, on = (Standing.WON_BACK, "on") if record.status == Status.WON else (Standing.TALKING_AGAIN, "since")
    how = setting.playbook.standings[standing].label
    return f"{how} {on} {say_day(day, setting.today)}, {say_ago(losses[-1].lost_on, day)} after the no."
