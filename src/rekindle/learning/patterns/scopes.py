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
