"""Contacts, notes, promises, rests and signals."""

from datetime import date
from typing import Unpack
from uuid import UUID

from rekindle.book.models import Note, Promise, Rest, Signal, Touch
from rekindle.book.write.writing import When, Writing, record
from rekindle.terms.losses import Source
from rekindle.terms.touches import Channel, Direction, Outcome, SignalKind, TouchState


def write_touch(
    writing: Writing,
    channel: Channel,
    *,
    deal_id: UUID | None = None,
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    member_id: UUID | None = None,
    direction: Direction = Direction.OUT,
    state: TouchState = TouchState.DONE,
    outcome: Outcome = Outcome.NONE,
    minutes: int = 0,
    play: str = "",
    asset_key: str = "",
    template_key: str = "",
    proposed_by_desk: bool = False,
    propensity: float | None = None,
    subject: str = "",
    words: str = "",
    **when: Unpack[When],
) -> UUID:
    """Write one contact. `propensity` is the probability with which the desk proposed it, if it did."""
    return record(
        writing,
        Touch,
        deal_id=deal_id,
        account_id=account_id,
        person_id=person_id,
        member_id=member_id,
        channel=channel,
        direction=direction,
        state=state,
        outcome=outcome,
        minutes=minutes,
        play=play,
        asset_key=asset_key,
        template_key=template_key,
        proposed_by_desk=proposed_by_desk,
        propensity=propensity,
        subject=subject[:300],
        words=words,
        **when,
    )


def write_note(
    writing: Writing,
    words: str,
    *,
    deal_id: UUID | None = None,
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    touch_id: UUID | None = None,
    private: bool = False,
    **when: Unpack[When],
) -> UUID:
    """Write a note; a private one is shown to its writer only."""
    return record(
        writing,
        Note,
        words=words,
        deal_id=deal_id,
        account_id=account_id,
        person_id=person_id,
        touch_id=touch_id,
        private=private,
        **when,
    )


def write_promise(
    writing: Writing,
    deal_id: UUID,
    due_on: date,
    *,
    sd_days: float,
    source: Source,
    person_id: UUID | None = None,
    words: str = "",
    **when: Unpack[When],
) -> UUID:
    """Write the day on which somebody may be gone back to; `sd_days` says how exactly the day was meant."""
    return record(
        writing,
        Promise,
        deal_id=deal_id,
        due_on=due_on,
        sd_days=sd_days,
        source=source,
        person_id=person_id,
        words=words,
        **when,
    )


def write_rest(
    writing: Writing, deal_id: UUID, until_on: date | None, *, words: str = "", **when: Unpack[When]
) -> UUID:
    """Write that a deal is let be until a day; the latest rest is in force."""
    return record(writing, Rest, deal_id=deal_id, until_on=until_on, words=words, **when)


def write_signal(
    writing: Writing,
    kind: SignalKind,
    *,
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    deal_id: UUID | None = None,
    product_id: UUID | None = None,
    words: str = "",
    until_on: date | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write something that happened to an account, a person or a product and may open a window."""
    return record(
        writing,
        Signal,
        kind=kind,
        account_id=account_id,
        person_id=person_id,
        deal_id=deal_id,
        product_id=product_id,
        words=words,
        until_on=until_on,
        **when,
    )
