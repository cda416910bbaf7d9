"""The verdict of a backtest in plain words."""

from collections.abc import Mapping
from typing import Any

from rekindle.learning.backtest.figures import Figure

_WANTED_RETURNS = 10


def say_why(verdict: str, metrics: Mapping[str, Figure], baselines: Mapping[str, Any], n: int, returns: int) -> str:
    """Say in two or three sentences what was found and what it rests on."""
    if verdict == "not enough data":
        return _say_too_little(n, returns)
    found, cadence = metrics["found_per_100"], baselines["cadence"]
    gain = cadence["gain"]
    tested = f"{n:,} lost deals were tested on days that had already passed; {returns:,} of them came back."
    if found.value is None or gain["value"] is None:
        return f"{tested} The contacts were too few to compare habits."
    compared = (
        f"Of 100 contacts the desk would have placed {found.value:.0f} with people who came back, "
        f"30/60/90-then-quarterly {cadence['value']:.0f} (difference {gain['value']:+.0f}, likely "
        f"{gain['low']:+.0f} to {gain['high']:+.0f})."
    )
    if verdict == "better":
        return f"{tested} {compared} The difference is larger than chance, and its chances held as numbers."
    return f"{tested} {compared} {_say_doubt(gain)}"


def _say_doubt(gain: Mapping[str, Any]) -> str:
    if gain["low"] is not None and gain["low"] > 0:
        return (
            "Use its order. Its chances were not clearly better than one average for everybody, so it claims no more."
        )
    return "That may be chance: on your own deals it is no better than your cadence."


def _say_too_little(n: int, returns: int) -> str:
    if n == 0:
        return "No lost deal could be tested on a past day."
    more = max(_WANTED_RETURNS - returns, 0)
    if more:
        return (
            f"{n:,} lost deals could be tested and {returns} of them came back. With so few returns luck and skill "
            f"look alike; about {more} more are needed before a verdict."
        )
    return f"{n:,} lost deals on too few past days could be tested. A verdict needs a few more months of history."
