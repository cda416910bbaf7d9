"""What binds us and them on a deal: promises and limits we keep, the incumbent's contract, looking in on the lost."""

from collections.abc import Iterator

from rekindle.book.read.deal import DealRecord
from rekindle.desk.show.because import say_kept
from rekindle.desk.show.cards import Setting
from rekindle.desk.show.clocks import Clock, say_presence, show_clock
from rekindle.desk.show.phrases import say_day
from rekindle.terms.advice import StoppedBy
from rekindle.terms.days import day_in
from rekindle.terms.losses import Source
from rekindle.terms.touches import Direction


def waits_for_notes(record: DealRecord) -> bool:
    """Say whether a deal waits for a day that was only read from a note: it comes up on one day, and that is told."""
    advice = record.advice or {}
    return advice.get("stopped_by") == StoppedBy.PROMISED_LATER and advice.get("stop_rule") == Source.INFERRED


def list_kept(record: DealRecord, setting: Setting) -> tuple[str, ...]:
    """List what was promised, and how much of the limits is used."""
    advice = record.advice
    limits = say_kept(advice, setting.names, has_promise=False, permission="") if advice else ()
    # Whether somebody else is in touch is known when a contact is proposed, and only then.
    return (*_promises(record, setting), *limits[:-1])


def _promises(record: DealRecord, setting: Setting) -> Iterator[str]:
    for promise in record.around.promises.values():
        if promise.deal_id == record.deal_id:
            person = record.around.people.get(promise.person_id) if promise.person_id else None
            who = person.name if person else "They" if promise.source == Source.BUYER else "Agreed"
            said = f": “{promise.words.strip('“”')}”" if promise.words else ""
            if promise.source == Source.INFERRED and waits_for_notes(record):
                # When it comes up, and in which words, stands above.
                yield "The day stands in your notes; nobody agreed to one yet"
                continue
            if promise.source == Source.INFERRED:
                yield f"Your notes name {say_day(promise.due_on, setting.today)}, nobody agreed to it yet{said}"
                continue
            verb = " named" if who != "Agreed" else " on"
            yield f"{who}{verb} {say_day(promise.due_on, setting.today)}{said}"


def show_clocks(record: DealRecord, setting: Setting) -> Iterator[Clock]:
    """Show the contract of an incumbent as a clock."""
    for one in record.around.contracts.values():
        yield show_clock(one.incumbent, one.product, day_in(one.happened_at, setting.zone), one.ends_on, setting.today)


def say_deal_presence(record: DealRecord, setting: Setting) -> str:
    """Say when to look in on a lost customer, counted from the last contact on any deal of theirs."""
    days = [
        day_in(touch.happened_at, setting.zone)
        for touches in record.around.touches.values()
        for touch in touches
        if touch.direction == Direction.OUT
    ]
    return say_presence((record.kind,), max(days, default=None), setting.today)
