"""One option per deal: the best of those that are permitted, else the one that is free again first."""

import ibis
import ibis.expr.types as ir

from rekindle.policy.constants import NO_PRICE, OWED
from rekindle.tables.joins import first_of

# How an option stands today, the best first.
GOOD, NOT_NOW, LATER, NEVER = 0, 1, 2, 3


def choose_option(option: ir.Table) -> ir.Table:
    """Keep one option per deal. Who and over which channel is decided by fit, whether at all by the index.

    Permitted options whose hour earns something come first, then the other permitted ones, then those that are free
    again soonest, then those no day sets free."""
    earns = (option.index_minor > 0) | option.play.isin(OWED)
    standing = ibis.cases(
        (option.veto.isnull() & earns.fill_null(False), GOOD),
        (option.veto.isnull(), NOT_NOW),
        (~option.for_ever, LATER),
        else_=NEVER,
    )
    both = option.mutate(standing=standing)
    wait = ibis.ifelse(both.standing == LATER, both.free_day, 0)
    order = [
        both.standing,
        wait,
        both.fit.desc(nulls_first=False),
        both.index_minor.desc(nulls_first=False),
        both.person_id.asc(nulls_first=False),
        both.channel.asc(nulls_first=False),
        both.play.asc(nulls_first=False),
    ]
    return first_of(both, "deal_id", order)


def is_priceless(option: ir.Table) -> ir.Value:
    """Say whether no price of an hour stands against an option."""
    return option.play.isin(NO_PRICE)
