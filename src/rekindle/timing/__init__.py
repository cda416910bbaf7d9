"""WHEN: how likely a lost deal is to come back, and in which weeks.

In: the facts, the whys of the losses, and a playbook's priors, shapes and bumps, as tables. Out: the parameters that a
book's own returns teach (`fit`), and for each deal that may be scored its chance with an interval, its window, and the
terms of today's log hazard (`forecast`); for a drawing, the chance of each fortnight (`outline`). It may not know
people's names, channels, money or rules, and it never reads
anything of a person who objected.
"""

from rekindle.timing.fit import fit
from rekindle.timing.forecast import Forecast, fit_and_forecast, forecast, forecast_across
from rekindle.timing.outline import outline

__all__ = ["Forecast", "fit", "fit_and_forecast", "forecast", "forecast_across", "outline"]
