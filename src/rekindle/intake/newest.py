"""How new a file is at least: the latest day that any of its rows says is past."""

import re
from datetime import date, tzinfo

from rekindle.intake.drafts import DealDraft, Draft, LossDraft, Rejected, Skipped
from rekindle.terms.days import day_in

_IN_NAME = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
# Such a day of loss was not said, or only about.
_NOT_SAID = ("guessed", "about")


def latest_day(item: Draft | Rejected | Skipped, zone: tzinfo) -> date | None:
    """Return the latest day that a row of a deal names as past; None where it names none."""
    if not isinstance(item, DealDraft):
        return None
    days = [item.opened_on, item.won_on, item.changed_on, *map(_said, item.losses)]
    days += [day_in(back.happened_at, zone) for back in item.returns]
    return max((day for day in days if day), default=None)


def _said(loss: LossDraft) -> date | None:
    return None if loss.lost_on_quality in _NOT_SAID else loss.lost_on


def day_in_name(name: str, today: date) -> date | None:
    """Return the latest day that stands in the name of a file and is not still to come: "deals-2025-09-15.csv"."""
    days = []
    for year, _, month, day in _IN_NAME.findall(name):
        try:
            days.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max((day for day in days if day <= today), default=None)
