"""Who comes back and when: the share of losses that came back, by months since the loss, for each reason.

The estimate is Kaplan and Meier's (1958, JASA 53:457-481), which for one way of ending is also that of Aalen and
Johansen (1978): losses that are still followed count for as long as they were, and losses that were known or watched
only later count from then on. Bands are pointwise: Greenwood's variance on the scale of log(-log).
"""

from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from rekindle.learning.patterns.groups import code, take_numbers
from rekindle.learning.patterns.intervals import CLAIM_TAIL, LEAST, TAIL, Z_90, Counts, Floats
from rekindle.learning.patterns.lost import LOST
from rekindle.tables.engine import compute, step
from rekindle.tables.schemas import Schema, Tables, conform

MONTH_DAYS = 30.4375
MONTHS = 24
DAYS = round(MONTHS * MONTH_DAYS)
# A day counts only while so many are followed: with fewer, one return would move a curve by a tenth.
FOLLOWED = 10

FOLLOWED_COUNTS: Schema = {
    "scope": "string",
    "reason": "string",
    "entered": "int64",
    "ended": "int64",
    "came": "boolean",
    "wait": "int64",
    "losses": "int64",
}
# reason null: all of them together. `followed`: how many are still followed at the end of that month.
CURVES: Schema = {
    "scope": "string",
    "reason": "string",
    "month": "int64",
    "back": "float64",
    "low": "float64",
    "high": "float64",
    "followed": "int64",
}
# losses: all on record; followed: those of them that were watched at all; returned: of all.
RETURNED: Schema = {
    "scope": "string",
    "reason": "string",
    "losses": "int64",
    "followed": "int64",
    "returned": "int64",
    "stands_out": "int64",
}


@step(reads={"lost": LOST}, gives=FOLLOWED_COUNTS)
def count_followed(lost: ir.Table) -> ir.Table:
    """Count losses that were followed over the same days with the same end."""
    return lost.group_by(["scope", "reason", "entered", "ended", "came", "wait"]).agg(losses=lost.count())


@dataclass(frozen=True, slots=True)
class Watched:
    """Per group and day since the loss: how many were followed that day, and how many of them came back on it."""

    risk: Floats
    events: Floats

    def without(self, other: "Watched") -> "Watched":
        """Return what is left of these when the others are taken out."""
        return Watched(self.risk - other.risk, self.events - other.events)

    def take(self, groups: Counts) -> "Watched":
        """Return some groups, each as often as it is asked for."""
        return Watched(self.risk[groups], self.events[groups])

    def beside(self, other: "Watched") -> "Watched":
        """Return these groups and then the others."""
        return Watched(np.vstack([self.risk, other.risk]), np.vstack([self.events, other.events]))


def watch(group: Counts, groups: int, entered: Counts, ended: Counts, came: Counts, losses: Counts) -> Watched:
    """Lay counted losses out over days 0 to DAYS: followed on a day are those that entered before and end not before.

    A loss whose following ends on the day it enters was never followed."""
    seen = ended > entered
    group, entered, ended, came, losses = (one[seen] for one in (group, entered, ended, came, losses))
    change = np.zeros((groups, DAYS + 2))
    np.add.at(change, (group, np.minimum(entered + 1, DAYS + 1)), losses)
    np.add.at(change, (group, np.minimum(ended + 1, DAYS + 1)), -losses)
    events = np.zeros((groups, DAYS + 2))
    np.add.at(events, (group, np.minimum(ended, DAYS + 1)), losses * came)
    return Watched(np.cumsum(change, axis=1)[:, : DAYS + 1], events[:, : DAYS + 1])


def come_back(watched: Watched, least: int = FOLLOWED) -> tuple[Floats, Floats, Floats, Counts]:
    """Return per group and day the share back by then, its band, and the last day that enough were followed.

    Days on which fewer than `least` are followed move nothing. While nobody has come back, the band ends where so many
    losses without a return would be a surprise of 5 in 100; before the first day that counts it has no width."""
    risk, events = watched.risk, watched.events
    counted = (risk >= max(least, 1)) & (risk > 0)
    hazard = np.where(counted, events / np.maximum(risk, 1), 0.0)
    left = np.cumprod(1 - hazard, axis=1)
    terms = np.where(counted & (risk > events), events / np.maximum(risk * (risk - events), 1), 0.0)
    error = np.sqrt(np.cumsum(terms, axis=1))
    inner = (left > 0) & (left < 1)
    log_left = np.log(np.where(inner, left, 0.5))
    reach = np.exp(Z_90 * error / np.abs(log_left))
    low = np.where(inner, 1 - np.exp(log_left / reach), 1 - left)
    high = np.where(inner, 1 - np.exp(log_left * reach), 1 - left)
    begun = np.cumsum(counted, axis=1) > 0
    high = np.where(left >= 1, np.where(begun, 1 - TAIL ** (1 / np.maximum(risk, 1)), 0.0), high)
    last = np.where(counted.any(axis=1), counted.shape[1] - 1 - np.argmax(counted[:, ::-1], axis=1), -1)
    return 1 - left, low, high, last


