"""The standing of a deal: derived from its status, its returns and the advice in force."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from rekindle.desk.show.strips import held_until
from rekindle.terms.advice import AdviceKind
from rekindle.terms.losses import SOON_DAYS, Standing, Status


def derive_standing(
    status: str, advice: Mapping[str, Any] | None, today: date, *, was_lost: bool, asks_why: bool = False
) -> Standing:
    """Say where a deal stands; one standing at a time, the later of two wins. `asks_why`: nobody asked yet why it was
    lost, and it was lost lately enough to."""
    if status == Status.WON:
        return Standing.WON_BACK if was_lost else Standing.TALKING_AGAIN
    if status == Status.OPEN:
        return Standing.TALKING_AGAIN
    if advice and advice["kind"] == AdviceKind.LEAVE_ALONE:
        return Standing.LEFT_ALONE
    if advice and _is_open(advice, today):
        return Standing.WINDOW_OPEN
    return Standing.TO_DEBRIEF if asks_why else Standing.RESTING


def _is_open(advice: Mapping[str, Any], today: date) -> bool:
    if advice["kind"] == AdviceKind.GET_BACK:
        return True
    start, end, again = advice["window_from"], advice["window_to"], held_until(advice)
    in_window = start is not None and end is not None and start <= today <= end
    return in_window and again is not None and again <= today + timedelta(days=SOON_DAYS)
