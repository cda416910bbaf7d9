"""The patterns of the last months: what was lost or won in them, and nothing before."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.learning.patterns.find import find_patterns
from rekindle.tables.schemas import Tables

# How many months a page may look back, beside everything.
PERIODS = (24, 12)
# To whom something was never offered is known from the whole past only.
_OF_ALL_TIME = ("cross", "candidates")


def find_in_period(facts: Tables, whys: pa.Table, turned: pa.Array, since: date, whole: Tables) -> Tables | None:
    """Return every table of TABLES for deals lost since a day and deals that turned since; None where that is all.

    `turned`: ids of the deals that were won, lost or opened since. `whole`: the tables of everything. Of a deal lost
    more than once only the losses since count; returns are those of these losses, whenever they came."""
    losses = facts["losses"]
    losses = losses.filter(pc.greater_equal(losses.column("lost_on"), pa.scalar(since)))
    wanted = pa.concat_arrays([turned, losses.column("deal_id").combine_chunks()])
    deals = facts["deals"]
    deals = deals.filter(pc.is_in(deals.column("deal_id"), wanted))
    if deals.num_rows == facts["deals"].num_rows and losses.num_rows == facts["losses"].num_rows:
        return None
    found = find_patterns({**facts, "deals": deals, "losses": losses}, whys)
    return {**found, **{name: whole[name] for name in _OF_ALL_TIME}}
