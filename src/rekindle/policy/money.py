"""The amount of a deal, and the currency it is in."""

import ibis
import ibis.expr.types as ir

from rekindle.tables.joins import beside


def owners_of(members: ir.Table) -> ir.Table:
    """Return (owner_id, owner_currency, hour_price_minor, away)."""
    return members.select("hour_price_minor", "away", owner_id="member_id", owner_currency="currency")


def with_known_amount(deal: ir.Table, losses: ir.Table, moment: ir.Table) -> ir.Table:
    """Add `known_minor`, the amount of the loss, else of the deal, and `currency`: theirs, else the owner's, else the
    workspace's, which stands beside them as `here`."""
    amounts = losses.select("loss_id", loss_minor="amount_minor", loss_currency="currency")
    both = beside(deal, (amounts, "loss_id")).cross_join(moment.select(here="currency"))
    return both.mutate(
        known_minor=ibis.coalesce(both.loss_minor, both.amount_minor).cast("float64"),
        currency=ibis.coalesce(both.loss_currency, both.currency, both.owner_currency, both.here),
    )
