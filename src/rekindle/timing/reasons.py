"""How far a recorded reason is to be believed: what it was may be another than what somebody wrote down."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

Floats = np.ndarray[Any, np.dtype[np.float64]]

# Of the reasons reps record 40 in 100 are right, 28 partly and 32 wrong, by what buyers say (a win/loss study, quoted
# second hand). Weighs as much as 20 losses both spoke about.
RIGHT, PARTLY, WRONG = 0.40, 0.28, 0.32
PSEUDO_PAIRS = 20.0


@dataclass(frozen=True)
class Trust:
    """Shares of recorded reasons that are right, or partly: another reason that lies in the same hands (control)."""

    right: float = RIGHT
    partly: float = PARTLY


def learn_trust(whys: pa.Table) -> Trust:
    """Sharpen the shares by the losses rep and buyer both spoke about (`gap` 0, 0.5 or 1): Dirichlet's mean."""
    gap = whys.column("gap").drop_null()
    right, partly = (pc.sum(pc.equal(gap, value)).as_py() or 0 for value in (0.0, 0.5))
    pairs = PSEUDO_PAIRS + len(gap)
    return Trust((PSEUDO_PAIRS * RIGHT + right) / pairs, (PSEUDO_PAIRS * PARTLY + partly) / pairs)


def confusion(controls: list[str | None], trust: Trust) -> Floats:
    """Return P(true reason | recorded), [recorded x true], for reasons that lie in these hands.

    Partly right falls evenly on the other reasons in the same hands, wrong on those in others'; where there are none of
    either its share falls to what was recorded."""
    same = np.array([[mine == other for other in controls] for mine in controls], dtype=np.float64)
    itself = np.eye(len(controls))
    near, far = same - itself, 1 - same
    parts = [(near, trust.partly), (far, 1 - trust.right - trust.partly)]
    found = itself * trust.right
    for others, share in parts:
        count = others.sum(axis=1, keepdims=True)
        found = found + share * np.where(count > 0, others / np.maximum(count, 1), itself)
    return found
