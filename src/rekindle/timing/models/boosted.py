"""The challenger: boosted trees, considered where a book has about a thousand returns."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow as pa

from rekindle.tables.schemas import Tables
from rekindle.timing.models.unfitted import fitted
from rekindle.timing.trees import Trees

LEAST_RETURNS = 1000


@dataclass(frozen=True)
class Boosted:
    """Gradient boosted trees around another forecast: what it should have been multiplied by, deal by deal.

    P(back) = expected x exp(f), at most 1; f_m = f_(m-1) + rate x tree_m: each tree fits the slope of Poisson's
    deviance left by those before it, returns held against what was expected. Source: Friedman (2001), Greedy function
    approximation, Annals of Statistics 29:1189-1232; here small trees with leaves of at least `least` rows. Its
    settings are fixed: below some thousand returns a boosted model with other settings was worse than no model in our
    measurements.

    `history` holds `rows`: one column per feature, `expected` (the chance by the other forecast; 1 for all where it is
    left out), and for `fit` also `back`. It knows the horizon its rows were made with and no other, and gives no
    interval.
    """

    trees: int = 120
    leaves: int = 8
    rate: float = 0.05
    least: int = 40
    model_: Any = None
    features_: tuple[str, ...] | None = None

    def fit(self, history: Tables) -> "Boosted":
        """Grow the trees; raises ValueError where all rows came back, or none."""
        from sklearn.ensemble import HistGradientBoostingRegressor  # noqa: PLC0415 slow to import, rarely needed

        rows = history["rows"]
        back, expected = rows.column("back").to_numpy(), _expected(rows)
        if back.min() == back.max():
            raise ValueError("boosted trees need rows that came back and rows that did not")
        names = tuple(name for name in rows.column_names if name not in ("back", "expected"))
        model: Any = HistGradientBoostingRegressor(  # type: ignore[no-untyped-call]
            loss="poisson",
            max_iter=self.trees,
            max_leaf_nodes=self.leaves,
            learning_rate=self.rate,
            min_samples_leaf=self.least,
            l2_regularization=1.0,
            early_stopping=False,
            random_state=20,
        )
        looks = _matrix(rows, names)
        # The library cannot cut a column of which nothing is known; one that is the same everywhere says as little.
        looks[:, np.isnan(looks).all(axis=0)] = 0.0
        return replace(self, model_=model.fit(looks, back / expected, sample_weight=expected), features_=names)

    def best_length(self, history: Tables) -> int:
        """Return how many of the trees foretell these rows best, by Poisson's deviance: rows they were not grown on."""
        model, names = fitted(self.model_, self), fitted(self.features_, self)
        rows = history["rows"]
        back, expected = rows.column("back").to_numpy(), _expected(rows)
        grown = model.staged_predict(_matrix(rows, names))
        return 1 + int(np.argmin([(expected * times - back * np.log(times)).sum() for times in grown]))

    def as_trees(self, levels: Mapping[str, tuple[str, ...]]) -> Trees:
        """Return what was grown as plain numbers, which say the same; `levels` as in `Trees`."""
        model, names = fitted(self.model_, self), fitted(self.features_, self)
        grown = [predictors[0].nodes for predictors in model._predictors[: self.trees]]
        roots = np.cumsum([0, *(len(nodes) for nodes in grown)])[:-1]
        nodes, first = np.concatenate(grown), np.repeat(roots, [len(nodes) for nodes in grown])
        leaf = nodes["is_leaf"] > 0
        return Trees(
            features=names,
            levels=levels,
            base=float(np.ravel(model._baseline_prediction)[0]),
            roots=roots.astype(np.int64),
            feature=np.where(leaf, -1, nodes["feature_idx"]).astype(np.int64),
            threshold=np.where(leaf, 0.0, nodes["num_threshold"]).astype(np.float64),
            missing=nodes["missing_go_to_left"].astype(np.int64),
            left=np.where(leaf, 0, nodes["left"] + first).astype(np.int64),
            right=np.where(leaf, 0, nodes["right"] + first).astype(np.int64),
            value=np.where(leaf, nodes["value"], 0.0).astype(np.float64),
        )

    def forecast(self, history: Tables, horizon: float) -> pa.Table:
        """Return the chance of each row."""
        model, names = fitted(self.model_, self), fitted(self.features_, self)
        rows = history["rows"]
        chance = np.minimum(_expected(rows) * model.predict(_matrix(rows, names)), 1.0)
        nothing = pa.nulls(len(chance), pa.float64())
        return pa.table({"chance": chance, "chance_low": nothing, "chance_high": nothing})


def _expected(rows: pa.Table) -> Any:
    return rows.column("expected").to_numpy() if "expected" in rows.column_names else np.ones(rows.num_rows)


def _matrix(rows: pa.Table, names: tuple[str, ...]) -> Any:
    return np.column_stack([rows.column(name).to_numpy(zero_copy_only=False).astype(np.float64) for name in names])
