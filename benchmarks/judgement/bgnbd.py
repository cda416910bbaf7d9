"""BG/NBD, the published yardstick for customers who buy again (Fader, Hardie & Lee 2005, Marketing Science 24:275-284)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.special import gammaln

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class BgNbd:
    """Purchases at a rate drawn from Gamma(r, alpha), and after each a chance from Beta(a, b) to be gone for good."""

    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float

    def alive(self, x: Floats, t_x: Floats, t: Floats) -> Floats:
        """Return the chance to be still a customer after x repeats, the last at t_x, watched until t (its section 5)."""
        gone = self.a / np.maximum(self.b + x - 1, 1e-9) * ((self.alpha + t) / (self.alpha + t_x)) ** (self.r + x)
        there: Floats = 1 / (1 + np.where(x > 0, gone, 0.0))
        return there

    def buys_within(self, x: Floats, t_x: Floats, t: Floats, ahead: float) -> Floats:
        """Return the chance of a purchase within so long: nobody leaves between two purchases."""
        still: Floats = ((self.alpha + t) / (self.alpha + t + ahead)) ** (self.r + x)
        return self.alive(x, t_x, t) * (1 - still)


def fit_bgnbd(x: Floats, t_x: Floats, t: Floats) -> BgNbd:
    """Fit by maximum likelihood (its equation 6): repeats, time of the last of them, time watched."""

    def loss(logs: Floats) -> float:
        r, alpha, a, b = np.exp(logs)
        bought = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        stayed = gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        there = -(r + x) * np.log(alpha + t)
        left = np.log(a) - np.log(np.maximum(b + x - 1, 1e-9)) - (r + x) * np.log(alpha + t_x)
        return -float(np.sum(bought + stayed + np.where(x > 0, np.logaddexp(there, left), there)))

    start = np.log([0.3, np.median(t) / 5, 0.8, 2.0])
    found = minimize(loss, start, method="Nelder-Mead", options={"maxiter": 4000, "xatol": 1e-6, "fatol": 1e-6})
    r, alpha, a, b = np.exp(found.x)
    return BgNbd(float(r), float(alpha), float(a), float(b), -float(found.fun))
