"""Return-time models in one grammar, so that any of them can be put beside any other.

A model is a frozen dataclass of its settings. `fit(history)` returns a fitted copy, whose attributes ending in `_` hold
what was learned; `forecast(history, horizon)` returns one row per thing forecast with `chance`, `chance_low` and
`chance_high` (80 %; null where a model has none) of coming back within the horizon. `history` is a mapping of tables;
each model says which it reads. Asking for a forecast before fitting raises ValueError. Formula and source stand in the
docstring of each.
"""

from rekindle.timing.models.base_rate import BaseRate
from rekindle.timing.models.boosted import Boosted
from rekindle.timing.models.purchases import BgNbd
from rekindle.timing.models.return_hazard import ReturnHazard

MODELS = (ReturnHazard, BgNbd, BaseRate, Boosted)

__all__ = ["MODELS", "BaseRate", "BgNbd", "Boosted", "ReturnHazard"]
