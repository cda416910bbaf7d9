"""The first clear no of a deal, and what we did after it: counted in one way for whoever asks."""

import ibis.expr.types as ir

from rekindle.tables.days import day_number
from rekindle.tables.joins import one_of
from rekindle.terms.advice import Play
from rekindle.terms.losses import ClaimKind, Source, Verdict
from rekindle.terms.touches import Direction, Outcome, TouchState

# A no that an import or a text guessed is not a clear one.
SPEAKERS = (Source.BUYER.value, Source.MANAGER.value, Source.REP.value)


def done_on_deals(touches: ir.Table) -> ir.Table:
    """Return (deal_id, direction, play, outcome, happened_at, minutes) of what was done on deals."""
    done = touches.filter((touches.state == TouchState.DONE.value) & touches.deal_id.notnull())
    return done.select("deal_id", "direction", "play", "outcome", "happened_at", minutes=done.minutes.fill_null(0))


def first_noes(claims: ir.Table, done: ir.Table) -> ir.Table:
    """Return (deal_id, no_at): when a deal was first refused, by a verdict somebody told us or in a contact."""
    no = (claims.kind == ClaimKind.VERDICT.value) & (claims.key == Verdict.NO.value)
    said = claims.filter(no & one_of(claims.source, SPEAKERS)).select("deal_id", "happened_at")
    heard = done.filter(done.outcome == Outcome.NO.value).select("deal_id", "happened_at")
    noes = said.union(heard)
    return noes.group_by("deal_id").agg(no_at=noes.happened_at.min())


def done_after(done: ir.Table, noes: ir.Table) -> ir.Table:
    """Return what we did on deals after their first clear no; the closing note is none of it."""
    ours = done.filter((done.direction == Direction.OUT.value) & (done.play.fill_null("") != Play.CLOSING_NOTE.value))
    noes = noes.select("no_at", on_deal="deal_id")
    both = ours.join(noes, ours.deal_id == noes.on_deal)
    # On the day of the no itself the call in which it was said is still going on.
    return both.filter(day_number(both.happened_at) > day_number(both.no_at))
