"""Made-up trials and logs whose truth is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa

Effect = Callable[[dict[str, np.ndarray]], np.ndarray]


@dataclass(frozen=True)
class Trial:
    """A trial in two halves; `truth` is what a contact changes for each candidate."""

    history: pa.Table
    candidates: pa.Table
    truth: np.ndarray


def opposite(x: dict[str, np.ndarray]) -> np.ndarray:
    """Help those with a high tenure, harm the others."""
    return np.where(x["tenure"] > 0, 1.0, -1.0)


def nothing(x: dict[str, np.ndarray]) -> np.ndarray:
    return np.zeros(len(x["tenure"]))


def make_trial(seed: int, rows: int, effect: Effect, *, chosen: float = 0.0, yes_no: bool = False) -> Trial:
    """Make a trial of twice so many rows; `chosen` above 0 contacts those who do well anyway, the more the higher."""
    chance = np.random.default_rng(seed)
    count = 2 * rows
    x = {name: chance.normal(size=count).round(3) for name in ("tenure", "orders", "spend before", "age")}
    region = chance.choice(["north", "south", "east", "west"], count)
    lean = 1 / (1 + np.exp(-chosen * 2 * x["orders"]))
    contacted = chance.random(count) < lean
    change = effect(x)
    level = 0.6 * x["orders"] + 0.3 * (region == "north") + contacted * change
    if yes_no:
        earned = (chance.random(count) < 1 / (1 + np.exp(1 - 1.5 * level))).astype(float)
        contact, alone = (
            1 / (1 + np.exp(1 - 1.5 * (level + shift))) for shift in (change * ~contacted, -change * contacted)
        )
        change = contact - alone
    else:
        earned = (level + chance.normal(size=count)).round(4)
    x["age"][chance.random(count) < 0.1] = np.nan
    table = pa.table(
        {
            "client": [f"k{number:05d}" for number in range(count)],
            "region": region,
            **{name: pa.array(values, from_pandas=True) for name, values in x.items()},
            "letter": np.where(contacted, "sent", "control"),
            "bought": ["yes" if one else "no" for one in earned] if yes_no else earned,
        }
    )
    candidates = table.slice(rows).drop_columns(["letter", "bought"])
    return Trial(table.slice(0, rows), candidates, change[rows:])


def make_reminders(seed: int, cases: int, *, fades: float = 0.6) -> pa.Table:
    """Make a log of offers that are reminded until accepted or withdrawn; each reminder works `fades` as well."""
    chance = np.random.default_rng(seed)
    start, rows = datetime(2024, 1, 1, tzinfo=UTC), []
    for case in range(cases):
        amount = round(float(np.exp(chance.normal(9, 1))), 2)
        day = chance.uniform(0, 600)
        rows.append((f"O-{case}", start + timedelta(days=day), "Offer sent", amount))
        for number in range(10):
            day += 1 + chance.exponential(6)
            rows.append((f"O-{case}", start + timedelta(days=day), "Reminder", None))
            if chance.random() < 0.35 * fades**number * (1.3 if amount > 8000 else 0.8):
                rows.append((f"O-{case}", start + timedelta(days=day + chance.exponential(2)), "Accepted", None))
                break
            if chance.random() < 0.15:
                rows.append((f"O-{case}", start + timedelta(days=day + 3), "Withdrawn", None))
                break
    order = chance.permutation(len(rows))
    names = ("offer no", "when", "what", "order value")
    return pa.table({name: [rows[row][place] for row in order] for place, name in enumerate(names)})
