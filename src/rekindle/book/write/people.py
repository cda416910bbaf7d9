"""Humans: who they are, the jobs they hold, how to reach them, and their seat on a deal."""

from datetime import date
from typing import Any, Unpack
from uuid import UUID

from rekindle.book.addresses import address_key
from rekindle.book.models import ContactPoint, Person, Post, Seat
from rekindle.book.write.accounts import fold
from rekindle.book.write.writing import When, Writing, change, record
from rekindle.terms.people import ContactKind, SeatRole, Stance


def write_person(
    writing: Writing,
    name: str,
    *,
    name_key: str = "",
    jurisdiction: str = "",
    custom: dict[str, Any] | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write a person; `name_key` is the folded name for matching, made from the name if not given."""
    return record(
        writing,
        Person,
        name=name,
        name_key=name_key or fold(name),
        jurisdiction=jurisdiction.upper(),
        custom=custom or {},
        **when,
    )


def write_post(
    writing: Writing,
    person_id: UUID,
    account_id: UUID,
    *,
    title: str = "",
    from_on: date | None = None,
    until_on: date | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write a job a person holds at an account; without an end it is a current one."""
    return record(
        writing,
        Post,
        person_id=person_id,
        account_id=account_id,
        title=title,
        from_on=from_on,
        until_on=until_on,
        **when,
    )


def end_post(writing: Writing, post_id: UUID, until_on: date) -> None:
    """Say that a person left a job: `until_on` is the first day without it."""
    change(writing, Post, post_id, until_on=until_on)


def write_contact_point(writing: Writing, person_id: UUID, kind: ContactKind, value: str, **when: Unpack[When]) -> UUID:
    """Write one address of a person, as it was given, and the keyed hash of its one spelling."""
    return record(
        writing,
        ContactPoint,
        person_id=person_id,
        kind=kind,
        value=value.strip(),
        address_key=address_key(kind, value),
        **when,
    )


def write_seat(
    writing: Writing,
    deal_id: UUID,
    person_id: UUID,
    *,
    role: SeatRole = SeatRole.UNKNOWN,
    stance: Stance = Stance.UNKNOWN,
    **when: Unpack[When],
) -> UUID:
    """Write the part a person plays on a deal."""
    return record(writing, Seat, deal_id=deal_id, person_id=person_id, role=role, stance=stance, **when)


def change_seat(writing: Writing, seat_id: UUID, *, role: SeatRole, stance: Stance) -> None:
    """Say better what part a person plays on a deal."""
    change(writing, Seat, seat_id, role=role, stance=stance)
