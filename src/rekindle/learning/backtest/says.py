"""The verdict of a backtest in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekindle.learning.backtest.figures import Figure

# Below these nothing is claimed: a book of so few returns cannot tell a good forecast from luck.
LEAST_DEALS = 30
LEAST_RETURNS = 10
LEAST_ORIGINS = 3


@dataclass(frozen=True)
class Seen:
    """What was tested: deals, those that came back, and the accounts these are of, on so many past days."""

    deals: int = 0
    returns: int = 0
    accounts: int = 0
    origins: int = 0

    @property
    def enough(self) -> bool:
        """Say whether a verdict may be given; deals of one account share its fate and are one witness."""
        return self.deals >= LEAST_DEALS and self.accounts >= LEAST_RETURNS and self.origins >= LEAST_ORIGINS


def say_why(verdict: str, metrics: Mapping[str, Figure], baselines: Mapping[str, Any], seen: Seen) -> str:
    """Say in two or three sentences what was found and what it rests on."""
    if not seen.enough:
        return _say_too_little(seen)
    found, cadence = metrics["found_per_100"], baselines["cadence"]
    gain = cadence["gain"]
    tested = f"{seen.deals:,} lost deals were tested on days that had already passed; {seen.returns:,} came back."
    if metrics["base_rate"].value == 1:
        return f"{tested} Everybody did, so no order could be better than another."
    if found.value is None or gain["value"] is None:
        return f"{tested} The contacts were too few to compare habits."
    compared = (
        f"Of 100 contacts the desk would have placed {found.value:.0f} with people who came back, "
        f"30/60/90-then-quarterly {cadence['value']:.0f} (difference {round(gain['value']):+d}, likely "
        f"{round(gain['low']):+d} to {round(gain['high']):+d})."
    )
    if verdict == "better":
        return (
            f"{tested} {compared} The difference is larger than chance. {_say_level(metrics['observed_per_expected'])}"
        )
    return f"{tested} {compared} {_say_doubt(gain, baselines['random']['gain'], metrics['brier_skill'])}"


def _say_level(level: Figure) -> str:
    """Say whether the chances that beat one average for everybody held as numbers, too."""
    if level.value is None or level.low is None or level.high is None or level.low <= 1 <= level.high:
        return "Its chances held as numbers."
    which = "high" if level.value < 1 else "low"
    return (
        "Its chances were nearer than one average for everybody, but too "
        f"{which} as numbers: for every 100 returns it expected, {100 * level.value:.0f} came."
    )


def _say_doubt(over_cadence: Mapping[str, Any], over_lot: Mapping[str, Any], skill: Figure) -> str:
    """Say what speaks against the desk where it did not pass: its order, the lot, or its chances as numbers."""
    if not _above_nothing(over_cadence["low"]):
        return "That may be chance: on your own deals it is no better than your cadence."
    if not _above_nothing(over_lot["low"]):
        return "But a lot might have done as well, so it claims no more."
    if skill.high is not None and skill.high < 0:
        return "Use its order. Its chances were worse than one average for everybody, so it claims no more."
    return "Use its order. Its chances were not clearly better than one average for everybody, so it claims no more."


def _above_nothing(low: float | None) -> bool:
    return low is not None and low > 0


def _say_too_little(seen: Seen) -> str:
    if seen.deals == 0:
        return "No lost deal could be tested on a past day."
    tested = f"{_count(seen.deals, 'lost deal')} could be tested and {seen.returns:,} of them came back."
    if seen.returns < LEAST_RETURNS:
        more = LEAST_RETURNS - seen.returns
        return f"{tested} With so few returns luck and skill look alike; about {more} more are needed before a verdict."
    if seen.accounts < LEAST_RETURNS:
        return (
            f"{tested} They are of {_accounts(seen.accounts)}, and deals of one account share its fate. A "
            f"verdict needs returns of {LEAST_RETURNS} accounts."
        )
    if seen.deals < LEAST_DEALS:
        return f"{tested} A verdict needs {LEAST_DEALS} deals."
    return f"{tested} But that was on {_count(seen.origins, 'past day')}: a verdict needs a few more months of history."


def _accounts(number: int) -> str:
    return "one account" if number == 1 else f"{number:,} accounts"


def _count(number: int, of: str) -> str:
    return f"{number:,} {of}{'' if number == 1 else 's'}"
