"""Small parts of sentences: days, money, numbers, names."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from rekindle.terms.money import Money, minor_digits
from rekindle.terms.touches import Channel

# What a member is called in the book until they say their name.
NAMELESS = "You"
_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CHF": "CHF ", "CAD": "CA$", "AUD": "A$"}
_IN_FULL = 10_000
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def say_number(count: int) -> str:
    """Write a small number as a word."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else f"{count:,}"


def say_count(count: int, one: str, many: str = "") -> str:
    """Write a number with its noun: one touch, three touches."""
    return f"{say_number(count)} {one if count == 1 else many or one + 's'}"


def say_day(day: date, today: date) -> str:
    """Write a day as people say it: 11 February, 2 August last year, 3 March 2024."""
    words = f"{day.day} {day:%B}"
    if day.year == today.year:
        return words
    if day.year == today.year - 1:
        return f"{words} last year"
    return f"{words} {day.year}"


def say_loss_day(day: date, quality: str, today: date) -> str:
    """Write the day of a loss as well as it is known: "by 2 March" where no day was said, for it was lost by then."""
    words = {"guessed": "by ", "about": "about "}.get(quality, "")
    return f"{words}{say_day(day, today)}"


def say_weekday(day: date, today: date) -> str:
    """Write a day near today by its weekday, another one by its date."""
    if day == today:
        return "today"
    if day == today - timedelta(days=1):
        return "yesterday"
    if day == today + timedelta(days=1):
        return "tomorrow"
    if timedelta(0) < today - day < timedelta(days=7):
        return f"on {day:%A}"
    if timedelta(0) < day - today < timedelta(days=7):
        return f"on {day:%A}"
    return f"on {say_day(day, today)}" if day <= today or day.year == today.year else f"in {day:%B} {day.year}"


def say_full_day(day: date) -> str:
    """Write a day with its weekday: Monday 3 November."""
    return f"{day:%A} {day.day} {day:%B}"


def say_until(day: date, today: date) -> str:
    """Write a day to come with its weekday, and with its year when that is not this year."""
    return say_full_day(day) if day.year == today.year else f"{say_full_day(day)} {day.year}"


def say_ago(day: date, today: date) -> str:
    """Write how long ago a day was: 12 days, 3 weeks, 8 months, 2 years."""
    days = max(0, (today - day).days)
    for size, name in ((730, "year"), (60, "month"), (21, "week")):
        if days >= size:
            unit = {"year": 365, "month": 30.44, "week": 7}[name]
            return say_count(round(days / unit), name)
    return say_count(days, "day")


def say_since(day: date, today: date) -> str:
    """Write since when: today, yesterday, 12 days ago."""
    return {today: "today", today - timedelta(days=1): "yesterday"}.get(day, f"{say_ago(day, today)} ago")


def say_money(minor: int | None, currency: str) -> str:
    """Write money without needless decimals: $620,000; empty when the amount is not known."""
    if minor is None or not currency:
        return ""
    major = Money(round(minor), currency).major()
    whole = major == int(major) or abs(major) >= 1000
    number = f"{major:,.0f}" if whole else f"{major:,.{minor_digits(currency)}f}"
    return f"{_SYMBOLS.get(currency, currency + ' ')}{number}"


def say_round_money(minor: float | None, currency: str) -> str:
    """Write money to two figures, for estimates: about $90, about $12,000."""
    if minor is None or not currency:
        return ""
    major = minor / 10 ** minor_digits(currency)
    size = 1
    while abs(major) / size >= 100:
        size *= 10
    return say_money(int(round(major / size) * size) * 10 ** minor_digits(currency), currency)


def say_money_at_least(minor: float, currency: str) -> str:
    """Write money above nought to two figures, and of less than one whole unit that unit: nothing is not nought."""
    return say_round_money(max(minor, 10 ** minor_digits(currency)), currency)


