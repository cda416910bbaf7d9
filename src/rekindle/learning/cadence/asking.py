"""What is asked of a log of events."""

from dataclasses import dataclass

import numpy as np

from rekindle.learning.logs.errors import LogError
from rekindle.learning.logs.instants import in_zone


@dataclass(frozen=True, slots=True)
class AskCadence:
    """Which column means what, and which of its events are follow-ups, successes, ends and starts of a case.

    `within` days is how soon a success must come to count for a follow-up. `cost` of one follow-up and `worth` of a
    case that comes back are in one unit; without them a follow-up counts as worth it down to half the average chance.
    `where` keeps only the rows in which a column has a value. Hours and weekdays are those of a clock in `zone`,
    without it in `home`, without both as the log writes them; times without a zone stay as they are.
    """

    case: str
    time: str
    event: str
    followup: tuple[str, ...]
    success: tuple[str, ...]
    end: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    within: float = 14.0
    features: tuple[str, ...] = ()
    cost: float | None = None
    worth: float | None = None
    where: tuple[tuple[str, str], ...] = ()
    seed: int = 0
    zone: str = ""
    home: str = ""

    @property
    def kinds(self) -> dict[str, tuple[str, ...]]:
        """The names of events by option."""
        return {"followup": self.followup, "success": self.success, "end": self.end, "start": self.start}


def check_cadence(ask: AskCadence) -> None:
    """Raise LogError for options that contradict each other."""
    for option in ("followup", "success"):
        if not ask.kinds[option]:
            raise LogError(f"--{option}: name at least one event.")
    seen: dict[str, str] = {}
    for option, names in ask.kinds.items():
        for name in names:
            if name in seen and seen[name] != option:
                raise LogError(f"{name!r} is given for --{seen[name]} and for --{option}; it can be only one of them.")
            seen[name] = option
    if not 0 < ask.within <= 3660:
        raise LogError(f"--within {ask.within:g}: give a number of days above 0.")
    if (ask.cost is None) != (ask.worth is None):
        raise LogError("--cost of a follow-up and --worth of a case that comes back belong together; give both.")
    if ask.cost is not None and ask.worth is not None and not (ask.cost >= 0 and ask.worth > 0):
        raise LogError("--cost must be 0 or more and --worth above 0.")
    if ask.zone:
        in_zone(np.zeros(1), ask.zone)
    if len({ask.case, ask.time, ask.event}) < 3:
        raise LogError("--case, --time and --event each need a column of their own.")
