"""People: who they are, where they work, how to reach them, and their part on a deal."""

from typing import Any
from uuid import UUID

from rekindle.book.addresses import address_key, normalise
from rekindle.book.write import lookups
from rekindle.book.write.ledger import list_entries_on
from rekindle.book.write.people import change_seat, write_contact_point, write_person, write_post, write_seat
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_line, get_account, get_deal, get_person
from rekindle.intake.names import name_key
from rekindle.terms.people import ContactKind, SeatRole, Stance

Addresses = list[tuple[ContactKind, str]]


def add_person(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID | None = None,
    account_id: UUID | None = None,
    name: str,
    title: str = "",
    mail: str = "",
    phone: str = "",
    linkedin: str = "",
    role: SeatRole = SeatRole.UNKNOWN,
    stance: Stance = Stance.UNKNOWN,
) -> Done:
    """Add a person to an account, with a seat on a deal if one is named.

    Somebody known there by name, or anywhere by an address, is the same person; what is new about them is added.
    Raises RefusedError without a name, without an account or deal, or for an address that cannot be one.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        at_account = _choose_account(writing, deal_id, account_id)
        person_id = know_person(writing, at_account, name, title, read_addresses(mail, phone, linkedin))
        if deal_id:
            give_seat(writing, deal_id, person_id, role, stance)
        label = f"Added: {get_person(writing, person_id)}, {get_account(writing, at_account)}"
        answer = {"person": str(person_id), **say_left_alone(writing, person_id)}
        return Result(label, (at_account,), (deal_id,) if deal_id else (), answer)

    return perform(actor, "add_person", key, request, act)


def _choose_account(writing: Writing, deal_id: UUID | None, account_id: UUID | None) -> UUID:
    if account_id:
        get_account(writing, account_id)
    if deal_id:
        of_deal = get_deal(writing, deal_id).account_id
        return account_id or of_deal
    if account_id is None:
        raise RefusedError("Where do they work? Name the account, or the deal they belong to.")
    return account_id


def read_addresses(mail: str = "", phone: str = "", linkedin: str = "") -> Addresses:
    """Return the addresses that were given; raises RefusedError for one that cannot be reached."""
    given = [(ContactKind.MAIL, mail), (ContactKind.PHONE, phone), (ContactKind.LINKEDIN, linkedin)]
    found = [(kind, check_line(value, f"The {kind} address", 320)) for kind, value in given if value.strip()]
    for kind, value in found:
        spelling = normalise(kind, value)
        if kind == ContactKind.MAIL and not _looks_like_mail(spelling):
            raise RefusedError(f"“{value}” is no mail address. Write it as name@hospital.org, or leave it out.")
        if kind == ContactKind.PHONE and sum(mark.isdigit() for mark in spelling) < 3:
            raise RefusedError(f"“{value}” is no phone number. Write its digits, or leave it out.")
        if not spelling:
            raise RefusedError(f"“{value}” is no {kind} address. Leave it out, or write it in full.")
    return found


def _looks_like_mail(value: str) -> bool:
    local, _, domain = value.rpartition("@")
    return bool(local and domain) and " " not in value and "@" not in local


def know_person(writing: Writing, account_id: UUID, name: str, title: str, addresses: Addresses) -> UUID:
    """Return the person by an address, or by name at the account, made if new; adds post and addresses they lack."""
    called = check_line(name, "The name", 300, needed="Who is it? A name is enough.")
    known = _find(writing, account_id, called, addresses)
    person_id = known or write_person(writing, called, name_key=name_key(called))
    if not lookups.has_post(writing, person_id, account_id):
        write_post(writing, person_id, account_id, title=check_line(title, "The title", 300))
    for kind, value in addresses:
        if not lookups.has_address(writing, person_id, address_key(kind, value)):
            write_contact_point(writing, person_id, kind, value)
    return person_id


def _find(writing: Writing, account_id: UUID, name: str, addresses: Addresses) -> UUID | None:
    for kind, value in addresses:
        found = lookups.find_person_by_address(writing, address_key(kind, value))
        if found:
            return found
    return lookups.find_person_at(writing, account_id, name_key(name))


def give_seat(writing: Writing, deal_id: UUID, person_id: UUID, role: SeatRole, stance: Stance) -> None:
    """Give a person their part on a deal, or say it better; what is not known leaves what was known."""
    seat = lookups.find_seat(writing, deal_id, person_id)
    if seat is None:
        write_seat(writing, deal_id, person_id, role=role, stance=stance)
        return
    change_seat(
        writing,
        seat.seat_id,
        role=seat.role if role == SeatRole.UNKNOWN else role,
        stance=seat.stance if stance == Stance.UNKNOWN else stance,
    )


def say_left_alone(writing: Writing, person_id: UUID) -> dict[str, Any]:
    """Return a sentence for the answer when the person is left alone, by whatever was known of them before."""
    if not list_entries_on(writing, person_id):
        return {}
    return {
        "left_alone": f"{get_person(writing, person_id)} is left alone, everywhere. Adding them does not change that."
    }
