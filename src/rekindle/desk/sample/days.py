"""The calendar of a sample book: every day in it is counted from the day it was first opened."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_MARK = re.compile(r"\{(\w+):([+-]?\d+)\}")
_SEASONS = ("winter", "spring", "summer", "autumn")


@dataclass(frozen=True, slots=True)
class Days:
    """`started_on` is day 0; -1 is the day before it. Times of day are those of `zone`."""

    started_on: date
    zone: ZoneInfo

    def on(self, offset: int) -> date:
        """Return the day; one that is past and falls on a weekend is the Friday before it."""
        day = self.started_on + timedelta(days=offset)
        return day - timedelta(days=max(0, day.weekday() - 4)) if offset < 0 else day

    def at(self, moment: int | str) -> datetime:
        """Return the UTC instant of `-74` (10:00 on that day) or of `"-74 12:40"`."""
        offset, _, clock = str(moment).partition(" ")
        local = datetime.combine(self.on(int(offset)), time.fromisoformat(clock or "10:00"), self.zone)
        return local.astimezone(UTC)

    def month_after(self, offset: int) -> int:
        """Return the number of the first month that begins on that day or later."""
        day = self.on(offset)
        return day.month if day.day == 1 else day.month % 12 + 1

    def fill(self, text: str) -> str:
        """Put days into a text: `{day:-245}` becomes "11 February", see `_spell` for the other marks."""
        return _MARK.sub(lambda mark: self._spell(mark[1], int(mark[2])), text)

    def _spell(self, what: str, offset: int) -> str:
        day = self.on(offset)
        meeting = day + timedelta(days=7 - day.weekday() if day.weekday() > 4 else 0)
        words = {
            "day": f"{day.day} {day:%B}",
            "weekday": f"{meeting:%A}",
            "month": f"{day:%B}",
            "part": f"{('early', 'mid', 'late')[min(2, (day.day - 1) // 10)]}-{day:%B}",
            "season": f"the {_SEASONS[day.month % 12 // 3]}",
            "fiscal": str(self.month_after(offset)),
            "nth": f"{day.day}{_ordinal(day.day)}",
        }
        if what.lower() not in words:
            raise ValueError(f"{{{what}:{offset}}} is not known; the sample's texts know {', '.join(words)}")
        found = words[what.lower()]
        return found[0].upper() + found[1:] if what[0].isupper() else found


def _ordinal(number: int) -> str:
    return "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
