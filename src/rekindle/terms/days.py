"""Days: an instant falls on one only where somebody is, so whoever asks for a day says in which zone."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

# What a member's zone is called until they choose one.
UNSAID = "UTC"


def zone_for(said: str, otherwise: str) -> ZoneInfo:
    """Return the zone a member chose, or that of their workspace while they chose none."""
    return ZoneInfo(said if said and said != UNSAID else otherwise or UNSAID)


def day_in(instant: datetime, zone: tzinfo) -> date:
    """Return the date an aware instant falls on in a zone."""
    return instant.astimezone(zone).date()


def add_working_days(day: date, count: int) -> date:
    """Return the day so many days from Monday to Friday after another; that day itself for none."""
    while count > 0:
        day += timedelta(days=1)
        count -= day.isoweekday() <= 5
    return day


def moment_in(day: date, zone: tzinfo) -> datetime:
    """Return the instant in UTC that stands for a day brought in without a time: noon in UTC, the same day in nearly
    every zone; where it is another one, noon there."""
    noon = datetime.combine(day, time(12), UTC)
    return noon if day_in(noon, zone) == day else noon_in(day, zone)


def noon_in(day: date, zone: tzinfo) -> datetime:
    """Return the instant in UTC that stands for a day of which only the date is known: its noon in a zone."""
    return datetime.combine(day, time(12), zone).astimezone(UTC)
