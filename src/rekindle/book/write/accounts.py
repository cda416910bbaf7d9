"""Organisations, their contracts, and the names that many rows share."""

from datetime import date
from typing import Any, Unpack
from uuid import UUID

from rekindle.book.models import Account, Competitor, Contract, Product
from rekindle.book.models.base import WorkspaceRow
from rekindle.book.write.writing import When, Writing, flush, record


def fold(name: str) -> str:
    """Fold a name for comparing: case and spacing do not matter."""
    return " ".join(name.casefold().split())


def write_account(
    writing: Writing,
    name: str,
    *,
    name_key: str = "",
    domain: str = "",
    jurisdiction: str = "",
    fiscal_month: int | None = None,
    segment: str = "",
    region: str = "",
    custom: dict[str, Any] | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write an organisation; `name_key` is the folded name for matching, made from the name if not given."""
    return record(
        writing,
        Account,
        name=name,
        name_key=name_key or fold(name),
        domain=domain.casefold(),
        jurisdiction=jurisdiction.upper(),
        fiscal_month=fiscal_month,
        segment=segment,
        region=region,
        custom=custom or {},
        **when,
    )


def write_contract(
    writing: Writing,
    account_id: UUID,
    ends_on: date,
    *,
    incumbent_id: UUID | None = None,
    product_id: UUID | None = None,
    **when: Unpack[When],
) -> UUID:
    """Write until when an account is bound to whoever it buys from."""
    return record(
        writing,
        Contract,
        account_id=account_id,
        ends_on=ends_on,
        incumbent_id=incumbent_id,
        product_id=product_id,
        **when,
    )


def find_or_make_product(writing: Writing, name: str) -> UUID:
    """Return the product of that name, made the first time it is named."""
    return _find_or_make(writing, Product, name)


def find_or_make_competitor(writing: Writing, name: str) -> UUID:
    """Return the competitor of that name, made the first time it is named."""
    return _find_or_make(writing, Competitor, name)


def _find_or_make(writing: Writing, model: type[WorkspaceRow], name: str) -> UUID:
    flush(writing, model)
    wanted = " ".join(name.split())
    found = model.objects.within(writing.workspace_id).filter(name__iexact=wanted).values_list("id", flat=True).first()
    return found or record(writing, model, name=wanted)
