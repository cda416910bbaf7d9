"""What every panel says alike: how many there are, out of a hundred, not enough yet."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from rekindle.book.read.patterns import PatternRecord
from rekindle.desk.show.phrases import join_words
from rekindle.learning.patterns import LEAST
from rekindle.playbook import Playbook
from rekindle.terms.losses import Reason

Row = dict[str, Any]
NOT_SAID = "Not known yet"
HOUR = 60


@dataclass(frozen=True, slots=True)
class Told:
    """What a panel is made of: the patterns of a scope and period, the words for them, and whose deals they are.

    `since`: the first day of the period, None where it is all there is."""

    record: PatternRecord
    playbook: Playbook
    currency: str
    hour_price_minor: int
    whose: str
    months: int = 0
    since: date | None = None

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return the rows of one table."""
        return self.record.rows(table)

    def first(self, table: str) -> dict[str, Any]:
        """Return the only row of a table, empty where there is none."""
        return next(iter(self.record.rows(table)), {})

    def reason(self, key: str | None) -> str:
        """Return what a reason is called."""
        entry = self.playbook.reasons.get(Reason(key)) if key and key in set(Reason) else None
        return entry.label if entry else NOT_SAID

    def icon(self, key: str) -> str:
        """Return the symbol of a reason."""
        entry = self.playbook.reasons.get(Reason(key)) if key in set(Reason) else None
        return entry.icon if entry else "more"

    def query(self, reason: str = "") -> str:
        """Ask the lost book for the deals of a reason: one's own where the page shows one's own, lost in its period."""
        parts = ["view=table", f"reason={reason}" if reason else "", "whose=mine" if self.whose == "mine" else ""]
        parts.append(f"since={self.since}" if self.since else "")
        return "&".join(part for part in parts if part)


def sentence(words: str) -> str:
    """Begin with a capital letter and leave the rest as it is."""
    return words[:1].upper() + words[1:]


def not_enough(count: int, what: str) -> str:
    """Say that there are too few to say more than how many."""
    return f"Not enough to say yet: {count} of {LEAST} {what}."


def in_100(share: float) -> int:
    """Round a share to so many in a hundred."""
    return round(100 * share)


def percent(share: float) -> str:
    """Write a share beside a drawing, where a sentence has no room: 19%."""
    return f"{in_100(share)}%"


def say_range(low: float, high: float) -> str:
    """Write where a share likely lies: likely 22 to 40 in 100."""
    return f"likely {in_100(low)} to {in_100(high)}"


def say_hours(minutes: float) -> str:
    """Write a length: 45 min, 3.5 h, 32 h."""
    if minutes < 2 * HOUR:
        return f"{minutes:.0f} min"
    hours = minutes / HOUR
    return f"{hours:.1f} h".replace(".0 ", " ") if hours < 10 else f"{hours:,.0f} h"


def say_hours_long(minutes: float) -> str:
    """Write a length in a sentence: 45 minutes, 3.5 hours, 32 hours."""
    return say_hours(minutes).replace(" min", " minutes").replace(" h", " hours")


def quote_all(names: list[str]) -> str:
    """Write names as said: “Price” and “Bad timing”."""
    return join_words([f"“{name}”" for name in names])
