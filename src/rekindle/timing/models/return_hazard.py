"""The desk's own model of lost deals, in the grammar of all models."""

from dataclasses import dataclass, replace

import pyarrow as pa

from rekindle.tables.schemas import Tables
from rekindle.timing.fit import fit
from rekindle.timing.forecast import forecast
from rekindle.timing.models.unfitted import fitted


@dataclass(frozen=True)
class ReturnHazard:
    """Discrete-time hazard with a share that never comes back and a prior for every cell.

    P(back by week k) = m (1 - exp(-(sum of exp(terms)) / m)), m the share that may still come back after what was
    survived and not answered, and its log one of the terms; maximum a posteriori with Laplace's variance. Formulas:
    docs/mind.md. Sources: complementary log-log hazard (Prentice & Gloeckler 1978), mixture cure (Farewell 1982),
    partial pooling (Gelman et al.).

    `history` holds the facts, `whys` and the tables of a playbook; `parameters_` is a PARAMETERS table.
    """

    parameters_: pa.Table | None = None

    def fit(self, history: Tables) -> "ReturnHazard":
        """Learn from a book's own returns."""
        return replace(self, parameters_=fit(history, history["whys"], history))

    def forecast(self, history: Tables, horizon: int) -> pa.Table:
        """Return FORECAST of the deals in scope, `horizon` days ahead."""
        learned = fitted(self.parameters_, self)
        return forecast(history, history["whys"], history, learned, horizon_days=horizon).returns
