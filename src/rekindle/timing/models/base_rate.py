"""One average for everybody: what every forecast has to beat."""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.schemas import Tables
from rekindle.timing.constants import Z_80
from rekindle.timing.models.unfitted import fitted


@dataclass(frozen=True)
class BaseRate:
    """The same hazard for all: D returns over E units of time watched, rate = (D + 1/2) / E.

    P(back within h) = 1 - exp(-rate h); the interval is Poisson's on the log scale, sd = 1 / sqrt(D + 1/2).

    `history` holds `spells`: `time` watched and `back`, 1 where it ended in a return.
    """

    rate_: float | None = None
    returns_: float | None = None

    def fit(self, history: Tables) -> "BaseRate":
        """Learn the rate."""
        returns = float(pc.sum(history["spells"].column("back")).as_py() or 0) + 0.5
        watched = float(pc.sum(history["spells"].column("time")).as_py() or 0)
        return replace(self, rate_=returns / watched if watched > 0 else 0.0, returns_=returns)

    def forecast(self, history: Tables, horizon: float) -> pa.Table:
        """Return the same chance for every spell."""
        rate, returns = fitted(self.rate_, self), fitted(self.returns_, self)
        spread = Z_80 / sqrt(returns)
        rows = history["spells"].num_rows
        names = {"chance": 0.0, "chance_low": -spread, "chance_high": spread}
        return pa.table({name: np.full(rows, 1 - np.exp(-rate * np.exp(z) * horizon)) for name, z in names.items()})
