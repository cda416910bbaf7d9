"""Accounts, colleagues and people of a draft: found by any of their keys, or made."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.addresses import is_own
from rekindle.book.write.drafts.keys import name_key
from rekindle.book.write.drafts.known import Known, account_key, addresses_of
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.book.write.drafts.since import know_since, put_known
from rekindle.intake.drafts import AccountDraft, OptOutDraft, OwnerDraft, PersonDraft
from rekindle.terms.people import MemberRole, SuppressionOrigin, SuppressionState

# How who keeps a list of their own names themselves in it.
MYSELF = frozenset({"me", "myself", "i", "self", "mine", "ich", "moi", "yo", "io", "eu", "ik"})


def keep_external(shelf: Shelf, known: Known, table: str, external: str, target_id: UUID) -> None:
    """Remember the id another system gives to a row, once."""
    if external and (table, external) not in known.external:
        known.external[table, external] = target_id
        if (table, external) in known.stale:
            links = m.ExternalId.objects.within(shelf.writing.workspace_id).filter(system=shelf.system)
            links.filter(table=table, external=external).update(target_id=target_id)
            return
        shelf.put(m.ExternalId, system=shelf.system, table=table, external=external, target_id=target_id)


def find_account(shelf: Shelf, known: Known, draft: AccountDraft, at: datetime) -> UUID:
    """Return the account by external id or folded name, made if it is new; its opt-outs go to the ledger.

    An account whose name only stood in gets its real name, or turns out to be one that is known.
    """
    key = account_key(draft)
    by_id = known.external.get(("account", draft.external))
    # An account that is only a number is that number of its own system, and of no other.
    only_id = draft.is_placeholder and bool(draft.external)
    found = by_id or (None if only_id else known.accounts.get(key))
    if found is None:
        found = _make_account(shelf, draft, key, at)
    elif found in known.placeholders and not draft.is_placeholder:
        found = name_placeholder(shelf, known, found, draft, at)
    if not only_id:
        known.accounts.setdefault(key, found)
    keep_external(shelf, known, "account", draft.external, found)
    keep_opt_outs(shelf, known, draft, found)
    return found


def keep_opt_outs(shelf: Shelf, known: Known, draft: AccountDraft, account_id: UUID) -> None:
    """Put what a row says about leaving a whole account alone into the ledger."""
    for opt_out in draft.opt_outs:
        _suppress(shelf, known, opt_out, account_id, account_id=account_id)


def keep_noes(
    shelf: Shelf, known: Known, opt_outs: Sequence[OptOutDraft], person_id: UUID | None, account_id: UUID
) -> None:
    """Put what was said in a contact into the ledger: for the person, or for all there if nobody known was named."""
    for opt_out in opt_outs:
        if person_id is not None:
            _suppress(shelf, known, opt_out, person_id, person_id=person_id)
        else:
            _suppress(shelf, known, opt_out, account_id, account_id=account_id)


def _make_account(shelf: Shelf, draft: AccountDraft, key: str, at: datetime) -> UUID:
    return shelf.put_fact(
        m.Account,
        at,
        name=draft.name,
        name_key=key,
        domain=draft.domain,
        jurisdiction=draft.jurisdiction,
        fiscal_month=draft.fiscal_month,
        segment=draft.segment,
        region=draft.region,
        custom=draft.custom,
    )


def name_placeholder(shelf: Shelf, known: Known, account_id: UUID, draft: AccountDraft, at: datetime) -> UUID:
    """Give an account its real name; where one of that name is known, say that the two are one. Returns which it is."""
    row, key = known.placeholders.pop(account_id), account_key(draft)
    real = known.accounts.get(key)
    if real is not None and real != account_id:
        words = f"{row.name} stood in for {draft.name}"
        shelf.put_fact(m.SameAs, at, table="account", this_id=account_id, is_id=real, evidence=words)
        known.roots[account_id] = known.root(real)
        return real
    new = {"name": draft.name, "name_key": key}
    new |= {name: said for name in ("domain", "segment", "region", "jurisdiction") if (said := getattr(draft, name))}
    shelf.change(row, new)
    known.accounts[key] = account_id
    return account_id


def _suppress(
    shelf: Shelf,
    known: Known,
    opt_out: OptOutDraft,
    whom: UUID,
    *,
    person_id: UUID | None = None,
    account_id: UUID | None = None,
    keys: Sequence[str] = ("",),
) -> None:
    """Put an opt-out into the ledger, once per address.

    The same sentence about the same one is not put in again: this row vouches for the entries that are there. One in
    doubt that somebody has called no wish is not put in at all.
    """
    if opt_out.origin == SuppressionOrigin.DOUBT and opt_out.words in known.no_wishes:
        return
    said = (whom, str(opt_out.channel or ""), opt_out.words)
    if said in known.suppressed:
        shelf.vouch(m.Suppression, known.suppressed[said])
        return
    known.suppressed[said] = [
        shelf.put_fact(
            m.Suppression,
            opt_out.happened_at,
            person_id=person_id,
            account_id=account_id,
            address_key=key,
            channel=opt_out.channel or "",
            state=SuppressionState.SUPPRESSED,
            origin=opt_out.origin,
            words=opt_out.words,
        )
        for key in keys
    ]


def find_member(shelf: Shelf, known: Known, draft: OwnerDraft | None) -> UUID | None:
    """Return the colleague by mail or name; somebody new becomes a member who cannot sign in yet."""
    if draft is None or not (draft.name or draft.mail):
        return None
    if not draft.mail and draft.name.strip().casefold() in MYSELF and shelf.writing.member_id:
        return shelf.writing.member_id
    keys = [key for key in (draft.mail.casefold(), name_key(draft.name)) if key]
    for key in keys:
        if key in known.members:
            return known.members[key]
    team_id = None
    if draft.team:
        if draft.team not in known.teams:
            known.teams[draft.team] = shelf.put(m.Team, name=draft.team)
        team_id = known.teams[draft.team]
    member_id = shelf.put(
        m.Member, name=draft.name or draft.mail, email=draft.mail, role=MemberRole.REP, team_id=team_id
    )
    known.members.update(dict.fromkeys(keys, member_id))
    return member_id


def find_person(shelf: Shelf, known: Known, draft: PersonDraft, account_id: UUID | None, at: datetime) -> UUID:
    """Return the person by external id, address, or name at the account; made if new. Consent is never lifted."""
    found = _match_person(known, draft, account_id)
    if found is None:
        found = put_known(
            shelf,
            known,
            m.Person,
            at,
            name=draft.name,
            name_key=name_key(draft.name),
            jurisdiction=draft.jurisdiction,
            custom=draft.custom,
        )
    else:
        know_since(shelf, known, m.Person, found, at)
    keep_external(shelf, known, "person", draft.external, found)
    if account_id is not None:
        _keep_post(shelf, known, draft, found, account_id, at)
    for kind, value, key in addresses_of(draft):
        if point_id := known.points.get((key, found)):
            know_since(shelf, known, m.ContactPoint, point_id, at)
            continue
        known.owners[key][found] = name_key(draft.name)
        known.points[key, found] = put_known(
            shelf, known, m.ContactPoint, at, person_id=found, kind=kind, value=value, address_key=key
        )
    _keep_consent(shelf, known, draft, found)
    return found


def _keep_post(shelf: Shelf, known: Known, draft: PersonDraft, person_id: UUID, account_id: UUID, at: datetime) -> None:
    known.people.setdefault((name_key(draft.name), known.root(account_id)), person_id)
    if post_id := known.posts.get((person_id, account_id)):
        know_since(shelf, known, m.Post, post_id, at)
        return
    known.posts[person_id, account_id] = put_known(
        shelf,
        known,
        m.Post,
        at,
        person_id=person_id,
        account_id=account_id,
        title=draft.title,
        from_on=draft.from_on,
        until_on=draft.until_on,
    )


def _match_person(known: Known, draft: PersonDraft, account_id: UUID | None) -> UUID | None:
    """Find a person by id, by an address of their own, or by name among those who share an address or an account."""
    if draft.external and ("person", draft.external) in known.external:
        return known.external["person", draft.external]
    name = name_key(draft.name)
    for kind, value, key in addresses_of(draft):
        owners = known.owners[key]
        if owners and is_own(kind, value):
            return next(iter(owners))
        if name in owners.values():
            return next(person_id for person_id, owner in owners.items() if owner == name)
    if account_id is None:
        return None
    return known.people.get((name, known.root(account_id)))


def _keep_consent(shelf: Shelf, known: Known, draft: PersonDraft, person_id: UUID) -> None:
    for permission in draft.permissions:
        channel = permission.channel or ""
        entry = (person_id, str(channel), str(permission.state), permission.words)
        if entry not in known.allowed:
            known.allowed.add(entry)
            shelf.put_fact(
                m.Permission,
                permission.happened_at,
                person_id=person_id,
                channel=channel,
                state=permission.state,
                until_on=permission.until_on,
                words=permission.words,
            )
    keys = [key for _, _, key in addresses_of(draft)] or [""]
    for opt_out in draft.opt_outs:
        _suppress(shelf, known, opt_out, person_id, person_id=person_id, keys=keys)
