"""Accounts, colleagues and people of a draft: found by any of their keys, or made."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.write.drafts.known import Known, addresses_of
from rekindle.book.write.drafts.shelf import Shelf
from rekindle.intake.drafts import AccountDraft, OptOutDraft, OwnerDraft, PersonDraft
from rekindle.intake.names import name_key
from rekindle.terms.people import MemberRole, SuppressionOrigin, SuppressionState


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
    """Return the account by external id or folded name, made if it is new; its opt-outs go to the ledger."""
    key = name_key(draft.name)
    found = known.external.get(("account", draft.external)) or known.accounts.get(key)
    if found is None:
        found = shelf.put_fact(
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
    known.accounts.setdefault(key, found)
    keep_external(shelf, known, "account", draft.external, found)
    for opt_out in draft.opt_outs:
        _suppress(shelf, known, opt_out, found, account_id=found)
    return found


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
    """Put an opt-out into the ledger, once per address; the same sentence about the same one is not put in again."""
    entry = (whom, str(opt_out.channel or ""), opt_out.words)
    if entry in known.suppressed:
        return
    known.suppressed.add(entry)
    for key in keys:
        shelf.put_fact(
            m.Suppression,
            opt_out.happened_at,
            person_id=person_id,
            account_id=account_id,
            address_key=key,
            channel=opt_out.channel or "",
            state=SuppressionState.SUPPRESSED,
            origin=SuppressionOrigin.PERSON if opt_out.by_person else SuppressionOrigin.IMPORT,
            words=opt_out.words,
        )


def find_member(shelf: Shelf, known: Known, draft: OwnerDraft | None) -> UUID | None:
    """Return the colleague by mail or name; somebody new becomes a member who cannot sign in yet."""
    if draft is None or not (draft.name or draft.mail):
        return None
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
        found = shelf.put_fact(
            m.Person,
            at,
            name=draft.name,
            name_key=name_key(draft.name),
            jurisdiction=draft.jurisdiction,
            custom=draft.custom,
        )
    keep_external(shelf, known, "person", draft.external, found)
    if account_id is not None:
        known.people.setdefault((name_key(draft.name), account_id), found)
        if (found, account_id) not in known.posts:
            known.posts.add((found, account_id))
            shelf.put_fact(
                m.Post,
                at,
                person_id=found,
                account_id=account_id,
                title=draft.title,
                from_on=draft.from_on,
                until_on=draft.until_on,
            )
    for kind, value, key in addresses_of(draft):
        if key not in known.addresses:
            known.addresses[key] = found
            shelf.put_fact(m.ContactPoint, at, person_id=found, kind=kind, value=value, address_key=key)
    _keep_consent(shelf, known, draft, found)
    return found


def _match_person(known: Known, draft: PersonDraft, account_id: UUID | None) -> UUID | None:
    if draft.external and ("person", draft.external) in known.external:
        return known.external["person", draft.external]
    for _, _, key in addresses_of(draft):
        if key in known.addresses:
            return known.addresses[key]
    if account_id is None:
        return None
    return known.people.get((name_key(draft.name), account_id))


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
