"""What is asked of a log of contacts."""

from dataclasses import dataclass, replace

from rekindle.learning.logs.errors import LogError


@dataclass(frozen=True, slots=True)
class Ask:
    """Which column means what. `cost` of one contact is in the unit of `value`, or of `outcome` where there is none.

    `positive` is the level of the outcome that means yes, `control` the level of `treated` that was left alone, `arm`
    the one level of `treated` to look at, `strata` the columns by which a trial chose its shares. `leave_out` columns
    are never used; `trust` columns are used although they look as if they knew the future. `at_most` is the share of
    candidates that can be contacted at all.
    """

    id: str
    outcome: str
    value: str | None = None
    treated: str | None = None
    cost: float = 0.0
    time: str | None = None
    positive: str | None = None
    control: str | None = None
    arm: str | None = None
    strata: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    trust: tuple[str, ...] = ()
    at_most: float = 1.0
    seed: int = 0

    @property
    def roles(self) -> dict[str, str]:
        """The columns with a meaning of their own, by option."""
        named = {"id": self.id, "outcome": self.outcome, "value": self.value, "treated": self.treated}
        return {option: name for option, name in {**named, "time": self.time}.items() if name is not None}


def tidy_ask(ask: Ask) -> Ask:
    """Return the question with the blanks around its levels taken off, as they are off those of the table."""
    levels = {name: getattr(ask, name) for name in ("positive", "control", "arm")}
    return replace(ask, **{name: level.strip() for name, level in levels.items() if level is not None})


def check_ask(ask: Ask) -> None:
    """Raise LogError for options that contradict each other."""
    seen: dict[str, str] = {}
    for option, name in ask.roles.items():
        if name in seen and {option, seen[name]} != {"outcome", "value"}:
            raise LogError(f"--{seen[name]} and --{option} are both {name!r}; each needs a column of its own.")
        seen[name] = option
    if not ask.cost >= 0 or ask.cost == float("inf"):
        raise LogError(f"--cost {ask.cost:g}: give what one contact costs as a number from 0 up.")
    if not 0 < ask.at_most <= 1:
        raise LogError(f"--at-most {ask.at_most:g}: give a share of the candidates above 0, at most 1.")
    for option in ("control", "arm"):
        if getattr(ask, option) and not ask.treated:
            raise LogError(f"--{option} names a level of the column given with --treated; give that too.")
