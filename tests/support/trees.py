"""A second model made by hand: one tree of one question."""

from math import log

import numpy as np

from rekindle.timing.second import FEATURES
from rekindle.timing.trees import Trees


def split_on(feature: str, threshold: float, low: float, high: float) -> Trees:
    """Multiply the hazard by `low` up to a threshold of a feature, by `high` beyond it."""
    rates = [log(low), log(high)]
    whole = {"roots": [0], "feature": [FEATURES.index(feature), -1, -1], "missing": [1, 0, 0], "left": [1, 0, 0]}
    parts = {name: np.array(values, dtype=np.int64) for name, values in whole.items()}
    threshold_of, value = np.array([threshold, 0.0, 0.0]), np.array([0.0, *rates])
    right = np.array([2, 0, 0], dtype=np.int64)
    return Trees(
        FEATURES,
        {"segment": ("hospital",)},
        0.0,
        parts["roots"],
        parts["feature"],
        threshold_of,
        parts["missing"],
        parts["left"],
        right,
        value,
    )
