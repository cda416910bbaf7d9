"""The contacts of a generated deal: many before it was lost, a few after, with what they cost in minutes."""

from collections.abc import Iterator
from datetime import datetime
from random import Random

from rekindle.desk.sample.days import Days
from rekindle.desk.sample.dice import middling, pick
from rekindle.desk.sample.files import read_data
from rekindle.desk.sample.plans import Plan
from rekindle.intake.drafts import TouchDraft
from rekindle.terms.advice import Play
from rekindle.terms.losses import Verdict
from rekindle.terms.touches import Channel, Direction, Outcome

_BEFORE = {"visit": 38, "call": 22, "mail": 23, "event": 17}
_AFTER = {"mail": 52, "call": 20, "linkedin": 12, "visit": 9, "event": 7}
# What a contact costs, the way there and the work before it included.
_MINUTES_BEFORE = {"visit": (150, 480), "event": (330, 600), "call": (20, 60), "mail": (30, 180)}
_MINUTES = {"mail": (5, 20), "call": (6, 30), "linkedin": (2, 6), "visit": (25, 80), "event": (15, 60)}
_OUTCOMES = {
    "mail": {"sent": 100},
    "linkedin": {"sent": 100},
    "call": {"spoke": 45, "voicemail": 33, "no_answer": 22},
    "visit": {"spoke": 80, "meeting": 20},
    "event": {"spoke": 100},
}


def touches_before(plan: Plan, days: Days, until: int) -> Iterator[TouchDraft]:
    """Draft the contacts from the first meeting to the day before `until`; lost deals eat more hours than won ones."""
    chance = plan.dice("before")
    road = max(2, min(10, (until - plan.opened) // 19))
    most = max(2, round(road * 0.75)) if plan.fate == "won" else road
    channels = ["visit", *(pick(chance, _BEFORE) for _ in range(chance.randint(max(1, most - 2), most)))]
    step = (until - 2 - plan.opened) / len(channels)
    for nth, channel in enumerate(channels):
        yield TouchDraft(
            channel=Channel(channel),
            happened_at=_instant(days, round(plan.opened + 1 + nth * step), chance),
            person=_someone(plan, chance),
            outcome=Outcome.SENT if channel == "mail" else Outcome.SPOKE if channel == "call" else Outcome.MEETING,
            minutes=5 * round(chance.uniform(*_MINUTES_BEFORE[channel]) / 5),
            subject="First meeting" if nth == 0 else chance.choice(read_data("words")["before"][channel]),
        )


def debrief_touch(plan: Plan, days: Days, day: int) -> TouchDraft:
    """Draft the debrief call."""
    chance = plan.dice("debrief")
    return TouchDraft(
        channel=Channel.CALL,
        happened_at=_instant(days, day, chance),
        person=plan.seats[0].name if plan.seats else "",
        member="Tomas Reyes" if chance.random() < 0.15 else "",
        outcome=Outcome.SPOKE,
        minutes=middling(chance, 8, 35, 15),
        play=Play.DEBRIEF_ASK.value,
        subject="Debrief call",
    )


def touches_after(plan: Plan, days: Days, since: int, until: int) -> Iterator[TouchDraft]:
    """Draft the contacts after a loss, from `since` to before `until`; Anders cannot let go."""
    chance = plan.dice(f"after{since}")
    hurry = 0.45 if plan.owner == "Anders Nygaard" else 1.0
    if plan.verdict == Verdict.NO:
        yield closing_note(plan, days, min(until - 1, since + 2))
        until = since + 90 if hurry < 1 and until - since > 90 else since
    day, sent = since + round(middling(chance, 60, 130, 80) * hurry), 0
    while day < until and sent < 6 and chance.random() < 0.84:
        yield touch_after(plan, days, day, sent)
        day, sent = day + round(middling(chance, 80, 190, 105) * hurry), sent + 1


def touch_after(plan: Plan, days: Days, day: int, sent: int) -> TouchDraft:
    """Draft one contact after a loss, `sent` others before it; nothing is sent twice."""
    chance = plan.dice(f"after{day}")
    assets = plan.dice("assets").sample(read_data("market")["assets"], 7)
    channel = pick(chance, _AFTER)
    asset = assets[sent] if channel == "mail" and chance.random() < 0.6 else ""
    hello = channel == "mail" and not asset
    play = Play.VALUE_TOUCH if asset else Play.CHECK_IN if channel in ("call", "visit") else Play.HELLO
    return TouchDraft(
        channel=Channel(channel),
        happened_at=_instant(days, day, chance),
        person=_someone(plan, chance),
        outcome=Outcome(pick(chance, _OUTCOMES[channel])),
        minutes=middling(chance, *_MINUTES[channel], sum(_MINUTES[channel]) // 3),
        play=play.value,
        asset_key=asset,
        subject=chance.choice(read_data("words")["after"]["thanks" if hello else channel]),
    )


def debrief_form(plan: Plan, days: Days, day: int) -> TouchDraft:
    """Draft the mail with the four questions."""
    return _short_mail(plan, days.at(f"{day} 16:00"), Play.DEBRIEF_ASK, "Four questions, two minutes")


def closing_note(plan: Plan, days: Days, day: int) -> TouchDraft:
    """Draft the last mail after a no."""
    return _short_mail(plan, days.at(f"{day} 16:00"), Play.CLOSING_NOTE, "Understood, and thank you")


def _short_mail(plan: Plan, at: datetime, play: Play, subject: str) -> TouchDraft:
    who = plan.seats[0].name if plan.seats else ""
    return TouchDraft(Channel.MAIL, at, person=who, outcome=Outcome.SENT, minutes=4, play=play.value, subject=subject)


def mail_in(plan: Plan, days: Days, day: int, words: str, outcome: Outcome) -> TouchDraft:
    """Draft a mail they wrote."""
    return TouchDraft(
        channel=Channel.MAIL,
        happened_at=days.at(f"{day} 09:14"),
        direction=Direction.IN,
        person=plan.seats[0].name if plan.seats else "",
        outcome=outcome,
        minutes=3,
        words=words,
    )


def _instant(days: Days, day: int, chance: Random) -> datetime:
    return days.at(f"{day} {chance.randint(8, 16):02d}:{chance.choice((0, 10, 20, 30, 40, 50)):02d}")


def _someone(plan: Plan, chance: Random) -> str:
    if not plan.seats:
        return ""
    return chance.choice((plan.seats[0], *plan.seats)).name