def say_short_money(minor: float | None, currency: str) -> str:
    """Write money for a narrow place or a figure: $88k, $2.6M, $31M, $4.1bn; below ten thousand as it is."""
    if minor is None or not currency:
        return ""
    major = minor / 10 ** minor_digits(currency)
    for size, letter in ((1_000_000_000, "bn"), (1_000_000, "M"), (1_000, "k")):
        many = major / size
        # What would round up to a thousand of a unit is one of the next.
        if many >= 0.9995 and major >= _IN_FULL:
            tenths = f"{many:.1f}" if many < 10 else f"{many:,.0f}"
            return f"{_SYMBOLS.get(currency, currency + ' ')}{tenths.removesuffix('.0')}{letter}"
    return say_money(round(minor), currency)


def first_name(name: str) -> str:
    """Return how to address somebody: Claire, but Dr. Rao."""
    words = name.replace(",", " ").split()
    if not words:
        return ""
    if words[0].rstrip(".").lower() in {"dr", "prof", "professor", "doctor"} and len(words) > 1:
        return f"{words[0]} {words[-1]}"
    # “Seller 9” is told apart by its number alone, and “D. Kowalski” is nobody's D.
    is_initial = len(words) > 1 and len(words[0].rstrip(".")) == 1
    return name if words[-1].isdecimal() or is_initial else words[0]


def call_colleague(name: str, *, shortly: bool = False) -> str:
    """Return how a sentence about a colleague begins: an owner who has not said their name is not “You” to others."""
    if name == NAMELESS:
        return "The owner of this book"
    return first_name(name) if shortly else name


def call_deal(name: str, account: str) -> str:
    """Return what a deal is called beside its account: "Alder Clinic - Laser" of Alder Clinic is "Laser".

    Empty where it is called as the account is."""
    if not account or account.casefold() not in name.casefold():
        return name
    found = re.fullmatch(rf"{re.escape(account)}(?:\s*[-–—:|/,]\s+(?P<after>\S.*))?", name, re.IGNORECASE)
    if found:
        return found["after"] or ""
    found = re.fullmatch(rf"(?P<before>.*\S)\s+[-–—:|/@]\s*{re.escape(account)}", name, re.IGNORECASE)
    return found["before"] if found else name


# What a stage is called that tells nothing but the end of a deal.
_ENDS = frozenset({"closed", "close", "lost", "deal", "opportunity", "verloren", "geschlossen", "perdu", "perdido"})


def say_stage(stage: str) -> str:
    """Return the stage a deal was lost at; empty where it says only that it was: Closed Lost."""
    return "" if set(re.findall(r"\w+", stage.casefold())) <= _ENDS else stage


def last_name(name: str) -> str:
    """Return the family name without degrees: Priya Nair, RN gives Nair."""
    words = name.split(",", maxsplit=1)[0].split()
    return words[-1] if words else ""


def fit_words(text: str, letters: int) -> str:
    """Shorten a label to so many letters, between words where that leaves some: Director of…, not Director of Capit…"""
    if len(text) <= letters:
        return text
    whole = text[:letters].rsplit(" ", 1)[0] if " " in text[:letters] else text[: letters - 1]
    return f"{whole.rstrip(' ,;:')}…"


def join_words(parts: list[str]) -> str:
    """Join parts of a list as in a sentence: a, b and c."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


_BY = {
    Channel.MAIL: "mail",
    Channel.CALL: "phone",
    Channel.VISIT: "a visit",
    Channel.LINKEDIN: "LinkedIn",
    Channel.MESSAGE: "text message",
    Channel.EVENT: "an event",
}


def say_ways(channels: Iterable[Channel]) -> str:
    """Say over what somebody is contacted: by mail and phone."""
    return f"by {join_words([_BY[channel] for channel in sorted(channels)])}"


def say_greeting(words: str, name: str) -> str:
    """Greet somebody by their name; who has not given one yet is called You in the book, and greeted without."""
    return f"{words}." if name in {"", NAMELESS} else f"{words}, {first_name(name)}."
