"""What belongs to a deal besides its turns: products, contacts, notes, promises, rests, signals, contracts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.addresses import address_key
from rekindle.book.write.drafts.known import GUESSED, Dated, Known, KnownDeal
from rekindle.book.write.drafts.losses import deal_person, find_competitor, latest_at
from rekindle.book.write.drafts.people import find_member
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.intake.drafts import DealDraft, OwnerDraft, PromiseDraft, TouchDraft, TouchRowDraft


def add_around(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal, owner_id: UUID | None) -> None:
    """Write whatever the draft says about the deal that is not on record yet."""
    for touch in draft.touches:
        add_touch(shelf, known, touch, deal, owner_id)
    for note in draft.notes:
        if is_new(deal, ("note", note.words)):
            shelf.put_fact(
                m.Note,
                note.happened_at,
                deal_id=deal.deal_id,
                account_id=deal.account_id,
                person_id=deal_person(deal, note.person),
                words=note.words,
                private=note.private,
            )
    for promise in draft.promises:
        said = ("promise", promise.due_on.isoformat(), promise.words)
        if not _counts_from_guess(draft, deal, promise) and is_new(deal, said):
            _add_promise(shelf, draft, deal, promise)
    if draft.rest_until and is_new(deal, ("rest", draft.rest_until.isoformat())):
        shelf.put_fact(
            m.Rest,
            latest_at(draft, shelf.writing.zone),
            deal_id=deal.deal_id,
            until_on=draft.rest_until,
            words=draft.rest_words,
        )
    _add_signals(shelf, known, draft, deal)


def _counts_from_guess(draft: DealDraft, deal: KnownDeal, promise: PromiseDraft) -> bool:
    """Say whether a day is counted from a guess though the same words are on record with a day of theirs."""
    is_guess = bool(draft.losses) and draft.losses[-1].lost_on_quality == GUESSED
    return is_guess and any(said[0] == "promise" and said[2] == promise.words for said in deal.said)


def _add_promise(shelf: Shelf, draft: DealDraft, deal: KnownDeal, promise: PromiseDraft) -> None:
    at = promise.happened_at or latest_at(draft, shelf.writing.zone)
    columns: dict[str, Any] = {
        "deal_id": deal.deal_id,
        "person_id": deal_person(deal, promise.person),
        "due_on": promise.due_on,
        "sd_days": promise.sd_days,
        "source": promise.source,
        "words": promise.words,
    }
    row_id = shelf.put_fact(m.Promise, at, **columns)
    deal.dated.append(Dated(m.Promise, row_id, min(at, shelf.writing.at), columns))


def _add_signals(shelf: Shelf, known: Known, draft: DealDraft, deal: KnownDeal) -> None:
    for signal in draft.signals:
        if is_new(deal, ("signal", str(signal.kind), signal.words)):
            shelf.put_fact(
                m.Signal,
                signal.happened_at,
                account_id=deal.account_id,
                deal_id=deal.deal_id,
                person_id=deal_person(deal, signal.person),
                product_id=find_product(shelf, known, signal.product),
                kind=signal.kind,
                words=signal.words,
                until_on=signal.until_on,
            )
    for contract in draft.contracts:
        if is_new(deal, ("contract", contract.incumbent, contract.ends_on.isoformat())):
            shelf.put_fact(
                m.Contract,
                latest_at(draft, shelf.writing.zone),
                account_id=deal.account_id,
                incumbent_id=find_competitor(shelf, known, contract.incumbent),
                product_id=find_product(shelf, known, contract.product),
                ends_on=contract.ends_on,
            )


def add_touch(
    shelf: Shelf,
    known: Known,
    touch: TouchDraft,
    deal: KnownDeal,
    owner_id: UUID | None,
    person_id: UUID | None = None,
) -> bool:
    """Write a contact unless the same one is on record; says whether it did."""
    if not is_new(deal, ("touch", str(touch.channel), touch.happened_at.isoformat())):
        return False
    member_id = find_member(shelf, known, OwnerDraft(touch.member)) if touch.member else owner_id
    shelf.put_fact(
        m.Touch,
        touch.happened_at,
        deal_id=deal.deal_id,
        account_id=deal.account_id,
        person_id=person_id or deal_person(deal, touch.person),
        member_id=member_id,
        channel=touch.channel,
        direction=touch.direction,
        outcome=touch.outcome,
        minutes=touch.minutes,
        play=touch.play,
        asset_key=touch.asset_key,
        subject=touch.subject,
        words=touch.words,
    )
    return True


def find_toucher(known: Known, draft: TouchRowDraft, deal: KnownDeal) -> UUID | None:
    """Return who a row of an activity file was in contact with: by id, by mail address, by name at the deal."""
    if draft.person_external and (found := known.external.get(("person", draft.person_external))):
        return found
    if draft.person_mail and (owners := known.owners.get(address_key("mail", draft.person_mail))):
        return next(iter(owners))
    return deal_person(deal, draft.touch.person)


def add_lines(shelf: Shelf, known: Known, draft: DealDraft, deal_id: UUID) -> None:
    """Write the products of a deal that is new."""
    for number, line in enumerate(draft.lines, start=1):
        shelf.put(
            m.DealLine,
            deal_id=deal_id,
            product_id=find_product(shelf, known, line.product),
            number=number,
            quantity=line.quantity,
            amount_minor=line.amount_minor,
        )


def find_product(shelf: Shelf, known: Known, name: str) -> UUID | None:
    """Return the product of that name, made if new; None without a name."""
    if not name:
        return None
    if name not in known.products:
        known.products[name] = shelf.put(m.Product, name=name)
    return known.products[name]


def is_new(deal: KnownDeal, said: tuple[str, ...]) -> bool:
    """Say whether that is not on record of the deal yet, and note that it is from now on."""
    if said in deal.said:
        return False
    deal.said.add(said)
    return True


def seat_people(shelf: Shelf, draft: DealDraft, deal: KnownDeal, people: dict[str, UUID], at: datetime) -> None:
    """Give each person of the draft a seat on the deal, once."""
    for person in draft.people:
        person_id = people[person.name]
        deal.said.add(("person", person.name, str(person_id)))
        if person_id not in deal.seats:
            deal.seats.add(person_id)
            shelf.put_fact(
                m.Seat, at, deal_id=deal.deal_id, person_id=person_id, role=person.role, stance=person.stance
            )