def log_rank(one: Watched, rest: Watched) -> Floats:
    """Return per group how far its returns lie from what the rest would let expect, in standard deviations.

    Mantel's test (1966) with the variance of the hypergeometric; 0 where nothing can differ."""
    risk, events = one.risk + rest.risk, one.events + rest.events
    share = one.risk / np.maximum(risk, 1)
    expected = events * share
    variance = expected * (1 - share) * np.where(risk > 1, (risk - events) / np.maximum(risk - 1, 1), 0.0)
    total = variance.sum(axis=1)
    found: Floats = np.where(total > 0, (one.events - expected).sum(axis=1) / np.sqrt(np.where(total > 0, total, 1)), 0)
    return found


def follow_returns(lost: pa.Table) -> Tables:
    """Return `curves` (CURVES) and `returned` (RETURNED) of LOST; curves only where at least 30 were followed."""
    rows = compute(count_followed, {"lost": lost})
    keys, group = code(rows, ["scope", "reason"])
    scopes, scope = code(rows, ["scope"])
    of_keys, of_scopes = _sizes(rows, group, len(keys)), _sizes(rows, scope, len(scopes))
    large, drawn = (np.flatnonzero(sizes[1] >= LEAST) for sizes in (of_keys, of_scopes))
    picked, every = _lay_out(rows, group, large), _lay_out(rows, scope, np.arange(len(scopes)))
    place = {one: nth for nth, (one,) in enumerate(scopes)}
    whose = np.array([place[keys[nth][0]] for nth in large], dtype=np.int64)
    stands_out = np.zeros(len(keys) + len(scopes), dtype=np.int64)
    stands_out[large] = _stand_out(picked, every.take(whose), whose, len(scopes))
    names = [*keys, *((one, None) for (one,) in scopes)]
    returned = pa.table(
        {
            "scope": pa.array([one for one, _ in names], pa.string()),
            "reason": pa.array([reason for _, reason in names], pa.string()),
            **{
                name: np.r_[of_keys[nth], of_scopes[nth]] for nth, name in enumerate(("losses", "followed", "returned"))
            },
            "stands_out": stands_out,
        }
    )
    both = picked.beside(every.take(drawn))
    return {
        "returned": conform(returned, RETURNED),
        "curves": _draw(both, returned.take(pa.array(np.r_[large, len(keys) + drawn]))),
    }


def _sizes(rows: pa.Table, group: Counts, groups: int) -> list[Counts]:
    losses = take_numbers(rows, "losses")
    followed = losses * (take_numbers(rows, "ended") > take_numbers(rows, "entered"))
    back = losses * rows.column("wait").is_valid().to_numpy()
    return [np.bincount(group, one, groups).astype(np.int64) for one in (losses, followed, back)]


def _lay_out(rows: pa.Table, group: Counts, wanted: Counts) -> Watched:
    place = np.full(int(group.max(initial=-1)) + 1, -1, dtype=np.int64)
    place[wanted] = np.arange(len(wanted))
    kept = place[group] >= 0
    columns = (take_numbers(rows, name)[kept] for name in ("entered", "ended", "came", "losses"))
    return watch(place[group][kept], len(wanted), *columns)


def _stand_out(picked: Watched, every: Watched, whose: Counts, scopes: int) -> Counts:
    """Test each reason against all others of its scope, at 5 % divided by how many are tested there."""
    from scipy.stats import norm  # noqa: PLC0415 slow to import

    many = np.bincount(whose, minlength=scopes)[whose]
    apart = log_rank(picked, every.without(picked))
    found: Counts = np.where(np.abs(apart) >= norm.ppf(1 - CLAIM_TAIL / np.maximum(many, 1)), np.sign(apart), 0).astype(
        np.int64
    )
    return found


def _draw(watched: Watched, named: pa.Table) -> pa.Table:
    """Read the curves off at the end of each month that enough losses have reached."""
    back, low, high, last = come_back(watched)
    days = np.round(np.arange(MONTHS + 1) * MONTH_DAYS).astype(np.int64)
    group, month = np.nonzero(days <= last[:, None])
    place = (group, days[month])
    curves = {
        "scope": named.column("scope").take(pa.array(group)),
        "reason": named.column("reason").take(pa.array(group)),
        "month": month.astype(np.int64),
        "back": back[place],
        "low": low[place],
        "high": high[place],
        "followed": np.round(watched.risk[group, np.maximum(days[month], 1)]).astype(np.int64),
    }
    return conform(pa.table(curves), CURVES)
