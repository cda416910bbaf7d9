"""The room's one function: steps from options to advice."""

import numpy as np
import pyarrow as pa

from rekindle.policy.candidates import gather_candidates
from rekindle.policy.choosing import choose_options
from rekindle.policy.ranking import rank_deals
from rekindle.policy.vetoes import list_vetoes
from rekindle.policy.worth import weigh_options
from rekindle.tables.engine import compute
from rekindle.tables.schemas import Tables


def decide(facts: Tables, whys: pa.Table, forecast: pa.Table, options: pa.Table, playbook: Tables) -> pa.Table:
    """Return ADVICE: one row for each deal in scope. `options` as `outreach.match` gives them.

    Raises KeyError when a table or column is missing.
    """
    numbered = options.append_column("option", pa.array(np.arange(options.num_rows, dtype=np.int64)))
    tables = {**facts, **playbook, "whys": whys, "forecast": forecast, "options": numbered}
    tables["candidates"] = compute(gather_candidates, tables)
    tables["vetoes"] = compute(list_vetoes, tables)
    tables["weighed"] = compute(weigh_options, tables)
    tables["deals_chosen"] = compute(choose_options, tables)
    return compute(rank_deals, tables)
