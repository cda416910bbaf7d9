"""What happened when the playbook was used: counted with each planning, kept, and said in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book.keep import keep_report, latest_report
from rekindle.desk.advise import Advised
from rekindle.desk.show.phrases import say_count
from rekindle.learning.used import EVERY, count_uses

USED = "used"
# Below so many losses a share says nothing: counts only.
ENOUGH = 30
_COLUMNS = ("contacts", "losses", "returned", "credit", "low", "high")


@dataclass(frozen=True, slots=True)
class Use:
    """How often something was used, on how many losses, and how many of those came back afterwards.

    `low` and `high` bound the share with 90 %; `credit` is the share of returns credited to it.
    """

    contacts: int = 0
    losses: int = 0
    returned: int = 0
    credit: float = 0.0
    low: float = 0.0
    high: float = 1.0

    @property
    def is_enough(self) -> bool:
        """Say whether so many losses were met that a share may be told."""
        return self.losses >= ENOUGH

    @property
    def in_100(self) -> int:
        """Return how many of 100 came back; 0 where none was met."""
        return round(100 * self.returned / self.losses) if self.losses else 0


Uses = Mapping[tuple[str, str, str], Use]
NOT_USED = Use()


def keep_uses(workspace_id: UUID, advised: Advised, at: datetime) -> None:
    """Count what happened when the playbook was used, and keep it; the same as was kept last is not written again."""
    rows = count_uses(advised.facts, advised.whys).to_pylist()
    report: dict[str, Any] = {
        "|".join((row["reason"], row["what"], row["key"])): [
            round(row[name], 4) if isinstance(row[name], float) else row[name] for name in _COLUMNS
        ]
        for row in rows
    }
    last = latest_report(workspace_id, USED, at)
    if last is None or last[0] != report:
        keep_report(workspace_id, USED, advised.playbook.version, report, at)


def read_uses(workspace_id: UUID, as_of: datetime) -> Uses:
    """Return what was counted last, by (reason, what, key); reason * is all. Empty before the first planning."""
    found = latest_report(workspace_id, USED, as_of)
    rows = found[0] if found else {}
    return {_key(key): Use(*row) for key, row in rows.items()}


def _key(text: str) -> tuple[str, str, str]:
    reason, what, key = text.split("|", 2)
    return reason, what, key


def use_of(uses: Uses, what: str, key: str = "", reason: str = EVERY) -> Use:
    """Return how something was used after losses for a reason; never, where nothing is on record."""
    return uses.get((reason, what, key), NOT_USED)


def say_use(use: Use, nothing: str = "Not used yet") -> str:
    """Say what happened when something was used: counts only where they are few, else a share with its range."""
    if not use.losses:
        return nothing
    if not use.is_enough:
        back = say_count(use.returned, "came", "came") if use.returned else "none came"
        return f"Used after {say_count(use.losses, 'loss', 'losses')}; {back} back"
    likely = f"likely {round(100 * use.low)} to {round(100 * use.high)}"
    return f"{use.in_100} in 100 came back, {likely}, of {use.losses:,} losses"
