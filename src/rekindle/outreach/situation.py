"""The situation of each deal in scope: what the choice of a play looks at."""

import ibis
import ibis.expr.types as ir

from rekindle.outreach.constants import CHANGES, PROMISE_LATE_DAYS, SHIPPED
from rekindle.tables.days import day_number, day_there
from rekindle.tables.joins import beside, first_of, one_of
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Direction, TouchState
from rekindle.timing.dates import agreed_promise, kept_from, product_key
from rekindle.timing.scope import is_in_scope, lost_deals, returns_of, waits_for_us
from rekindle.timing.signals import signals_of


def situations(
    moment: ir.Table,
    deals: ir.Table,
    whys: ir.Table,
    returns: ir.Table,
    touches: ir.Table,
    promises: ir.Table,
    signals: ir.Table,
) -> ir.Table:
    """Return one row per deal in scope: its loss, whether it came back, the promise that is due, what changed there."""
    every = lost_deals(deals, whys, moment)
    every = beside(every, (_contact_days(touches), "deal_id"), (returns_of(returns), "loss_id"))
    scope = every.filter(is_in_scope(every)).alias("scope")
    both = beside(scope, (_promises_due(scope, promises), "deal_id"), (_latest_change(scope, signals), "deal_id"))
    return both.mutate(
        came_back=waits_for_us(both),
        about=product_key(both["product"]),
        debriefed=both.debriefed.fill_null(False),
        checked_in=both.check_in_at.notnull() & (day_there(both.check_in_at, both.ahead_seconds) > both.lost),
    )


def _contact_days(touches: ir.Table) -> ir.Table:
    done = touches.filter(touches.state == TouchState.DONE.value)
    out = done.direction == Direction.OUT.value
    return done.group_by("deal_id").agg(
        last_out_at=done.happened_at.max(where=out),
        check_in_at=done.happened_at.max(where=out & (done.play == Play.CHECK_IN.value)),
        last_in_at=done.happened_at.max(where=done.direction == Direction.IN.value),
    )


def _promises_due(scope: ir.Table, promises: ir.Table) -> ir.Table:
    """Return (deal_id, promise_id, promised_to) of promises whose date has come and that were not kept yet."""
    agreed = agreed_promise(promises)
    latest = agreed.select("deal_id", "promise_id", promised_to="person_id", due="due_on", early=kept_from(agreed))
    both = scope.select("deal_id", "today", "ahead_seconds", "last_out_at").join(latest, "deal_id")
    kept = both.last_out_at.notnull() & (day_there(both.last_out_at, both.ahead_seconds) >= both.early)
    due = both.filter(both.early <= both.today, both.today <= day_number(both.due) + PROMISE_LATE_DAYS, ~kept)
    return due.select("deal_id", "promise_id", "promised_to")


def _latest_change(scope: ir.Table, signals: ir.Table) -> ir.Table:
    """Return (deal_id, change_id) of the latest signal in force that is a reason to act by itself."""
    kinds = one_of(signals.kind, CHANGES) | (signals.kind == SHIPPED)
    found = signals_of(scope, signals.filter(kinds))
    answered = (found.kind != SHIPPED) | (found.reason == Reason.PRODUCT_GAP.value)
    found = found.filter(answered, found.signal_from <= 0, found.signal_to >= 0)
    latest = first_of(found, "deal_id", [found.signal_from.desc(), found.signal_id])
    return latest.select("deal_id", change_id="signal_id")


def writers(scope: ir.Table, touches: ir.Table) -> ir.Table:
    """Return (deal_id, writer_id, wrote_on) of deals that came back: who wrote last, and over which channel."""
    last = scope.filter(scope.came_back).select("deal_id", happened_at="last_in_at")
    wrote = touches.filter(touches.state == TouchState.DONE.value, touches.direction == Direction.IN.value)
    wrote = wrote.semi_join(last, ["deal_id", "happened_at"])
    return first_of(wrote, "deal_id", [wrote.touch_id]).select("deal_id", writer_id="person_id", wrote_on="channel")


def nothing() -> ir.Value:
    """Return an empty id."""
    return ibis.null("string")
