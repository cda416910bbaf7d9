"""The window of one deal: what goes on its line of days, and the same as a table."""

from collections.abc import Iterator
from datetime import date

from rekindle.book.read.around import TouchRecord
from rekindle.book.read.deal import DealRecord
from rekindle.desk.show.cards import Setting
from rekindle.desk.show.deal_ties import waits_for_notes
from rekindle.desk.show.histories import say_touch
from rekindle.desk.show.outline import kept_outline
from rekindle.desk.show.phrases import fit_words, say_count, say_day
from rekindle.desk.show.strips import held_until, is_window_open
from rekindle.desk.show.views import Chance
from rekindle.desk.show.window import Happened, Line, WindowDrawn, draw_window, say_drawing
from rekindle.terms.advice import SAID_NO, AdviceKind
from rekindle.terms.days import day_in
from rekindle.terms.losses import Source, Status
from rekindle.terms.touches import Direction

NO_WINDOW = "No window is drawn: nobody waits for a moment to write to somebody who said no."


def asked_to_be_left_alone(record: DealRecord) -> bool:
    """Say whether the deal is left alone because somebody said no to us, not by a judgement of the desk."""
    advice = record.advice
    return bool(advice and advice["kind"] == AdviceKind.LEAVE_ALONE and advice["stopped_by"] in SAID_NO)


def show_window(record: DealRecord, setting: Setting, *, may_wait: bool = True) -> WindowDrawn | None:
    """Draw the line of a deal; None without a loss or a window, or after a no.

    The curve is drawn where it was computed, else the drawing may wait for it."""
    line = _line(record, setting)
    if line is None:
        return None
    has_chance = record.status == Status.LOST and bool(record.advice and record.advice["chance"])
    return draw_window(line, say_drawing(line), waits=may_wait and has_chance and not line.fortnights)


def _line(record: DealRecord, setting: Setting) -> Line | None:
    advice, losses, today = record.advice, record.around.losses.get(record.deal_id, []), setting.today
    if not (advice and losses and advice["window_from"] and advice["window_to"]) or asked_to_be_left_alone(record):
        return None
    is_open = is_window_open(advice["window_from"], advice["window_to"], today, held_until(advice))
    return Line(
        today=today,
        opened_on=record.opened_on,
        lost_on=losses[-1].lost_on,
        window_from=advice["window_from"],
        window_to=advice["window_to"],
        now_words="Today, in their window" if is_open else "Today",
        is_open=is_open,
        happened=tuple(_happened(record, setting)),
        ahead=tuple(_ahead(record, setting)),
        fortnights=kept_outline(record.deal_id, advice),
        lost=setting.names.lost,
    )


def _happened(record: DealRecord, setting: Setting) -> Iterator[Happened]:
    """List losses, returns and contacts of this deal, in the order of time."""
    around, zone = record.around, setting.zone
    phrase = setting.names.reasons.get((record.advice or {}).get("reason") or "", "")
    losses = around.losses.get(record.deal_id, [])
    for loss in losses:
        yield Happened(loss.lost_on, "loss", setting.names.lost.rstrip(","), phrase if loss is losses[-1] else "")
    for back in (one for one in record.returns if one.deal_id == record.deal_id):
        yield Happened(day_in(back.happened_at, zone), "return", "They came back")
    for touch in around.touches.get(record.deal_id, []):
        kind = "reply" if touch.direction == Direction.IN else "touch"
        yield Happened(day_in(touch.happened_at, zone), kind, _shorten(say_touch(touch, around.people)))


def _shorten(words: str) -> str:
    return fit_words(words, 28)


def _ahead(record: DealRecord, setting: Setting) -> Iterator[Happened]:
    """List the days to come that were agreed or are known: a promise, the end of a contract."""
    if waits_for_notes(record) and record.advice and record.advice["reconsider_on"]:
        yield Happened(record.advice["reconsider_on"], "waits", "Comes up")
    for promise in record.around.promises.values():
        is_read = promise.source == Source.INFERRED
        is_ahead = promise.deal_id == record.deal_id and promise.due_on > setting.today
        if is_ahead and not (is_read and waits_for_notes(record)):
            yield Happened(promise.due_on, "promise", "In your notes" if is_read else "Agreed")
    for contract in record.around.contracts.values():
        if contract.ends_on > setting.today:
            yield Happened(contract.ends_on, "contract", "Contract ends", contract.incumbent)


def list_window(record: DealRecord, setting: Setting, chance: Chance | None) -> Iterator[tuple[str, str]]:
    """Tell the drawing as rows of a table."""
    line, today = _line(record, setting), setting.today
    if line is None:
        return
    for loss in (one for one in line.happened if one.kind == "loss"):
        yield setting.names.lost.rstrip(","), say_day(loss.on, today) + (f", {loss.more}" if loss.more else "")
    since = _since(record.around.touches.get(record.deal_id, []), line.lost_on, setting)
    last = f", the last {say_day(max(since), today)}" if since else ""
    yield "Contacts since", f"{say_count(len(since), 'contact').capitalize()}{last}"
    yield "Best window", f"{say_day(line.window_from, today)} to {say_day(line.window_to, today)}"
    if chance:
        yield "Back within six months", f"{chance.in_100} in 100, likely {chance.low} to {chance.high}"
    for one in line.ahead:
        yield one.words, say_day(one.on, today) + (f", {one.more}" if one.more else "")


def _since(touches: list[TouchRecord], lost_on: date, setting: Setting) -> list[date]:
    days = [day_in(touch.happened_at, setting.zone) for touch in touches]
    return [day for day in days if day > lost_on]
