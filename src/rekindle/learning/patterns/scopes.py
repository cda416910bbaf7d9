"""Whose deals: the whole book, and each owner's own."""

import ibis
import ibis.expr.types as ir

# The scope of the whole book; every other is a member's id.
EVERYBODY = ""


def by_scope(deals: ir.Table) -> ir.Table:
    """Return every deal once for the whole book and once for its owner, told apart by `scope`."""
    everybody = deals.mutate(scope=ibis.literal(EVERYBODY))
    own = deals.filter(deals.owner_id.notnull()).mutate(scope=deals.owner_id)
    return everybody.union(own)


def day_after(later: ir.Column, earlier: ir.Column) -> ir.Value:
    """Return how many days lie between two day numbers, none where the later one is not later."""
    return ibis.ifelse(later > earlier, later - earlier, 0)
