"""Silence: contacts since the loss that nobody answered. Each one makes "never" more likely."""

from math import log

import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import one_of
from rekindle.terms.touches import Direction, Outcome, TouchState
from rekindle.timing.constants import ANSWER_CHANCE, SILENCE_DAYS
from rekindle.timing.scope import contacts

# A contact that ended so was an answer, whatever it said.
ANSWERS = tuple(
    outcome.value for outcome in (Outcome.SPOKE, Outcome.MEETING, Outcome.POSITIVE_REPLY, Outcome.NOT_YET, Outcome.NO)
)


def last_touches(touches: ir.Table) -> ir.Table:
    """Return (deal_id, last_out_at, heard_at): our last contact on each deal, and when it last answered."""
    done = touches.filter(touches.state == TouchState.DONE.value)
    answered = (done.direction == Direction.IN.value) | one_of(done.outcome, ANSWERS)
    return done.group_by("deal_id").agg(
        last_out_at=done.happened_at.max(where=done.direction == Direction.OUT.value),
        heard_at=done.happened_at.max(where=answered),
    )


def count_unanswered(lost: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, unanswered, silence, silent_to): contacts after the loss and after the last answer, the term of
    those in the last 91 days, and the day from today on which the last of them has aged."""
    ours = contacts(touches).select("deal_id", "happened_at")
    both = ours.join(lost.select("deal_id", "lost", "today", "heard_at"), "deal_id")
    silent = both.mutate(day=day_number(both.happened_at))
    silent = silent.filter(silent.day > silent.lost, silent.heard_at.isnull() | (silent.happened_at > silent.heard_at))
    return silent.group_by("deal_id").agg(
        unanswered=silent.count(),
        silence=silent.count(where=silent.day > silent.today - SILENCE_DAYS) * log(1 - ANSWER_CHANCE),
        silent_to=silent.day.max() + SILENCE_DAYS - silent.today.max(),
    )
