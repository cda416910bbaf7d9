"""One line of a morning, for a terminal or a program: the same keys everywhere."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """A deal with its advice in words. `worth_per_hour` is in whole units of `currency`."""

    deal: str
    deal_name: str
    account: str
    person: str
    channel: str
    asset: str
    group: str
    minutes: int | None
    why: tuple[str, ...]
    window_from: date | None
    window_to: date | None
    chance: float | None
    chance_low: float | None
    chance_high: float | None
    prior_share: float | None
    worth_per_hour: float | None
    currency: str
    reconsider_on: date | None
    stopped_by: str

    def as_json(self) -> dict[str, Any]:
        """Return the row of `rekindle morning --json`."""
        at = (
            None
            if self.chance is None
            else {
                "at": self.chance,
                "low": self.chance_low,
                "high": self.chance_high,
                "prior_share": self.prior_share,
            }
        )
        return {
            "deal": self.deal,
            "deal_name": self.deal_name,
            "account": self.account,
            "person": self.person or None,
            "channel": self.channel or None,
            "asset": self.asset or None,
            "group": self.group or None,
            "minutes": self.minutes,
            "why": list(self.why),
            "window": [_iso(self.window_from), _iso(self.window_to)] if self.window_from else None,
            "chance": at,
            "worth_per_hour": self.worth_per_hour,
            "currency": self.currency or None,
            "reconsider_on": _iso(self.reconsider_on),
            "stopped_by": self.stopped_by or None,
        }


@dataclass(frozen=True, slots=True)
class MorningList:
    """A member's three lists for a day; `groups` are the reasons to act in their order, each with its label.

    `notes` say what the lists cannot, `quiet` why nobody is on them.
    """

    as_of: datetime
    day: date
    member: str
    minutes: int
    get_back: tuple[Line, ...]
    wait: tuple[Line, ...]
    leave_alone: tuple[Line, ...]
    groups: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    quiet: str = ""

    def as_json(self) -> dict[str, Any]:
        """Return the answer of `rekindle morning --json`."""
        return {
            "as_of": self.as_of.isoformat(timespec="seconds"),
            "member": self.member,
            "minutes": self.minutes,
            "get_back": [line.as_json() for line in self.get_back],
            "wait": [line.as_json() for line in self.wait],
            "leave_alone": [line.as_json() for line in self.leave_alone],
            "notes": [*([self.quiet] if self.quiet else []), *self.notes],
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
