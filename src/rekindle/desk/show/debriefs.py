"""What was not talked over yet, month by month, and who was asked to."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from rekindle.book.read.debriefs import COUNTED, AskRecord, Untold, has_lost, read_asks, read_untold
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import has_deals, read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.show.answers import STANDS, show_answers
from rekindle.desk.show.debrief_views import AskView, DebriefsView, MonthOfUntold, UntoldView
from rekindle.desk.show.patterns.speaking import say
from rekindle.desk.show.phrases import call_deal, say_count, say_day, say_money, say_weekday
from rekindle.desk.show.voices import voice_in
from rekindle.terms.days import day_in
from rekindle.terms.voices import VoiceKey

YEAR = timedelta(days=365)
MOST = 60
FRESH = timedelta(days=14)


def show_debriefs(actor: Actor, *, everybody: bool | None = None) -> DebriefsView:
    """List the losses of the last year that nobody talked about, the newest first: one's own, or everybody's.

    Unless somebody chose, everybody's are shown to who lost none of their own in that time."""
    zone = actor.zone
    today = actor.today
    if everybody is None:
        everybody = not has_lost(actor.workspace_id, actor.member_id, actor.at - YEAR)
    mine = None if everybody else actor.member_id
    untold, count = read_untold(actor.workspace_id, today - YEAR, mine, MOST)
    asks = tuple(_ask(ask, today, zone) for ask in read_asks(actor.workspace_id, actor.member_id))
    is_bare = not count and not has_deals(actor.workspace_id)
    return DebriefsView(
        "Nobody to ask yet." if is_bare else _in_voice(actor, _title(count)),
        "Who said no stands here until somebody has asked why." if is_bare else _words(untold, today),
        asks,
        _months(untold, count, today),
        count,
        len(untold),
        everybody,
        latest_undoable(actor.workspace_id, actor.member_id),
        show_answers(actor, zone, STANDS),
        is_bare,
    )


def _months(untold: list[Untold], count: int, today: date) -> tuple[MonthOfUntold, ...]:
    months = [
        MonthOfUntold(label, tuple(_row(loss, today) for loss in losses))
        for label, losses in groupby(untold, key=lambda loss: _month(loss.lost_on, today))
    ]
    if count > len(untold):
        months[-1] = replace(months[-1], is_cut=True)
    return tuple(months)


def _in_voice(actor: Actor, words: str) -> str:
    is_search = voice_in(read_workspace(actor.workspace_id)).key == VoiceKey.JOB
    return say(words) if is_search else words


def _title(count: int) -> str:
    if not count:
        return "No recent loss waits to be talked about."
    if count >= COUNTED:
        return f"More than {COUNTED - 1} losses of the last year have not been talked about."
    losses = say_count(count, "loss of the last year has", "losses of the last year have")
    return f"{losses} not been talked about.".capitalize()


def _words(untold: list[Untold], today: date) -> str:
    if not untold:
        return "When the next one comes, it stands here until somebody has asked why. Who is left alone is not asked."
    if today - untold[0].lost_on <= FRESH:
        return "Start with the newest: people remember two weeks."
    return "The newest first. After two weeks people remember less, and most still like to be asked."


def _month(day: date, today: date) -> str:
    return f"{day:%B}" if day.year == today.year else f"{day:%B %Y}"


def _row(loss: Untold, today: date) -> UntoldView:
    return UntoldView(
        loss.deal_id,
        loss.account,
        call_deal(loss.deal, loss.account),
        loss.owner,
        say_money(loss.amount_minor, loss.currency),
        loss.competitor,
        say_day(loss.lost_on, today),
    )


def _ask(ask: AskRecord, today: date, zone: ZoneInfo) -> AskView:
    on = say_weekday(day_in(ask.happened_at, zone), today)
    return AskView(ask.deal_id, ask.account, ask.person, ask.asked_by, ask.words, on)
