"""The second model: boosted trees that look at a deal as a whole, beside the terms that add up (docs/decisions/0017).

Trees learn what the chance of a deal should have been multiplied by. Where they are in force its hazard is multiplied
so that it is: that is the term `trees`, the whole curve moves with it, and the terms still sum to the log hazard.
"""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rekindle.tables.results import PARAMETERS
from rekindle.tables.schemas import from_rows
from rekindle.terms.losses import DealKind, Reason, Verdict
from rekindle.timing.constants import HORIZON_DAYS
from rekindle.timing.trees import Trees, read_trees

Floats = np.ndarray[Any, np.dtype[np.float64]]

FACTOR, TERM = "trees", "trees"
# What the trees see of a deal: what the desk says of it, and what that was said from.
FEATURES = (
    *("log_hazard", "age", "amount", "kind", "reason", "verdict", "heard", "segment", "fiscal_start"),
    *("promised", "contract_end", "signal_age", "signal", "unanswered", "not_yet"),
)
# They may make a deal so many times as likely, or unlikely, and no more.
MOST_TIMES = 20.0
MOST_CHANCE = 0.95
_LEAST = 1e-6
_WORDS = {"kind": DealKind, "reason": Reason, "verdict": Verdict}
_MOVED = ("chance", "chance_low", "chance_high", "hazard_now", "hazard_later")


def see(cases: pa.Table, outlook: pa.Table, today: date, segments: tuple[str, ...]) -> Floats:
    """Return what the trees see of each deal of a forecast, [deals x FEATURES], NaN where nothing is known."""
    mine = cases.take(pc.index_in(outlook.column("deal_id"), cases.column("deal_id").combine_chunks()))
    known = {name: _number(mine.column(name)) for name in ("age", "amount_minor", "fiscal_month", "unanswered")}
    chance = _number(outlook.column("chance"))
    words = {name: [one.value for one in kinds] for name, kinds in _WORDS.items()}
    columns = {
        "log_hazard": np.log(hazard_of(chance)),
        "age": known["age"],
        "amount": np.log1p(np.maximum(known["amount_minor"], 0.0)),
        **{name: _place(mine.column(name), named) for name, named in words.items()},
        "heard": _number(mine.column("heard")),
        "segment": _place(mine.column("segment"), list(segments)),
        "fiscal_start": (known["fiscal_month"] - today.month) % 12,
        "promised": _where(mine, "promised_in", "promised_lift"),
        "contract_end": _where(mine, "contract_in", "contract_lift"),
        "signal_age": _where(mine, "signal_from", "signal_lift"),
        "signal": _number(mine.column("signal_lift")),
        "unanswered": known["unanswered"],
        "not_yet": _number(mine.column("said_not_yet")),
    }
    return np.column_stack([columns[name] for name in FEATURES])


def _number(column: pa.ChunkedArray) -> Floats:
    found: Floats = column.cast(pa.float64()).to_numpy().astype(np.float64)
    return found


def _place(column: pa.ChunkedArray, words: list[str]) -> Floats:
    return _number(pc.index_in(column, pa.array(words, pa.string())))


def _where(mine: pa.Table, name: str, lift: str) -> Floats:
    return np.where(_number(mine.column(lift)) > 0, _number(mine.column(name)), np.nan)


def hazard_of(chance: Floats) -> Floats:
    """Return the hazard that adds up to a chance."""
    found: Floats = -np.log1p(-np.clip(chance, _LEAST, 1 - _LEAST))
    return found


def log_rate_of(chance: Floats, log_times: Floats, may: Floats) -> Floats:
    """Return the log of what the hazard is to be multiplied by, so that a chance is so many times what it was: within
    what trees may do, and at most 0.95 of those who `may` come back, or what it was."""
    wanted = np.minimum(chance * np.exp(log_times), np.maximum(chance, MOST_CHANCE * may))
    found: Floats = np.log(hazard_of(wanted / may) / hazard_of(chance / may))
    return np.clip(found, -np.log(MOST_TIMES), np.log(MOST_TIMES))


def move(chance: Floats, log_rate: Floats, may: Floats) -> Floats:
    """Return chances whose hazard is multiplied, bounded by the share m of those who `may` come back, as
    `ahead.chance_of` bounds them: m (1 - (1 - chance / m) ^ exp(log_rate))."""
    moved: Floats = -may * np.expm1(np.exp(log_rate) * np.log1p(-np.minimum(chance / may, 1 - 1e-15)))
    return moved


def returns_learned(parameters: pa.Table) -> int:
    """Return how many returns these parameters were learned from: a second model is tried from
    `models.boosted.LEAST_RETURNS` on."""
    cells = parameters.filter(pc.equal(parameters.column("factor"), "cell"))
    found: int = pc.sum(cells.column("returns")).as_py() or 0
    return found


def trees_in(parameters: pa.Table) -> Trees | None:
    """Return the trees that are in force in these parameters; None where the desk's own model is."""
    texts = parameters.column("level").filter(pc.equal(parameters.column("factor"), FACTOR)).to_pylist()
    return read_trees(texts[0]) if texts else None


def with_trees(parameters: pa.Table, text: str | None) -> pa.Table:
    """Return parameters in which these trees are in force; the same where there are none."""
    if text is None:
        return parameters
    return pa.concat_tables([parameters, from_rows(PARAMETERS, [{"factor": FACTOR, "level": text}])])


def look_again(outlook: pa.Table, cases: pa.Table, parameters: pa.Table, today: date, horizon_days: int) -> pa.Table:
    """Return a forecast (OUTLOOK) as it is with the trees that are in force; they know one horizon and no other."""
    trees = trees_in(parameters)
    if trees is None or horizon_days != HORIZON_DAYS or not outlook.num_rows:
        return outlook
    seen = see(cases, outlook, today, trees.levels["segment"])
    may = _number(outlook.column("may"))
    log_rate = log_rate_of(_number(outlook.column("chance")), trees.weigh(seen), may)
    made = {name: move(_number(outlook.column(name)), log_rate, may) for name in _MOVED}
    made |= {TERM: log_rate, "log_hazard": _number(outlook.column("log_hazard")) + log_rate}
    for name, values in made.items():
        place = outlook.column_names.index(name)
        outlook = outlook.set_column(place, name, pa.array(values))
    return outlook
