"""What a deal without an amount is taken to be worth: the median of its owner's deals in that currency."""

import ibis.expr.types as ir

from rekindle.policy.money import owners_of, with_known_amount
from rekindle.tables.engine import step
from rekindle.tables.facts import FACTS
from rekindle.tables.joins import beside
from rekindle.tables.results import USUAL, WHYS


@step(reads={name: FACTS[name] for name in ("moment", "members", "deals", "losses")} | {"whys": WHYS}, gives=USUAL)
def usual_amounts(moment: ir.Table, members: ir.Table, deals: ir.Table, losses: ir.Table, whys: ir.Table) -> ir.Table:
    """Return USUAL over all deals of an owner whose amount is known, whatever became of them.

    Asked of a whole book and kept: of one account alone it would be another number, and change an advice for no
    reason."""
    both = beside(deals, (whys.select("deal_id", "loss_id"), "deal_id"), (owners_of(members), "owner_id"))
    known = with_known_amount(both, losses, moment).select("owner_id", "currency", "known_minor")
    known = known.filter(known.known_minor.notnull(), known.owner_id.notnull())
    found = known.group_by("owner_id", "currency").agg(usual_minor=known.known_minor.median())
    return found.order_by("owner_id", "currency")
