"""Who answered the form: told to whoever made the link, and to whoever looks after the deal."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.read.debriefs import AnswerRecord, read_answers
from rekindle.desk.actor import Actor
from rekindle.desk.show.phrases import say_weekday
from rekindle.terms.days import day_in
from rekindle.terms.debriefs import MayReturn

# How long an answer is news of the morning, and how long it stands among the debriefs.
NEWS, STANDS = timedelta(days=3), timedelta(days=30)
_MAY = {
    MayReturn.ON_DATE: "We may come back, on the day they named.",
    MayReturn.THREE_MONTHS: "We may come back in about three months.",
    MayReturn.YEAR: "We may come back in about a year.",
    MayReturn.IF_CHANGED: "Only if something relevant changes.",
    MayReturn.NO: "They do not want to hear from us again. They are left alone.",
}
_SILENCED = "We read their words as a wish not to be contacted. They are left alone until you have looked."


@dataclass(frozen=True, slots=True)
class AnswerView:
    """`words` are their own, empty where they wrote none; `may` is what they said about our coming back."""

    deal_id: UUID
    who: str
    account: str
    words: str
    may: str
    on_words: str


def show_answers(actor: Actor, zone: ZoneInfo, within: timedelta) -> tuple[AnswerView, ...]:
    """Show what came by the form within a time, the newest first; of who answered again the last answer."""
    today = day_in(actor.at, zone)
    found = read_answers(actor.workspace_id, actor.member_id, actor.at - within)
    latest = {(one.deal_id, one.person): one for one in reversed(found)}
    return tuple(
        AnswerView(
            one.deal_id,
            one.person or "Somebody",
            one.account,
            one.better,
            _say_may(one),
            say_weekday(day_in(one.known_at, zone), today),
        )
        for one in sorted(latest.values(), key=lambda one: one.known_at, reverse=True)
    )


def _say_may(one: AnswerRecord) -> str:
    if one.is_silenced:
        return _SILENCED
    return _MAY[MayReturn(one.may_return)] if one.may_return else ""
