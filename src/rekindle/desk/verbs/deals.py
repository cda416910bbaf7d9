"""A deal that comes to mind: two fields suffice."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book.write.accounts import write_account
from rekindle.book.write.deals import turn_status, write_deal
from rekindle.book.write.lookups import find_account_by_key, find_currency
from rekindle.book.write.losses import write_loss
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_line, check_not_later, get_account, get_deal, instant_on, today_of
from rekindle.desk.verbs.people import give_seat, know_person, read_addresses, say_left_alone
from rekindle.desk.verbs.reading import keep_why, say_back
from rekindle.intake.names import domain_of, name_key
from rekindle.terms.losses import DealKind, Status
from rekindle.terms.people import SeatRole, Stance

# Minor units and the currency; None and empty where nobody knows.
Amount = tuple[int | None, str]


def add_deal(
    actor: Actor,
    key: str,
    *,
    who: str,
    why: str = "",
    person: str = "",
    title: str = "",
    mail: str = "",
    name: str = "",
    amount_minor: int | None = None,
    currency: str = "",
    kind: DealKind = DealKind.NEW,
    lost_on: date | None = None,
) -> Done:
    """Add a lost deal: with whom, and why if known. It belongs to the member who adds it.

    The account is found by its folded name, or made. Lost today if not said; the reason, the verdict, an opt-out and a
    day to come back are read out of `why`. `amount_minor` counts minor units of `currency`, the workspace's own if not
    said. Raises RefusedError without a name, for a day to come, or for an amount or address that cannot be one.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        today = today_of(writing)
        day = check_not_later(lost_on or today, today, "A deal lost on")
        money = check_amount(writing, amount_minor, currency)
        account_id = _know_account(writing, who, mail)
        account = get_account(writing, account_id)
        deal_id = _write_deal(
            writing, account_id, check_line(name, "The name of the deal", 300) or account, kind, day, money
        )
        loss_id = lose(writing, deal_id, day, *money, quality="said" if lost_on else "guessed")
        person_id = _seat(writing, account_id, deal_id, person, title, mail)
        answer: dict[str, Any] = {"deal": str(deal_id), "account": str(account_id)}
        answer |= {"person": str(person_id), **say_left_alone(writing, person_id)} if person_id else {}
        answer |= keep_why(writing, get_deal(writing, deal_id), loss_id, why, day, person_id)
        return Result(f"Added: {account}{say_back(answer, today)}", (account_id,), (deal_id,), answer)

    return perform(actor, "add_deal", key, request, act)


def _write_deal(writing: Writing, account_id: UUID, name: str, kind: DealKind, day: date, money: Amount) -> UUID:
    """Write a deal of the member who adds it; nobody knows when it opened, so it stands from the day it was lost."""
    amount_minor, currency = money
    return write_deal(
        writing,
        account_id,
        name,
        name_key=name_key(name),
        kind=kind,
        owner_id=writing.member_id,
        amount_minor=amount_minor,
        currency=currency,
        happened_at=instant_on(day, writing),
    )


def lose(
    writing: Writing,
    deal_id: UUID,
    lost_on: date,
    amount_minor: int | None,
    currency: str,
    *,
    stage: str = "",
    quality: str = "said",
    since: datetime | None = None,
) -> UUID:
    """Write the next loss of a deal and turn its status. `since` is when it opened; None opens it with the loss."""
    when = max(filter(None, [since, instant_on(lost_on, writing)]))
    if since is None:
        turn_status(writing, deal_id, Status.OPEN, happened_at=when)
    loss_id = write_loss(
        writing,
        deal_id,
        lost_on,
        lost_on_quality=quality,
        stage=stage,
        amount_minor=amount_minor,
        currency=currency,
        happened_at=when,
    )
    turn_status(writing, deal_id, Status.LOST, stage=stage, happened_at=when)
    return loss_id


def check_amount(writing: Writing, amount_minor: int | None, currency: str) -> Amount:
    """Return an amount with its currency; raises RefusedError for less than nothing or for no currency."""
    if amount_minor is None:
        return None, ""
    unit = currency.strip().upper() or find_currency(writing)
    if len(unit) != 3 or not (unit.isascii() and unit.isalpha()):
        raise RefusedError(f"“{currency}” is no currency. Write its three letters, as in USD or EUR.")
    if not 0 <= amount_minor < 2**53:
        raise RefusedError("An amount is nothing or more. Leave it out if you do not know it.")
    return amount_minor, unit


def _know_account(writing: Writing, who: str, mail: str) -> UUID:
    called = check_line(who, "The name", 300, needed="Whom did you lose it with? The name of the account is enough.")
    found = find_account_by_key(writing, name_key(called))
    return found or write_account(writing, called, name_key=name_key(called), domain=domain_of(mail))


def _seat(writing: Writing, account_id: UUID, deal_id: UUID, person: str, title: str, mail: str) -> UUID | None:
    if not (person or title or mail).strip():
        return None
    if not person.strip():
        raise RefusedError("Whose title or address is that? Add their name, or leave both out.")
    person_id = know_person(writing, account_id, person, title, read_addresses(mail))
    give_seat(writing, deal_id, person_id, SeatRole.UNKNOWN, Stance.UNKNOWN)
    return person_id
