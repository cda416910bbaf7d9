"""What happened after an origin: when each deal came back, and whom we contacted meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.schemas import Tables
from rekindle.terms.touches import Direction, TouchState

Ints = np.ndarray[Any, np.dtype[np.int64]]
_DAY = 86_400
_SHIFT = 36


@dataclass(frozen=True)
class Events:
    """Instants of some events by deal, sorted: `keys` hold the deal's place in `deals` and the second in one number."""

    deals: pa.Array
    keys: Ints

    def next_after(self, deals: pa.ChunkedArray, instant: datetime) -> Ints:
        """Return the second of each deal's first event after an instant; a deal without one gets 2^36 - 1."""
        nobody = (1 << _SHIFT) - 1
        place = pc.fill_null(pc.index_in(deals, self.deals), -1).to_numpy().astype(np.int64)
        if not len(self.keys):
            return np.full(len(place), nobody)
        at = np.searchsorted(self.keys, (place << _SHIFT) + int(instant.timestamp()), side="right")
        found = self.keys[np.minimum(at, len(self.keys) - 1)]
        same = (at < len(self.keys)) & (found >> _SHIFT == place)
        return np.where(same, found & nobody, nobody)


def returns_and_new_losses(facts: Tables) -> Events:
    """Return when deals came back: a recorded return of any kind, or one more loss, which tells of a return before."""
    again = facts["losses"].filter(pc.greater(facts["losses"].column("number"), 1))
    back = facts["returns"]
    deals = pa.chunked_array([*back.column("deal_id").chunks, *again.column("deal_id").chunks], pa.string())
    instants = [back.column("happened_at"), again.column("lost_on").cast(pa.timestamp("us"))]
    return _events(
        deals, pa.chunked_array([chunk for column in instants for chunk in column.chunks], pa.timestamp("us"))
    )


def contacts_of(facts: Tables) -> Events:
    """Return when we contacted deals."""
    touches = facts["touches"]
    ours = pc.equal(touches.column("direction"), Direction.OUT.value)
    done = touches.filter(pc.and_(ours, pc.equal(touches.column("state"), TouchState.DONE.value)))
    return _events(done.column("deal_id"), done.column("happened_at"))


def _events(deals: pa.ChunkedArray, instants: pa.ChunkedArray) -> Events:
    known = pc.and_(pc.is_valid(deals), pc.is_valid(instants))
    deals, instants = deals.filter(known), instants.filter(known)
    names = pc.unique(deals)
    place = pc.index_in(deals, names).to_numpy().astype(np.int64)
    seconds = instants.cast(pa.int64()).to_numpy() // 1_000_000
    return Events(names, np.sort((place << _SHIFT) + seconds))


def days_until(seconds: Ints, instant: datetime) -> Any:
    """Return days from an instant to a second."""
    return (seconds - instant.timestamp()) / _DAY
