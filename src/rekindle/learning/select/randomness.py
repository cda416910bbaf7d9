"""Was it left to chance who was contacted? Without that a difference may only be who was chosen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rekindle.learning.logs.columns import Column
from rekindle.learning.logs.instants import Numbers
from rekindle.learning.select.effects import Flags
from rekindle.learning.select.encoding import Design, take
from rekindle.learning.select.learners import FEWEST_FOR_TREES, fit_trees
from rekindle.learning.select.splitting import split_at_random

# From here on the choice can be told from the columns so well that no adjustment is believed.
_TELLING = 0.53
# In standard deviations of what chance gives: one of 200 trials that were left to chance is farther out than _SURE,
# one of 10,000 farther than _CERTAIN.
_SURE, _CERTAIN = 2.81, 4.0
_ORDERS = 40
_SAMPLE = 20_000
_LEAST, _MOST = 0.02, 0.98


@dataclass(frozen=True, slots=True)
class Randomness:
    """`auc`: how well the columns tell who was contacted (0.5: not at all), and what chance alone gives.

    `verdict`: random, nearly (the small difference is adjusted for) or chosen (no claim can be made). `chance` of a
    contact per row. `column` tells most, `gap` is by how many standard deviations its mean differs.
    """

    verdict: str
    auc: float
    low: float
    high: float
    column: str
    gap: float
    uneven: float
    chance: Numbers


def check_randomness(
    data: Design, contacted: Flags, unit: NDArray[np.int64], strata: NDArray[np.int32], seed: int
) -> Randomness:
    """Try to tell from the columns who was contacted, on rows that were not used for learning it.

    `strata` codes the groups within which the shares were chosen (all 0: none); within them it must look random. What
    chance alone gives is seen by shuffling who was contacted (within strata, units whole) and learning again.
    """
    unit = np.unique(unit, return_inverse=True)[1]
    share = _shares(contacted, strata)
    found, chance, shuffled = _cross_fit(data, contacted, unit, share, seed)
    middle = min(float(shuffled.mean()), 0.5)
    spread = max(float(shuffled.std()), _rank_spread(contacted))
    column, gap = _widest_gap(data, contacted, share)
    uneven = _unevenness(contacted, unit)
    verdict = "random"
    if uneven > _SURE or found > middle + _SURE * spread:
        verdict = "nearly"
    if uneven > _CERTAIN or found > max(_TELLING, middle + _CERTAIN * spread):
        verdict = "chosen"
    fitted = np.clip(chance if verdict == "nearly" else share, _LEAST, _MOST)
    ends = (middle - _SURE * spread, middle + _SURE * spread)
    return Randomness(verdict, found, *ends, column, gap, uneven, fitted)


def _rank_spread(contacted: Flags) -> float:
    """Return the standard deviation of an AUC over all orders of the labels (Mann and Whitney 1947)."""
    yes, no = float(contacted.sum()), float((~contacted).sum())
    return float(np.sqrt((yes + no + 1) / (12 * yes * no)))


def _shares(contacted: Flags, strata: NDArray[np.int32]) -> Numbers:
    groups = np.unique(strata, return_inverse=True)[1]
    counts = np.bincount(groups)
    # One pseudo-row at the common share keeps a group of one kind from a chance of 0 or 1.
    return np.asarray(((np.bincount(groups, contacted) + contacted.mean()) / (counts + 1))[groups], dtype=float)


def _cross_fit(
    data: Design, contacted: Flags, unit: NDArray[np.int64], share: Numbers, seed: int
) -> tuple[float, Numbers, Numbers]:
    """Return the AUC, the fitted chance of a contact per row, and the AUCs of shuffled labels (by lines only)."""
    chance = np.random.default_rng(seed)
    rest = contacted - share
    labels = np.column_stack([rest, *(_shuffle(rest, unit, share, chance) for _ in range(_ORDERS))]).astype(np.float32)
    lines, above = np.zeros_like(labels), np.zeros(len(contacted))
    for teach, held in split_at_random(unit, 3, seed + 1):
        some = teach if len(teach) <= _SAMPLE else chance.choice(teach, _SAMPLE, replace=False)
        lines[held] = _lines(data.line[some], labels[some], data.line[held])
        above[held] = lines[held, 0]
        if len(some) >= FEWEST_FOR_TREES and data.names:
            trees = fit_trees(take(data, some), rest[some], binary=False, calm=True, seed=seed)
            above[held] = (above[held] + trees(take(data, held))) / 2
    some = np.arange(len(rest)) if len(rest) <= _SAMPLE else chance.choice(len(rest), _SAMPLE, replace=False)
    scale = float(np.sqrt(len(some) / len(rest)))
    aucs = [_auc_within(lines[some, one], labels[some, one] > 0, share[some]) for one in range(1, labels.shape[1])]
    return _auc_within(above, contacted, share), share + above, 0.5 + (np.array(aucs) - 0.5) * scale


def _lines(taught: NDArray[np.float32], labels: NDArray[np.float32], asked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Fit every column of labels by one ridge and return what it says of the rows asked."""
    centre = taught.mean(axis=0)
    x = taught - centre
    gram = x.T @ x
    gram[np.diag_indices(len(gram))] += 0.05 * len(x)
    said: NDArray[np.float32] = (asked - centre) @ np.linalg.solve(gram, x.T @ (labels - labels.mean(axis=0)))
    return said


