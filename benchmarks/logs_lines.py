"""The lines of a run of `make bench-logs`: what was tried, the target, ours with its interval, and what stands beside it."""

from collections.abc import Callable
from typing import Any

import numpy as np

Row = dict[str, Any]
HALVES, SEEDS = 5, 200


def _mean_with_interval(values: list[float]) -> tuple[float, str]:
    from scipy.stats import t  # noqa: PLC0415 slow

    mean = float(np.mean(values))
    half = float(t.ppf(0.975, len(values) - 1)) * float(np.std(values, ddof=1)) / len(values) ** 0.5
    return mean, f"{mean - half:.2f} to {mean + half:.2f}"


def _in_100(values: list[float]) -> tuple[str, str]:
    mean, span = _mean_with_interval([100 * value for value in values])
    low, high = (float(end) for end in span.split(" to "))
    return f"{mean:.1f} in 100 (at the least {100 * min(values):.1f})", f"{low:.1f} to {min(high, 100):.1f}"


def _visit(rows: list[Row]) -> str:
    ratios = [row["top"] / row["all"] for row in rows]
    mean, span = _mean_with_interval(ratios)
    recent = float(np.mean([row["recent"] / row["all"] for row in rows]))
    return _line(
        "Hillstrom, women's mail, visits, by random halves",
        "the 30 in 100 of the highest value have 1.4 times the average lift",
        f"{mean:.2f} times ({', '.join(f'{ratio:.2f}' for ratio in ratios)})",
        span,
        f"{recent:.2f} times, most recent first; 1 by lot",
        mean >= 1.4,
    )


def _spend(rows: list[Row]) -> str:
    choices = [row["choice"] for row in rows]
    middle = sorted((row["advantage"] for row in rows), key=lambda one: one["value"])[len(rows) // 2]
    same = middle["low"] == middle["high"]
    earned = "selecting would choose the same" if same else f"selecting earned {middle['value']:+.3f} a person"
    return _line(
        "Hillstrom, women's mail, spend, by random halves",
        "selecting is not shown to beat contacting everyone, which is advised",
        f"advises {', '.join(choices)}; {earned}",
        "" if same else f"{middle['low']:.3f} to {middle['high']:.3f}",
        "everyone: 0 by definition",
        all(choice == "all" for choice in choices),
    )


def _bank(row: Row) -> str:
    half = 1.96 * _auc_error(row["later_auc"], row["later_yes"], row["later"] - row["later_yes"])
    return _line(
        "Bank, calls after a failure, as dated",
        "believes past to future",
        f"{row['later_auc']:.2f} on the last 30 in 100; it expected {row['past_to_future_auc']:.2f}; no `duration`",
        f"{row['later_auc'] - half:.2f} to {row['later_auc'] + half:.2f}",
        f"{row['shuffled_auc']:.2f} on shuffled rows, not believed",
        row["says"] and not row["duration_used"],
    )


def _auc_error(found: float, yes: int, no: int) -> float:
    """Hanley and McNeil 1982."""
    one, two = found / (2 - found), 2 * found**2 / (1 + found)
    spread = found * (1 - found) + (yes - 1) * (one - found**2) + (no - 1) * (two - found**2)
    return float(np.sqrt(spread / (yes * no)))


def _detailing(row: Row) -> str:
    return _line(
        "Visits to 1,000 physicians",
        "refuses a causal claim",
        "makes a claim" if row["causal"] else "refused",
        f"who was visited can be told: AUC {row['auc']:.2f}",
        f"chance gives up to {row['high']:.2f}",
        not row["causal"],
    )


def _opposite(rows: list[Row], size: str = "4,000") -> str:
    shares = [row["of_oracle"] for row in rows]
    ours, span = _in_100(shares)
    return _line(
        f"A made-up trial with opposite effects, {size} rows, {len(rows)} seeds",
        "the policy earns at least 95 in 100 of the oracle's gain",
        ours,
        span,
        f"{100 * float(np.mean([row['simple'] for row in rows])):.1f}, the better of all and none",
        float(np.mean(shares)) >= 0.95,
    )


def _ways(rows: list[Row]) -> str:
    shares = [row["of_oracle"] for row in rows]
    ours, span = _in_100(shares)
    return _line(
        f"A made-up trial of a call, a mail and nothing, 1,500 rows, {len(rows)} seeds",
        "as above, each with their own way",
        ours,
        span,
        f"{100 * float(np.mean([row['one_way'] for row in rows])):.1f}, the best one way for everybody",
        float(np.mean(shares)) >= 0.95,
    )


def _nothing(rows: list[Row]) -> str:
    from scipy.stats import beta  # noqa: PLC0415 slow

    simple, count = sum(row["choice"] != "selected" for row in rows), len(rows)
    low, high = (100 * float(beta.ppf(end, simple + 0.5, count - simple + 0.5)) for end in (0.025, 0.975))
    return _line(
        f"A made-up trial without any effect, 600 rows, {count} seeds",
        "advises the simple choice in 95 in 100",
        f"{simple} of {count}",
        f"{low:.1f} to {high:.1f} in 100",
        "",
        simple >= 0.95 * count,
    )


def _speed(row: Row) -> str:
    return _line(
        "100,000 rows of 70 columns",
        "2 minutes on two cores, 2 GB",
        f"{row['cpu']:.0f} s of one processor, {row['peak_mib']:,.0f} MiB",
        "",
        f"{row['seconds']:.0f} s by the clock, beside whatever else ran",
        row["cpu"] < 120 and row["peak_mib"] < 2048,
    )


def _line(what: str, target: str, ours: str, span: str, beside: str, kept: bool) -> str:
    return f"| {what} | {target} | {ours} | {span} | {beside} | {'kept' if kept else '**missed**'} |"


LINES: dict[str, Callable[[Any], str]] = {
    "visit": _visit,
    "spend": _spend,
    "bank": _bank,
    "detailing": _detailing,
    "opposite": _opposite,
    "few": lambda rows: _opposite(rows, "500"),
    "ways": _ways,
    "nothing": _nothing,
    "speed": _speed,
}
