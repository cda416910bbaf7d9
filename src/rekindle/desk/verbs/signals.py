"""Something that happened to an account, a person or a product, and may open a window."""

from datetime import date
from uuid import UUID

from rekindle.book.write.accounts import find_or_make_competitor, find_or_make_product, write_contract
from rekindle.book.write.lookups import list_accounts_of
from rekindle.book.write.touches import write_signal
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import (
    check_line,
    check_not_later,
    check_words,
    get_account,
    get_deal,
    get_person,
    instant_on,
    today_of,
)
from rekindle.terms.news import KIND_LABELS
from rekindle.terms.touches import SignalKind


def record_signal(
    actor: Actor,
    key: str,
    *,
    kind: SignalKind,
    account_id: UUID | None = None,
    person_id: UUID | None = None,
    deal_id: UUID | None = None,
    product: str = "",
    words: str = "",
    happened_on: date | None = None,
    until_on: date | None = None,
    incumbent: str = "",
    ends_on: date | None = None,
) -> Done:
    """Record something that may open a window, today if not said, which counts until `until_on`.

    `contract_ends` needs the account and `ends_on`, and also writes the contract with its incumbent. A deal gives its
    account, and so does a person with one job. Raises RefusedError when it is about nobody and nothing.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        at_account, about = _place(writing, account_id, person_id, deal_id, product)
        day = _check_days(writing, happened_on, until_on)
        product_name = check_line(product, "The product", 300)
        product_id = find_or_make_product(writing, product_name) if product_name else None
        ends = kind == SignalKind.CONTRACT_ENDS
        signal_id = write_signal(
            writing,
            kind,
            account_id=at_account,
            person_id=person_id,
            deal_id=deal_id,
            product_id=product_id,
            words=check_words(words),
            until_on=until_on or (ends_on if ends else None),
            happened_at=instant_on(day, writing),
        )
        answer = {"signal": str(signal_id)}
        answer |= _write_contract(writing, at_account, ends_on, incumbent, product_id) if ends else {}
        touched = (at_account,) if at_account else ()
        return Result(f"{KIND_LABELS[kind]}: {about}", touched, (deal_id,) if deal_id else (), answer)

    return perform(actor, "record_signal", key, request, act)


def _check_days(writing: Writing, happened_on: date | None, until_on: date | None) -> date:
    """Return the day it happened, today if not said; it must have come, and the last day it counts be no earlier."""
    today = today_of(writing)
    day = check_not_later(happened_on or today, today, "A signal of")
    if until_on and until_on < day:
        raise RefusedError(f"It cannot count until {until_on}, before it happened. Choose a later day.")
    return day


def _place(
    writing: Writing, account_id: UUID | None, person_id: UUID | None, deal_id: UUID | None, product: str
) -> tuple[UUID | None, str]:
    """Return the account a signal belongs to, if any, and what its label names."""
    who = get_person(writing, person_id) if person_id else ""
    deal = get_deal(writing, deal_id) if deal_id else None
    account = get_account(writing, account_id) if account_id else ""
    if account_id:
        return account_id, who or account
    if deal:
        return deal.account_id, who or deal.account
    if person_id:
        accounts = list_accounts_of(writing, person_id)
        return (accounts[0] if len(accounts) == 1 else None), who
    if not product.strip():
        raise RefusedError("What is it about? Name an account, a person, a deal or a product.")
    return None, " ".join(product.split())


def _write_contract(
    writing: Writing, account_id: UUID | None, ends_on: date | None, incumbent: str, product_id: UUID | None
) -> dict[str, str]:
    if account_id is None or ends_on is None:
        raise RefusedError("Whose contract ends, and when? Name the account and the day.")
    name = check_line(incumbent, "The supplier", 300)
    incumbent_id = find_or_make_competitor(writing, name) if name else None
    contract_id = write_contract(writing, account_id, ends_on, incumbent_id=incumbent_id, product_id=product_id)
    return {"contract": str(contract_id)}
