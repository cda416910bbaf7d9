"""A card as the desk shows it, from the few words in which cards differ."""

from datetime import date
from uuid import UUID

from rekindle.desk.show.views import Bring, Card, Chance, Moment, Opening, OutcomeChoice, Quote, RestChoice, Strip

CALL = (
    ("1", "spoke", "Spoke"),
    ("2", "voicemail", "Voicemail"),
    ("3", "no_answer", "No answer"),
    ("4", "meeting", "Meeting"),
)
WROTE = (("1", "sent", "I sent it myself"), ("4", "meeting", "Meeting"))
WENT = (("1", "spoke", "I went"), ("2", "no_answer", "Missed him"), ("4", "meeting", "Meeting"))
WAYS = {
    "call": ("Call", "i-phone", CALL),
    "mail": ("Email", "i-mail", WROTE),
    "visit": ("Visit", "i-visit", WENT),
    "message": ("Message", "i-note", WROTE),
}
RESTS = (
    RestChoice(date(2025, 11, 3), "Monday 3 November", "The day she named"),
    RestChoice(date(2026, 1, 12), "Monday 12 January", "When the window opens"),
    RestChoice(date(2025, 11, 14), "Friday 14 November", "In a month"),
)


def deal_id(number: int) -> UUID:
    """Make an id one can read in a test."""
    return UUID(int=0x0190_0000_0000_7000_8000_0000_0000_0000 + number)


def strip(lost: int, start: float, end: float) -> Strip:
    """Draw a deal lost some months ago on the axis of 20 months."""
    unit = 66 / 20
    return Strip(
        3,
        round(3 + start * unit, 1),
        round((end - start) * unit, 1),
        round(3 + lost * unit, 1),
        start <= lost,
        f"Lost {lost} months ago. Best window: month {start:g} to {end:g}.",
    )


def make_card(
    number: int,
    person: str,
    account: str,
    channel: str,
    why: str,
    *,
    group: str,
    title: str,
    chip: str,
    minutes: int,
    quote: tuple[str, str],
    bring: tuple[str, str],
    opening: tuple[str, tuple[str, ...], str],
    chance: tuple[int, int, int, str],
    window: str,
    months: tuple[int, float, float],
    kept: tuple[str, ...],
    facts: tuple[str, str, str, str],
    reason_icon: str,
    so_far: tuple[Moment, ...] = (),
    mail: str = "",
    phone: str = "",
) -> Card:
    """Make a card of the morning."""
    words, icon, outcomes = WAYS[channel]
    subject, paragraphs, closing = opening
    heading = "Draft, in your words" if subject or channel == "message" else "If you like, open with"
    return Card(
        deal_id=deal_id(number),
        account_id=deal_id(number + 100),
        account=account,
        person_id=deal_id(number + 200),
        person=person,
        pronoun="they",
        title=title,
        group=group,
        channel=channel,
        channel_words=f"{words}, about {minutes} min",
        icon=icon,
        chip=chip,
        play="check_in",
        minutes=minutes,
        why=why,
        whys=(),
        quote=Quote(*quote),
        bring=Bring("asset", *bring),
        opening=Opening(heading, subject, paragraphs, closing),
        chance=Chance(chance[0], chance[1], chance[2], 0.6, chance[3]),
        window_words=f"Best window: {window}",
        strip=strip(*months),
        kept=kept,
        facts=tuple(zip(("For", "Worth", "Lost", "Because"), facts, strict=True)),
        reason_icon=reason_icon,
        so_far_heading="So far: five moments in eight months",
        so_far=so_far,
        outcomes=tuple(OutcomeChoice(*choice) for choice in outcomes),
        rests=RESTS,
        mail=mail,
        phone=phone,
    )
