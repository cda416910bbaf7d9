"""Past losses, each under what it was lost for itself: a deal that came back and was lost again was lost twice."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.debrief.folding import explain
from rekindle.tables.schemas import Tables
from rekindle.terms.losses import Reason, Verdict
from rekindle.timing.cells import CELL, FACTORS

_MOST_CODES = 2**62
GROUP = (*CELL, *FACTORS, "part")


@dataclass(frozen=True)
class PastLosses:
    """`losses` with row, group, reason, verdict and heard; `groups`: what is the same in each group, by its number."""

    losses: pa.Table
    groups: pa.Table


def number_losses(facts: Tables, whys: pa.Table, cases: pa.Table, playbook: Tables) -> PastLosses:
    """Put beside each loss of a case what tells groups of losses apart, and number the groups.

    The latest loss of a deal has the reason of its case; an earlier one that of the claims made about it."""
    place = pc.index_in(facts["losses"].column("deal_id"), cases.column("deal_id").combine_chunks())
    losses = facts["losses"].filter(pc.is_valid(place))
    place = place.drop_null()
    columns = {name: cases.column(name).take(place).combine_chunks() for name in GROUP}
    columns |= _said_then(losses, whys, columns, facts["claims"], playbook)
    group, first = _number([columns[name] for name in GROUP])
    losses = losses.append_column("row", pa.array(np.arange(losses.num_rows)))
    losses = losses.append_column("group", pa.array(group))
    for name in ("reason", "verdict", "heard"):
        losses = losses.append_column(name, columns[name])
    return PastLosses(losses, pa.table({name: columns[name].take(pa.array(first)) for name in GROUP}))


def _said_then(
    losses: pa.Table, whys: pa.Table, now: dict[str, Any], claims: pa.Table, playbook: Tables
) -> dict[str, Any]:
    """Return reason, verdict and heard, those of earlier losses folded from their own claims."""
    earlier = pc.invert(pc.is_in(losses.column("loss_id"), whys.column("loss_id").combine_chunks()))
    if not pc.any(earlier).as_py():
        return {}
    past = losses.filter(earlier)
    # The fold knows the latest loss of each deal: told as deals of their own, all of them are.
    alone = past.set_column(past.column_names.index("deal_id"), "deal_id", past.column("loss_id"))
    said = explain({"losses": alone, "claims": claims}, playbook)
    at = pc.index_in(losses.column("loss_id"), said.column("loss_id").combine_chunks())
    told = {name: said.column(name).take(at) for name in ("reason", "verdict", "buyer_reason")}
    then = {
        "reason": pc.fill_null(told["reason"], Reason.OTHER.value),
        "verdict": pc.fill_null(told["verdict"], Verdict.UNKNOWN.value),
        "heard": pc.fill_null(pc.equal(told["buyer_reason"], told["reason"]), False),
    }
    return {name: pc.if_else(earlier, value, now[name]).combine_chunks() for name, value in then.items()}


def _number(columns: list[Any]) -> tuple[Any, Any]:
    """Number rows that are alike in all columns: the number of each, and the first row of each number."""
    code, most = np.zeros(len(columns[0]), dtype=np.int64), 1
    for column in columns:
        coded = column.dictionary_encode()
        levels = len(coded.dictionary) + 1
        if most * levels > _MOST_CODES:
            _, code = np.unique(code, return_inverse=True)
            most = int(code.max()) + 1
        mine = pc.fill_null(coded.indices.cast(pa.int64()), levels - 1).to_numpy(zero_copy_only=False)
        code, most = code * levels + mine, most * levels
    _, first, group = np.unique(code, return_index=True, return_inverse=True)
    return group.astype(np.int64), first.astype(np.int64)
