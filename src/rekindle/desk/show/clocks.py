"""The contract of an incumbent as a clock, and when to look in on a customer who was lost."""

from dataclasses import dataclass
from datetime import date, timedelta

from rekindle.desk.show.phrases import say_count, say_day, say_weekday
from rekindle.terms.losses import DealKind

# How long before a contract ends the next choice is usually made, and how often a lost customer is looked in on.
CHOICE_BEFORE = timedelta(days=180)
PRESENCE = timedelta(days=91)


@dataclass(frozen=True, slots=True)
class Clock:
    """A contract of theirs with somebody else: how far it has run (of 100), and when the choice is made again."""

    words: str
    choice: str
    run: int


def show_clock(incumbent: str, product: str, start: date, end: date, today: date) -> Clock:
    """Say how far a contract has run since we know of it, and when the next choice is made."""
    run = max(0, min(100, round(100 * (today - start).days / max(1, (end - start).days))))
    who, what = incumbent or "somebody else", f" for {product}" if product else ""
    if end < today:
        return Clock(f"The contract with {who}{what} ended on {say_day(end, today)}.", "Ask what follows it.", 100)
    choice = end - CHOICE_BEFORE
    left = say_count(max(1, round((end - today).days / 30.44)), "month")
    decides = (
        f"The next choice is usually made from {say_day(choice, today)} on."
        if choice > today
        else "The next choice is being made now."
    )
    return Clock(f"With {who}{what} until {say_day(end, today)}: {left} left.", decides, run)


def say_presence(kinds: tuple[str, ...], last: date | None, today: date) -> str:
    """Say when to look in on a customer who was lost: once a quarter, with nothing to sell; empty for others."""
    if DealKind.ACCOUNT not in kinds:
        return ""
    if last is None:
        return "Nobody has looked in since they left. Once a quarter is enough, with something useful and no ask."
    due = last + PRESENCE
    when = "now" if due <= today else say_weekday(due, today)
    seen = f"The last contact was {say_weekday(last, today)}; next {when}."
    return f"Look in once a quarter, with something useful and no ask. {seen}"
