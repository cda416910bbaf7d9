"""Customers with a rhythm as drafts of deals of kind account: lost while they are quiet, won while they buy."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, tzinfo
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from rekindle.intake.drafts import (
    AccountDraft,
    ClaimDraft,
    DealDraft,
    LineDraft,
    LossDraft,
    ReturnDraft,
    Skipped,
)
from rekindle.intake.orders.reading import (
    CANCELLATION,
    NO_AMOUNT,
    NO_CUSTOMER,
    NO_DATE,
    NO_SALE,
    PURCHASE,
    SUM,
    VOID,
)
from rekindle.intake.orders.rhythm import LEAST_GAPS, count_lines, find_spells, list_customers, list_products
from rekindle.intake.orders.values import is_name
from rekindle.intake.rows import limits
from rekindle.tables.engine import compute
from rekindle.terms.days import moment_in
from rekindle.terms.losses import ClaimKind, DealKind, Reason, ReturnKind, Source, Status
from rekindle.terms.money import minor_digits

QUALITY = "rhythm"
NAME = "Regular orders"

_SAID = {
    PURCHASE: ("bought something",) * 2,
    CANCELLATION: (
        "was sent back or cancelled, and is taken off what was bought",
        "were sent back or cancelled, and are taken off what was bought",
    ),
    VOID: ("was called off, and is left out", "were called off, and are left out"),
    NO_SALE: (
        "is a draft, a quote or a payment, and is left out",
        "are drafts, quotes or payments, and are left out",
    ),
    SUM: ("is a heading or a sum", "are headings or sums"),
    NO_CUSTOMER: ("names no customer", "name no customer"),
    NO_DATE: ("has no date that can be read", "have no date that can be read"),
    NO_AMOUNT: ("is worth nothing, or not to be read", "are worth nothing, or not to be read"),
}


@dataclass(frozen=True, slots=True)
class Orders:
    """One draft, or the reason why there is none, per customer; and sentences that account for every line."""

    items: list[DealDraft | Skipped]
    sentences: tuple[str, ...]


def draft_customers(lines: pa.Table, currency: str, zone: tzinfo = UTC) -> Orders:
    """Draw a deal of kind account for each customer who has a rhythm; amounts that name none are in `currency`, days
    in `zone`."""
    tables = {"lines": lines}
    spells, products = defaultdict(list), defaultdict(list)
    for row in compute(find_spells, tables).to_pylist():
        spells[row["customer"]].append(row)
    for row in compute(list_products, tables).to_pylist():
        products[row["customer"]].append(row)
    customers = compute(list_customers, tables).to_pylist()
    items = [
        _draw(number, row, spells[row["customer"]], products[row["customer"]], currency, zone)
        for number, row in enumerate(customers, start=1)
    ]
    return Orders(items, (*_account_for(compute(count_lines, tables), items), *_say_other_currencies(lines)))


def _say_other_currencies(lines: pa.Table) -> tuple[str, ...]:
    """Say how many purchases have no amount, which they lost to the currency most others of their customer are in."""
    is_bought = pc.is_in(lines["what"], pa.array([PURCHASE, CANCELLATION]))
    count = pc.sum(pc.and_(is_bought, pc.is_null(lines["amount"]))).as_py() or 0
    if not count:
        return ()
    which = "line is" if count == 1 else "lines are"
    words = (
        f"{count:,} {which} in another currency than most of the same customer: the day counts, the amount does not."
    )
    return (words,)


def _draw(
    number: int,
    customer: dict[str, Any],
    spells: list[dict[str, Any]],
    products: list[dict[str, Any]],
    currency: str,
    zone: tzinfo,
) -> DealDraft | Skipped:
    if customer["days"] <= LEAST_GAPS:
        days = "one day" if customer["days"] == 1 else "two days"
        return Skipped(number, f"{_name(customer)} bought on {days} only: no rhythm of their own to be quiet against")
    losses = tuple(_lose(spell) for spell in spells)
    returns = tuple(
        ReturnDraft(ReturnKind.WIN, moment_in(spell["next_on"], zone), "Ordered again")
        for spell in spells
        if spell["next_on"]
    )
    is_quiet = bool(spells) and spells[-1]["next_on"] is None
    currency = customer["currency"] or currency
    scale = 10 ** minor_digits(currency)
    return DealDraft(
        row=number,
        account=AccountDraft(
            name=_name(customer)[: limits.NAME],
            external=customer["customer"][: limits.EXTERNAL],
            is_placeholder=not (customer["name"] or is_name(customer["customer"])),
        ),
        name=NAME,
        status=Status.LOST if is_quiet else Status.WON,
        happened_at=moment_in(spells[-1]["quiet_on"] if is_quiet else customer["last_on"], zone),
        external=f"orders of {customer['customer']}"[: limits.EXTERNAL],
        kind=DealKind.ACCOUNT,
        amount_minor=max(0, round(customer["year_amount"] * scale)),
        currency=currency,
        opened_on=customer["first_on"],
        won_on=None if is_quiet else max((one["next_on"] for one in spells), default=customer["first_on"]),
        lines=tuple(
            LineDraft(one["product"][: limits.NAME], max(0, round(one["quantity"] or 0)), round(one["amount"] * scale))
            for one in products
        ),
        losses=losses,
        returns=returns,
        custom={"Usually orders every": f"{customer['typical_days']:.0f} days"}
        | ({"Country": customer["country"]} if customer["country"] else {}),
    )


def _name(customer: dict[str, Any]) -> str:
    if customer["name"] or is_name(customer["customer"]):
        return str(customer["name"] or customer["customer"])
    return f"Customer {customer['customer']}"


def _lose(spell: dict[str, Any]) -> LossDraft:
    """The day of loss is the day on which the silence became unusual; why is not known, only that it is silence."""
    words = (
        f"No order since {_say(spell['bought_on'])}; usually one every {spell['typical_days']:.0f} days, "
        f"and nine of ten gaps are shorter than {spell['limit_days']:.0f}."
    )
    claim = ClaimDraft(Source.INFERRED, ClaimKind.REASON, Reason.SILENCE, confidence=0.5, quote=words)
    return LossDraft(spell["quiet_on"], QUALITY, stage="Customer", claims=(claim,))


def _say(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _account_for(counts: pa.Table, items: list[DealDraft | Skipped]) -> Iterator[str]:
    """Yield sentences in which every line of the file is counted once."""
    lines = {row["what"]: row["lines"] for row in counts.to_pylist()}
    parts = [f"{lines[what]:,} {words[lines[what] > 1]}" for what, words in _SAID.items() if lines.get(what)]
    yield f"{sum(lines.values()):,} lines: {'; '.join(parts)}."
    drafts = [one for one in items if isinstance(one, DealDraft)]
    quiet = sum(one.status == Status.LOST for one in drafts)
    back = sum(len(one.returns) for one in drafts)
    yield (
        f"{len(items):,} customers: {quiet:,} are quiet now, {len(drafts) - quiet:,} buy in their rhythm, "
        f"{len(items) - len(drafts):,} bought on fewer than three days. {back:,} silences ended by themselves."
    )
