"""The challengers: boosted trees on everything that can be seen of a deal, and the spreadsheet's rates: of the whole book,
and per reason."""

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier

from rekindle.benchworld import World
from rekindle.benchworld.deals import fiscal_start_after

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
HORIZON = 180.0
# Past days on which the trees see the book as it was then, each with the 180 days after it known.
SNAPSHOTS = (-180.0, -270.0, -360.0, -450.0)
_CATEGORIES = (0, 1, 2, 3, 4, 5)
# Stands for a day that is not known or never comes: trees split it off.
_NEVER_SEEN = 9_999.0


def foretell_by_trees(past: World, tested: World, who: Ints) -> Floats:
    """Return the chances of some deals of one world from boosted trees (scikit-learn) grown on another's past."""
    rows, came = _snapshots(past)
    if not 0 < came.sum() < len(came):
        return np.full(len(who), max(came.mean() if len(came) else 0.0, 1e-3))
    trees = HistGradientBoostingClassifier(
        learning_rate=0.05,
        max_iter=150,
        max_leaf_nodes=8,
        min_samples_leaf=20 if len(rows) < 5_000 else 100,
        l2_regularization=1.0,
        categorical_features=list(_CATEGORIES),
        random_state=0,
    ).fit(rows, came)
    chances: Floats = trees.predict_proba(look_at(tested, 0.0)[who])[:, 1]
    return chances


def foretell_by_reason(past: World, tested: World, who: Ints) -> Floats:
    """Return the share per recorded reason that came within 180 days of the snapshots (all of them where none did)."""
    reasons, back = _share_seen(past)
    count = len(past.market.reasons)
    seen = np.bincount(reasons, minlength=count)
    share = np.bincount(reasons, back, count) / np.maximum(seen, 1)
    return np.where(seen > 0, share, _own_rate(back))[tested.deals.said[who]]


def foretell_by_rate(past: World, who: Ints) -> Floats:
    """Return the book's own overall share that came within 180 days of the snapshots: one number for everybody."""
    return np.full(len(who), _own_rate(_share_seen(past)[1]))


def _share_seen(past: World) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Return the recorded reason of every deal still lost at each snapshot, and whether it came in the 180 days after."""
    came, reason = [], []
    for day in SNAPSHOTS:
        lost = np.flatnonzero((past.deals.lost < day) & past.still_lost(day))
        reason.append(past.deals.said[lost])
        came.append(past.back_between(day, day + HORIZON)[lost])
    return np.concatenate(reason), np.concatenate(came)


def _own_rate(back: npt.NDArray[np.bool_]) -> float:
    return float(back.mean()) if len(back) else 0.05


def _snapshots(past: World) -> tuple[Floats, npt.NDArray[np.bool_]]:
    rows, came = [], []
    for day in SNAPSHOTS:
        lost = (past.deals.lost < day) & past.still_lost(day)
        rows.append(look_at(past, day)[lost])
        came.append(past.back_between(day, day + HORIZON)[lost])
    return np.concatenate(rows), np.concatenate(came)


def look_at(world: World, day: float) -> Floats:
    """Return all that can be seen of every deal on a day, one column each; the first six are categories."""
    deals, everybody = world.deals, np.arange(len(world.deals))
    standing = world.past.standing
    before = np.where(standing.days < day, standing.days, -np.inf)
    promise = deals.promise.copy()
    journal = world.past.journal
    named = np.flatnonzero(np.isfinite(journal.read("due")) & (journal.read("day") < day))
    promise[journal.read("who")[named].astype(np.int64)] = journal.read("due")[named]
    ships = world.market.ships[deals.product]
    columns = [
        deals.said,
        deals.told + 1,
        deals.verdict,
        deals.segment,
        deals.product,
        deals.role,
        day - deals.lost,
        np.log(deals.amount),
        fiscal_start_after(np.full(len(everybody), day), deals.fiscal_month) - day,
        _or_nothing(promise - day),
        _or_nothing(np.where(deals.contract_known, deals.contract_end - day, np.inf)),
        _or_nothing(np.where(deals.new_chief < day, day - deals.new_chief, np.inf)),
        _or_nothing(np.where((ships < day) & (ships > deals.lost), day - ships, np.inf)),
        (before > -np.inf).sum(axis=1),
        _or_nothing(day - before.max(axis=1)),
    ]
    return np.column_stack([np.asarray(column, dtype=np.float64) for column in columns])


def _or_nothing(days: Floats) -> Floats:
    return np.where(np.isfinite(days), days, _NEVER_SEEN)
