"""What a card or a deal page offers to press: outcomes by channel, dates to rest until."""

from collections.abc import Iterable
from datetime import date, timedelta

from rekindle.book.read.around import PromiseRecord
from rekindle.desk.show.phrases import say_until
from rekindle.desk.show.views import OutcomeChoice, RestChoice
from rekindle.terms.losses import Source
from rekindle.terms.touches import Channel, Outcome

_CALL = (
    OutcomeChoice("1", Outcome.SPOKE, "Spoke"),
    OutcomeChoice("2", Outcome.VOICEMAIL, "Voicemail"),
    OutcomeChoice("3", Outcome.NO_ANSWER, "No answer"),
    OutcomeChoice("4", Outcome.MEETING, "Meeting"),
)
_VISIT = (
    OutcomeChoice("1", Outcome.SPOKE, "I went"),
    OutcomeChoice("3", Outcome.NO_ANSWER, "Missed them"),
    OutcomeChoice("4", Outcome.MEETING, "Meeting"),
)
_WRITTEN = (
    OutcomeChoice("1", Outcome.SENT, "I sent it myself"),
    OutcomeChoice("4", Outcome.MEETING, "Meeting"),
)
_BY_CHANNEL = {Channel.CALL: _CALL, Channel.VISIT: _VISIT, Channel.EVENT: _VISIT}


def offer_outcomes(channel: str) -> tuple[OutcomeChoice, ...]:
    """Return the outcomes that fit a channel, each with the digit that logs it."""
    return _BY_CHANNEL.get(Channel(channel), _WRITTEN) if channel else _CALL


def offer_rests(
    today: date,
    *,
    promised: date | None,
    opens: date | None,
    later: date | None = None,
    noted: date | None = None,
) -> tuple[RestChoice, ...]:
    """Return the dates to rest until: the one they named, else one read from a note, when the window opens, else the
    next good time, a month, a quarter; tomorrow where a note is waited for that may be misread."""
    choices = []
    if promised and promised > today:
        choices.append(RestChoice(promised, "Their date", say_until(promised, today)))
    elif noted and noted > today:
        choices.append(RestChoice(noted, "A day read from your notes", say_until(noted, today)))
    if opens and opens > today:
        choices.append(RestChoice(opens, "When the window opens", say_until(opens, today)))
    elif later and later > today:
        choices.append(RestChoice(later, "The next good time", say_until(later, today)))
    month = _weekday(today + timedelta(days=30))
    choices.append(RestChoice(month, "In a month", say_until(month, today)))
    quarter = _weekday(today + timedelta(days=91))
    choices.append(RestChoice(quarter, "In three months", say_until(quarter, today)))
    if noted and noted > today and not (promised and promised > today):
        choices.append(RestChoice(today + timedelta(days=1), "Tomorrow", "Do not wait for the day in the notes"))
    return tuple(choices)


def named_days(promises: Iterable[PromiseRecord]) -> tuple[date | None, date | None]:
    """Return the day somebody named last, and the day that was last read from a note; promises the newest last."""
    named, noted = None, None
    for promise in promises:
        if promise.source == Source.INFERRED:
            noted = promise.due_on
        else:
            named = promise.due_on
    return named, noted


def _weekday(day: date) -> date:
    return day + timedelta(days=max(0, 7 - day.isoweekday()) % 7 + 1 if day.isoweekday() > 5 else 0)
