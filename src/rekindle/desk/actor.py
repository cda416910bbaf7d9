"""Who says a verb, where, and when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.terms.days import day_in
from rekindle.terms.people import MemberRole


@dataclass(frozen=True, slots=True)
class Actor:
    """`at` is the aware UTC instant at which the verb is said, `zone` where; nothing below reads a clock."""

    workspace_id: UUID
    member_id: UUID
    role: MemberRole
    at: datetime
    zone: ZoneInfo

    @property
    def today(self) -> date:
        """The date it is where the member is."""
        return self.day_of(self.at)

    def day_of(self, instant: datetime) -> date:
        """Return the date an aware instant falls on where the member is."""
        return day_in(instant, self.zone)


@dataclass(frozen=True, slots=True)
class Done:
    """What a verb did, in words. `repeated` means that its key had been used before: nothing was done twice."""

    command_id: UUID
    verb: str
    label: str
    undoable: bool
    repeated: bool = False
    deals: tuple[UUID, ...] = ()
    result: dict[str, Any] | None = None


class RefusedError(Exception):
    """A verb that was not done; its text says what is wrong and the way out."""
