"""Silence: contacts since the loss that nobody answered. Each one makes "never" more likely."""

import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.terms.touches import Direction, Outcome, TouchState
from rekindle.timing.constants import SILENCE_DAYS
from rekindle.timing.scope import contacts

# A contact that ended so was an answer, whatever it said.
ANSWERS = tuple(
    outcome.value
    for outcome in (Outcome.SPOKE, Outcome.MEETING, Outcome.POSITIVE_REPLY, Outcome.NOT_YET, Outcome.NO)
)


def silence(lost: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, unanswered, unanswered_lately, silent_to): contacts after the loss and after the last answer,
    how many of them in the last 91 days, and the day from today on which the last of them has aged."""
    ours = contacts(touches)
    after = ours.join(lost.select("deal_id", "lost", "today"), "deal_id")
    after = after.select("deal_id", "happened_at", "today", day=day_number(after.happened_at), lost="lost")
    after = after.filter(after.day > after.lost)
    heard = touches.filter(touches.state == TouchState.DONE.value)
    heard = heard.filter((heard.direction == Direction.IN.value) | heard.outcome.isin(ANSWERS))
    heard = heard.group_by("deal_id").agg(heard_at=heard.happened_at.max())
    silent = after.left_join(heard, "deal_id")
    silent = silent.filter(silent.heard_at.isnull() | (silent.happened_at > silent.heard_at))
    return silent.group_by("deal_id").agg(
        unanswered=silent.count(),
        unanswered_lately=silent.count(where=silent.day > silent.today - SILENCE_DAYS),
        silent_to=(silent.day + SILENCE_DAYS - silent.today).max(),
    )
