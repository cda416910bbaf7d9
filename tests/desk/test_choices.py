"""Which days are offered to rest until: theirs before one that was only read from a note."""

from dataclasses import replace
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.around import PromiseRecord
from rekindle.desk.show.choices import named_days, offer_rests
from rekindle.desk.show.histories import choose_quote
from rekindle.terms.losses import Source

TODAY = date(2026, 10, 14)


def promise(due_on: date, source: Source) -> PromiseRecord:
    return PromiseRecord(UUID(int=1), UUID(int=2), None, due_on, source, "")


def labels(*promises: PromiseRecord) -> list[tuple[str, date]]:
    promised, noted = named_days(promises)
    offered = offer_rests(TODAY, promised=promised, noted=noted, opens=date(2027, 1, 4))
    return [(one.label, one.until_on) for one in offered][:2]


def test_a_day_read_from_a_note_is_offered_and_called_so():
    assert labels(promise(date(2026, 12, 1), Source.INFERRED))[0] == ("A day read from your notes", date(2026, 12, 1))


def test_who_does_not_want_to_wait_for_a_note_takes_tomorrow():
    noted = promise(date(2026, 12, 1), Source.INFERRED)
    tomorrow = [one.until_on for one in offer_rests(TODAY, promised=None, noted=noted.due_on, opens=None)][-1]
    named = offer_rests(TODAY, promised=noted.due_on, noted=noted.due_on, opens=None)
    assert (tomorrow, [one for one in named if one.label == "Tomorrow"]) == (date(2026, 10, 15), [])


def test_a_day_they_named_comes_before_one_that_was_read():
    both = promise(date(2026, 11, 2), Source.BUYER), promise(date(2026, 12, 1), Source.INFERRED)
    assert labels(*both) == [("Their date", date(2026, 11, 2)), ("When the window opens", date(2027, 1, 4))]


def test_a_day_that_has_come_is_not_offered():
    assert labels(promise(TODAY, Source.BUYER), promise(TODAY, Source.INFERRED))[0][0] == "When the window opens"


def told(*promises: PromiseRecord) -> tuple[str, str] | None:
    quote = choose_quote([], promises, [], {}, (TODAY, ZoneInfo("UTC")))
    return (quote.words, quote.by) if quote else None


def test_a_later_day_in_a_note_is_told_on_the_card_with_the_way_to_wait_for_it():
    spring = replace(promise(date(2027, 4, 16), Source.INFERRED), words="Ask again in spring.")
    by = "From your notes. Let it rest, and it comes up on 16 April 2027"
    assert told(spring) == ("Ask again in spring.", by)
    assert told(replace(spring, due_on=TODAY)) == ("Ask again in spring.", "From your notes. The day is here")
    assert told(replace(spring, due_on=date(2026, 9, 1))) is None
    assert told(spring, promise(date(2027, 5, 3), Source.REP)) is None