def _shuffle(rest: Numbers, unit: NDArray[np.int64], share: Numbers, chance: np.random.Generator) -> Numbers:
    """Shuffle labels within strata; where units are contacted together, whole units of the strata's first row."""
    shuffled = rest.copy()
    together = _together(rest, unit)
    of = np.unique(unit, return_index=True)[1] if together else np.arange(len(rest))
    for one in np.unique(share[of]):
        mine = of[share[of] == one]
        shuffled[mine] = chance.permutation(rest[mine])
    return shuffled[of][unit] if together else shuffled


def _together(rest: Numbers, unit: NDArray[np.int64]) -> bool:
    size = np.bincount(unit)
    if size.max(initial=1) == 1:
        return False
    yes = np.bincount(unit, rest > 0)
    return bool(np.all((yes == 0) | (yes == size)))


def _auc_within(values: Numbers, flags: Flags, share: Numbers) -> float:
    """Return the area under the curve, compared only within groups of equal share, weighted by their pairs."""
    total, pairs = 0.0, 0.0
    for one in np.unique(share):
        mine = share == one
        weight = float(flags[mine].sum()) * float((~flags[mine]).sum())
        if weight:
            total, pairs = total + weight * auc(values[mine], flags[mine]), pairs + weight
    return total / pairs if pairs else 0.5


def auc(values: Numbers, flags: Flags) -> float:
    """Return the chance that a flagged row has the higher value, ties counting half."""
    from scipy.stats import rankdata  # noqa: PLC0415 slow

    yes, no = int(flags.sum()), int((~flags).sum())
    if not yes or not no:
        return 0.5
    ranks = rankdata(values)
    return float((ranks[flags].sum() - yes * (yes + 1) / 2) / (yes * no))


def _unevenness(contacted: Flags, unit: NDArray[np.int64]) -> float:
    """Return how much more often some units were contacted than chance lets them be, in standard deviations.

    The chi-square of dispersion among units with several rows; 0 where each was always or never contacted.
    """
    size = np.bincount(unit)
    several = size > 1
    if several.sum() < 20:
        return 0.0
    times, size = np.bincount(unit, contacted)[several], size[several]
    if bool(np.all((times == 0) | (times == size))):
        return 0.0
    share = times.sum() / size.sum()
    if not 0 < share < 1:
        return 0.0
    spread = float((((times - size * share) ** 2) / (size * share * (1 - share))).sum())
    freedom = len(size) - 1
    return (spread - freedom) / float(np.sqrt(2 * freedom))


def _widest_gap(data: Design, contacted: Flags, share: Numbers) -> tuple[str, float]:
    """Return the column whose mean differs most between both sides, and by how many standard deviations."""
    if not data.line_names:
        return "", 0.0
    weight_yes, weight_no = contacted / share, (~contacted) / (1 - share)
    mean_yes = weight_yes @ data.line / weight_yes.sum()
    mean_no = weight_no @ data.line / weight_no.sum()
    spread = np.maximum(data.line.std(axis=0), 1e-9)
    gaps = np.abs(mean_yes - mean_no) / spread
    widest = int(np.argmax(gaps))
    return data.line_names[widest][0], float(gaps[widest])


def made_by_contact(column: Column, contacted: Flags) -> str:
    """Say whether a column can only have been filled by, or along with, the contact: "", "one side" or "same".

    *same*: it tells both sides apart completely with one level each. *one side*: it holds one value on one side, and
    others on the other so often that chance would have put some on both.
    """
    codes, levels = column.ranks
    sides = [np.bincount(codes[contacted == side] + 1, minlength=levels + 1) for side in (False, True)]
    one_value = [int((side > 0).sum()) == 1 for side in sides]
    if all(one_value):
        return "same"
    if not any(one_value):
        return ""
    flat, other = (sides[0], sides[1]) if one_value[0] else (sides[1], sides[0])
    elsewhere = 1 - other[int(np.argmax(flat))] / other.sum()
    return "one side" if elsewhere > 0 and flat.sum() * np.log1p(-min(elsewhere, 1 - 1e-12)) < -12 else ""
