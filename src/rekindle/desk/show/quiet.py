"""Why a member's list is empty, where it is their own doing."""

from datetime import date
from uuid import UUID

from rekindle.book.read.away import read_away
from rekindle.book.read.workspace import MemberRecord
from rekindle.desk.show.phrases import say_full_day


def say_quiet(workspace_id: UUID, member: MemberRecord, today: date) -> str:
    """Say that the member is away, that this is none of their days, or that they set no time aside; else nothing."""
    away = read_away(workspace_id, member.member_id, today)
    now = next((one for one in away if one.from_on <= today), None)
    if now:
        until = "today" if now.to_on == today else f"until {say_full_day(now.to_on)}"
        return f"You are away {until}. Nobody waits in a heap: who comes up meanwhile comes up again."
    if str(today.isoweekday()) not in member.working_days:
        return f"{today:%A} is none of your days for this."
    if not member.minutes_per_day:
        return "You set no minutes aside for this; under Settings you can."
    return ""
