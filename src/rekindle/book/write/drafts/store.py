"""One chunk of drafts into the book."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.models.base import WorkspaceRow
from rekindle.book.models.record import OUR_OWN
from rekindle.book.write.drafts.around import add_around, add_lines, add_touch, find_toucher, seat_people
from rekindle.book.write.drafts.bringing import Fate, NewerFile
from rekindle.book.write.drafts.histories import continue_history, tells_history
from rekindle.book.write.drafts.keys import name_key
from rekindle.book.write.drafts.known import Known, KnownDeal, look_up
from rekindle.book.write.drafts.losses import began_at, begin_deal, continue_deal, is_older
from rekindle.book.write.drafts.matching import find_alike
from rekindle.book.write.drafts.own import leave_told
from rekindle.book.write.drafts.people import (
    find_account,
    find_member,
    find_person,
    keep_external,
    keep_noes,
    keep_opt_outs,
    name_placeholder,
)
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.book.write.drafts.since import keep_earlier
from rekindle.book.write.rows import update_rows
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.intake.drafts import AccountRowDraft, DealDraft, Draft, PersonRowDraft, TouchRowDraft
from rekindle.terms.losses import Status

_NO_DEAL = "no deal here has that id or name; bring in the deals first, then this file again"
_MANY_DEALS = "it names no deal, and its account has several; name the deal in a column, then bring this file in again"
NOBODY = UUID(int=0)


def store_drafts(writing: Writing, system: str, drafts: list[Draft], newer: NewerFile | None = None) -> list[Fate]:
    """Write a chunk of drafts and say what became of each; runs inside the caller's transaction.

    `system` names whose ids the drafts carry. What they say otherwise than is on record is left out where there is a
    `newer` file of the same list.
    """
    known = look_up(writing, system, drafts)
    with in_bulk(writing) as holding:
        shelf = Shelf(holding, system, newer)
        fates = [_store(shelf, known, draft) for draft in drafts]
        keep_earlier(shelf)
    keep_changes(shelf.changed.values())
    return fates


def _store(shelf: Shelf, known: Known, draft: Draft) -> Fate:
    shelf.begin(draft.row)
    if isinstance(draft, DealDraft):
        _store_deal(shelf, known, draft)
    elif isinstance(draft, PersonRowDraft):
        _store_person(shelf, known, draft)
    elif isinstance(draft, AccountRowDraft):
        _store_account(shelf, known, draft)
    else:
        _store_touch(shelf, known, draft)
    if shelf.fate.fate == "skipped" and shelf.fate.made:
        shelf.fate.fate = "updated"
    if shelf.fate.fate == "skipped" and not shelf.fate.words:
        shelf.fate.words = "nothing new"
    return shelf.fate


def _store_deal(shelf: Shelf, known: Known, draft: DealDraft) -> None:
    began = began_at(draft, shelf.writing.zone)
    account_id = _find_account(shelf, known, draft, began)
    owner_id = find_member(shelf, known, draft.owner)
    people = {p.name: find_person(shelf, known, p, account_id, began) for p in draft.people}
    deal = _match_deal(shelf, known, draft, account_id)
    if deal is None:
        shelf.fate.fate = "created"
        deal = _make_deal(shelf, known, draft, account_id, owner_id, began)
        seat_people(shelf, draft, deal, people, began)
        add_lines(shelf, known, draft, deal.deal_id)
        begin_deal(shelf, known, draft, deal, began)
    else:
        keep_external(shelf, known, "deal", draft.external, deal.deal_id)
        if shelf.system == OUR_OWN:
            draft = leave_told(draft, deal)
        seat_people(shelf, draft, deal, people, began)
        go_on = continue_history if tells_history(draft) else continue_deal
        go_on(shelf, known, draft, deal)
        if _change_deal(shelf, draft, deal, owner_id):
            shelf.fate.fate = "updated"
    if draft.external:
        known.own.add(deal.deal_id)
    add_around(shelf, known, draft, deal, owner_id or deal.row.owner_id)


def _find_account(shelf: Shelf, known: Known, draft: DealDraft, at: datetime) -> UUID:
    """Return the deal's account; where the deal is known and its account's name only stood in, this is its name.

    A row that names no account that we know says nothing new about where a known deal belongs.
    """
    on_record = known.deals.get(known.external.get(("deal", draft.external)) or NOBODY)
    account_id = on_record.account_id if on_record else NOBODY
    says_nothing = draft.account.is_placeholder and ("account", draft.account.external) not in known.external
    if on_record and (says_nothing or shelf.system == OUR_OWN):
        keep_opt_outs(shelf, known, draft.account, account_id)
        return account_id
    if account_id not in known.placeholders or draft.account.is_placeholder:
        return find_account(shelf, known, draft.account, at)
    name_placeholder(shelf, known, account_id, draft.account, at)
    return find_account(shelf, known, draft.account, at)


def _match_deal(shelf: Shelf, known: Known, draft: DealDraft, account_id: UUID) -> KnownDeal | None:
    """Find the deal by its id in the other system; without one, by account and name and how it stands.

    What came from another book of our own may have come here on another way too: such a deal is found like one
    without an id, unless it is another one of that book.
    """
    if draft.external:
        found = known.external.get(("deal", draft.external))
        if found or shelf.system != OUR_OWN:
            return known.deals.get(found) if found else None
    named = known.deals_by_name[known.root(account_id), name_key(draft.name)]
    called = [known.deals[deal_id] for deal_id in named if not (draft.external and deal_id in known.own)]
    return find_alike(called, draft, shelf.writing.zone)


def _make_deal(
    shelf: Shelf, known: Known, draft: DealDraft, account_id: UUID, owner_id: UUID | None, began: datetime
) -> KnownDeal:
    began = min(began, shelf.writing.at)
    row = m.Deal(
        workspace_id=shelf.writing.workspace_id,
        by_id=shelf.writing.member_id,
        happened_at=began,
        known_at=began,
        account_id=account_id,
        owner_id=owner_id,
        kind=draft.kind,
        name=draft.name,
        name_key=name_key(draft.name),
        stage=draft.stage,
        amount_minor=draft.amount_minor,
        currency=draft.currency,
        opened_on=draft.opened_on,
        custom=draft.custom,
        status=draft.status,
    )
    shelf.put_row(row)
    deal = KnownDeal(row.id, account_id, "", row)
    known.deals[row.id] = deal
    known.deals_by_name[known.root(account_id), row.name_key].append(row.id)
    keep_external(shelf, known, "deal", draft.external, row.id)
    return deal


def _change_deal(shelf: Shelf, draft: DealDraft, deal: KnownDeal, owner_id: UUID | None) -> bool:
    """Take over what a newer row says about columns that may change; says whether anything did.

    Nothing in a row of an older file is newer.
    """
    said = {
        "stage": draft.stage or deal.row.stage,
        "amount_minor": draft.amount_minor if draft.amount_minor is not None else deal.row.amount_minor,
        "currency": draft.currency or deal.row.currency,
        "owner_id": owner_id or deal.row.owner_id,
        "custom": {**deal.row.custom, **draft.custom},
    }
    if not is_older(shelf, draft, deal):
        return shelf.change(deal.row, said)
    if any(getattr(deal.row, name) != value for name, value in said.items()):
        shelf.leave_out()
    return False


def keep_changes(rows: Iterable[WorkspaceRow]) -> None:
    """Write the columns that a file may change of rows that are on record."""
    changed = list(rows)
    deals = [row for row in changed if isinstance(row, m.Deal)]
    accounts = [row for row in changed if isinstance(row, m.Account)]
    update_rows(m.Deal, deals, ("status", "status_since", "stage", "amount_minor", "currency", "owner_id", "custom"))
    update_rows(m.Account, accounts, ("name", "name_key", "domain", "segment", "region", "jurisdiction"))


def _store_person(shelf: Shelf, known: Known, draft: PersonRowDraft) -> None:
    at = shelf.writing.at
    before = len(shelf.fate.made)
    account_id = find_account(shelf, known, draft.account, at) if draft.account else None
    had = known.external.get(("person", draft.person.external)) if draft.person.external else None
    person_id = find_person(shelf, known, draft.person, account_id, at)
    made = [row for row in shelf.fate.made[before:] if row[0] == "person"]
    if made and had is None:
        shelf.fate.fate = "created"
        for note in draft.notes:
            shelf.put_fact(m.Note, note.happened_at, account_id=account_id, person_id=person_id, words=note.words)


def _store_account(shelf: Shelf, known: Known, draft: AccountRowDraft) -> None:
    account_id = find_account(shelf, known, draft.account, shelf.writing.at)
    if any(table == "account" for table, _ in shelf.fate.made):
        shelf.fate.fate = "created"
        for note in draft.notes:
            shelf.put_fact(m.Note, note.happened_at, account_id=account_id, words=note.words)


def _deals_at(known: Known, account_id: UUID) -> list[KnownDeal]:
    """Return the deals of an account that a contact may be about: the lost ones, or all if none is."""
    found = [deal for deal in known.deals.values() if known.root(deal.account_id) == known.root(account_id)]
    return [deal for deal in found if deal.status == Status.LOST] or found


def _store_touch(shelf: Shelf, known: Known, draft: TouchRowDraft) -> None:
    found = known.external.get(("deal", draft.deal_external)) if draft.deal_external else None
    account_id = known.external.get(("account", draft.account_external)) if draft.account_external else None
    account_id = account_id or (known.accounts.get(name_key(draft.account)) if draft.account else None)
    if found is None and account_id is not None:
        found = next(iter(known.deals_by_name[known.root(account_id), name_key(draft.deal)]), None)
    there = [] if draft.deal or draft.deal_external or account_id is None else _deals_at(known, account_id)
    if found is None and len(there) == 1:
        found = there[0].deal_id
    if found is None or found not in known.deals:
        shelf.fate.fate = "rejected"
        shelf.fate.words = _MANY_DEALS if there else _NO_DEAL
        return
    deal = known.deals[found]
    person_id = find_toucher(known, draft, deal)
    owner_id = find_member(shelf, known, draft.owner)
    if add_touch(shelf, known, draft.touch, deal, owner_id or deal.row.owner_id, person_id):
        shelf.fate.fate = "created"
        keep_noes(shelf, known, draft.opt_outs, person_id, deal.account_id)
