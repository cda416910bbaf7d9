"""Silence: contacts since the loss that nobody answered. Each one makes "never" more likely."""

from math import log

import ibis
import ibis.expr.types as ir

from rekindle.tables.days import day_number, day_there
from rekindle.tables.joins import one_of
from rekindle.terms.touches import Direction, Outcome, TouchState
from rekindle.timing.constants import ANSWER_CHANCE, PERIOD_DAYS, SILENCE_DAYS
from rekindle.timing.scope import contacts

# A contact that ended so was an answer, whatever it said.
ANSWERS = tuple(
    outcome.value for outcome in (Outcome.SPOKE, Outcome.MEETING, Outcome.POSITIVE_REPLY, Outcome.NOT_YET, Outcome.NO)
)


def last_touches(touches: ir.Table) -> ir.Table:
    """Return (deal_id, last_out_at, heard_at, not_yet_at): our last contact on each deal, when it last answered, and
    when it last said not yet."""
    done = touches.filter(touches.state == TouchState.DONE.value)
    return done.group_by("deal_id").agg(
        last_out_at=done.happened_at.max(where=done.direction == Direction.OUT.value),
        heard_at=done.happened_at.max(where=_answered(done)),
        not_yet_at=done.happened_at.max(where=done.outcome == Outcome.NOT_YET.value),
    )


def _answered(touch: ir.Table) -> ir.Value:
    return (touch.direction == Direction.IN.value) | one_of(touch.outcome, ANSWERS)


def count_unanswered(lost: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, unanswered, silent_to): contacts after the loss and after the last answer, and the day from
    today on which the last of them has aged."""
    ours = contacts(touches).select("deal_id", "happened_at")
    both = ours.join(lost.select("deal_id", "lost", "today", "ahead_seconds", "heard_at"), "deal_id")
    silent = both.mutate(day=day_there(both.happened_at, both.ahead_seconds))
    silent = silent.filter(silent.day > silent.lost, silent.heard_at.isnull() | (silent.happened_at > silent.heard_at))
    return silent.group_by("deal_id").agg(
        unanswered=silent.count(), silent_to=silent.day.max() + SILENCE_DAYS - silent.today.max()
    )


def silence_of(unanswered: ir.Value, silent_to: ir.Value, start: ir.Value | int) -> ir.Value:
    """Return the log of what unanswered contacts take from the hazard of a period until the last of them has aged."""
    return ibis.ifelse(silent_to > start, unanswered * log(1 - ANSWER_CHANCE), 0.0)


def contact_spells(losses: ir.Table, touches: ir.Table, today: ir.Value) -> ir.Table:
    """Return (row, period, unanswered, said_not_yet, silent_to): how contacts stood before the first day of each period
    after the first contact on a followed loss. `losses` has row, deal_id, age and until (days from today)."""
    done = touches.filter(touches.state == TouchState.DONE.value)
    done = done.select(
        "deal_id",
        "happened_at",
        out=done.direction == Direction.OUT.value,
        answered=_answered(done),
        not_yet=done.outcome == Outcome.NOT_YET.value,
    )
    met = done.join(losses.select("row", "deal_id", "age", "until"), "deal_id").cross_join(today)
    met = met.mutate(day=day_number(met.happened_at) - day_number(met.today))
    met = met.filter(met.day > -met.age, met.day < met.until)
    met = met.group_by("row", "happened_at", "day").agg(
        sent=met.out.sum(), answered=met.answered.any(), not_yet=met.not_yet.any()
    )
    met = met.mutate(sent=met.sent.fill_null(0).cast("int64"))
    by_time = ibis.window(group_by=met.row, order_by=met.happened_at)
    so_far = ibis.cumulative_window(group_by=met.row, order_by=met.happened_at)
    met = met.mutate(made=met.sent.sum().over(so_far), until_day=met.day.lead().over(by_time).fill_null(0))
    heard = ibis.ifelse(met.answered, met.made, 0)
    told = ibis.ifelse(met.not_yet, 1, 0)
    met = met.mutate(heard=heard.max().over(so_far), told=told.max().over(so_far))
    # From the first period that begins after this contact to the last that begins no later than the next one.
    periods = ibis.range(
        (met.day / PERIOD_DAYS).floor().cast("int64") + 1, (met.until_day / PERIOD_DAYS).floor().cast("int64") + 1
    )
    return met.select(
        "row",
        period=periods.unnest(),
        unanswered=met.made - met.heard,
        said_not_yet=met.told == 1,
        silent_to=ibis.ifelse(met.made > met.heard, met.day + SILENCE_DAYS, met.day),
    )
