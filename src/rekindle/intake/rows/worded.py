"""A day of loss that stands only in words: "lost 03/2025, price". One clear day is read, anything else is not."""

import re
from collections.abc import Iterable
from datetime import date

from rekindle.intake.cells.blank import CellError
from rekindle.intake.cells.dates import Clock, When
from rekindle.intake.cells.periods import read_about
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, Value

_SAYS_HOW = ("deal.lost_reason", "deal.lost_notes", "deal.status", "deal.stage")
_LOST = (
    r"(?:lost|declined|rejected|turned down|verloren|abgelehnt|abgesagt|absage|perdue?|refus[ée]e?"
    r"|perdid[oa]|rechazad[oa]|pers[oa]|perdeu)"
)
_TO_WHOM = r"(?: (?:to|against|an|gegen|contre|contra|frente a) [^.,;:\d]{2,30}?)?"
_DAY = (
    r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{1,2}[./-]\d{4}|\d{4}[./-]\d{1,2}"
    r"|(?:\d{1,2}\.? )?[^\W\d_]{3,10}\.? (?:\d{1,2}, )?(?:de )?\d{4}|[QT][1-4][ /]?\d{4}|\d{4}[ -]?[QT][1-4])"
)
_SAID = re.compile(
    rf"(?<!\w){_LOST}(?: again)?{_TO_WHOM}(?: (?:on|in|im|am|en|le|el|il))?[:,]? [(]?({_DAY})(?![\w./-]*\d)",
    re.IGNORECASE,
)


def find_worded_day(values: RowValues, setting: Setting) -> When | None:
    """Return the one day or month on which the words of a row say that it was lost; None if there is none, or two.

    A day to come, or one before the deal was opened, is about something else.
    """
    said = [(value, when) for value in _values(values) for when in _days(value, setting)]
    if len({when.on for _, when in said}) != 1:
        return None
    value, when = said[0]
    created = values.when("deal.created_on")
    if (when.first or when.on) > setting.today or (created and _last_of(when) < created.on):
        return None
    setting.tally.add(value.column, "the day of loss was read from these words", values.row, value.text)
    return when


def _values(values: RowValues) -> Iterable[Value]:
    return (value for name in _SAYS_HOW for value in values.all(name))


def _days(value: Value, setting: Setting) -> list[When]:
    found = []
    for match in _SAID.finditer(value.text):
        try:
            found.append(read_about(match[1], Clock(setting.zone)))
        except CellError:
            continue
    return found


def _last_of(when: When) -> date:
    """Of a month the middle day is known and the first: the last lies as far behind the middle."""
    return when.on + (when.on - when.first) if when.first else when.on
