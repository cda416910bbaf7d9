"""Rows a verb names, found within its workspace or refused in words; and the days it may speak of."""

from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from rekindle.book.write import lookups
from rekindle.book.write.commands import find_member
from rekindle.book.write.lookups import FoundDeal
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import RefusedError
from rekindle.terms.days import day_in, noon_in
from rekindle.terms.people import MemberRole

T = TypeVar("T")

LONGEST_TEXT = 20_000


def get_deal(writing: Writing, deal_id: UUID) -> FoundDeal:
    """Return the deal; raises RefusedError when this workspace has none with that id."""
    return _or_refuse(lookups.find_deal(writing, deal_id), "deal")


def get_person(writing: Writing, person_id: UUID) -> str:
    """Return the person's name; raises RefusedError when this workspace knows nobody with that id."""
    return _or_refuse(lookups.find_person(writing, person_id), "person")


def get_account(writing: Writing, account_id: UUID) -> str:
    """Return the account's name; raises RefusedError when this workspace has none with that id."""
    return _or_refuse(lookups.find_account(writing, account_id), "account")


def _or_refuse(found: T | None, noun: str) -> T:
    if found is None:
        raise RefusedError(f"There is no such {noun} in this workspace.")
    return found


def name_of(writing: Writing, person_id: UUID | None, deal: FoundDeal) -> str:
    """Return whom a label names: the person, or else the account."""
    return get_person(writing, person_id) if person_id else deal.account


def need_loss(deal: FoundDeal) -> UUID:
    """Return the deal's latest loss; raises RefusedError when it was never lost."""
    if deal.loss_id is None:
        raise RefusedError(f"{deal.account} was never lost here, so there is nothing to say why. Mark it lost first.")
    return deal.loss_id


def today_of(writing: Writing) -> date:
    """Return the date it is for the member who acts, in their time zone."""
    return day_in(writing.at, writing.zone)


def day_of(writing: Writing, instant: datetime) -> date:
    """Return the date an instant falls on for the member who acts, in their time zone."""
    return day_in(instant, writing.zone)


def check_not_later(day: date, today: date, what: str) -> date:
    """Return a day that has come; raises RefusedError for one that has not."""
    if day > today:
        raise RefusedError(f"{what} {day} is still to come. Choose today or a day before it.")
    return day


def instant_on(day: date, writing: Writing) -> datetime:
    """Return the instant that stands for a day: its noon where the member is, but never one to come."""
    return min(noon_in(day, writing.zone), writing.at)


def check_instant(happened_at: datetime | None, writing: Writing) -> datetime:
    """Return when something happened, now if not said; raises RefusedError for a time to come or without a zone."""
    if happened_at is None:
        return writing.at
    if happened_at.tzinfo is None:
        raise RefusedError("Say the time with its zone, as in 2026-10-14T09:30:00+02:00.")
    if happened_at > writing.at:
        raise RefusedError("That time is still to come. Log it once it has happened.")
    return happened_at


def check_words(words: str, *, needed: str = "") -> str:
    """Return trimmed words; raises RefusedError when they are too long, or missing where `needed` asks for them."""
    text = words.replace("\x00", "").strip()
    if needed and not text:
        raise RefusedError(needed)
    if len(text) > LONGEST_TEXT:
        raise RefusedError(
            f"That is {len(text):,} characters; up to {LONGEST_TEXT:,} can be kept. Shorten it a little."
        )
    return text


def check_line(text: str, what: str, longest: int, *, needed: str = "") -> str:
    """Return a name or another single line with single spaces; raises RefusedError when it is too long or missing."""
    line = " ".join(text.replace("\x00", "").split())
    if needed and not line:
        raise RefusedError(needed)
    if len(line) > longest:
        raise RefusedError(f"{what} is {len(line)} characters long; up to {longest} can be kept. Shorten it a little.")
    return line


def need_role(writing: Writing, roles: frozenset[MemberRole], otherwise: str) -> None:
    """Raise RefusedError with the words given, unless the member who acts has one of the roles."""
    member = find_member(writing.workspace_id, writing.member_id) if writing.member_id else None
    if member is None or member.role not in roles:
        raise RefusedError(otherwise)
