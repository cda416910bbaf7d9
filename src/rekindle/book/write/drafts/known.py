"""What the workspace already holds of a chunk's drafts, by every key by which a draft can be recognised."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from rekindle.book import models as m
from rekindle.book.addresses import address_key
from rekindle.book.models.base import Fact
from rekindle.book.write.writing import Writing, alive
from rekindle.intake.drafts import AccountDraft, DealDraft, Draft, PersonDraft, PersonRowDraft, TouchRowDraft
from rekindle.intake.names import name_key

ADDRESS_KINDS = ("mail", "phone", "linkedin")

# What is on record of a deal, and the columns by which the same thing is known again.
SAID: tuple[tuple[str, type[Fact], tuple[str, ...]], ...] = (
    ("claim", m.Claim, ("loss_id", "source", "kind", "key", "quote")),
    ("note", m.Note, ("words",)),
    ("promise", m.Promise, ("due_on", "words")),
    ("rest", m.Rest, ("until_on",)),
    ("touch", m.Touch, ("channel", "happened_at")),
    ("signal", m.Signal, ("kind", "words")),
)


@dataclass(slots=True)
class KnownDeal:
    """The state of a deal that a newer draft is compared with. `said` holds what is already on record."""

    deal_id: UUID
    account_id: UUID
    status: str
    row: m.Deal
    losses: list[tuple[int, UUID, date]] = field(default_factory=list)
    seats: set[UUID] = field(default_factory=set)
    said: set[tuple[str, ...]] = field(default_factory=set)
    touched: bool = False


@dataclass(slots=True)
class Known:
    external: dict[tuple[str, str], UUID] = field(default_factory=dict)
    # Ids of another system whose row here was taken back: the link is moved when the row comes again.
    stale: set[tuple[str, str]] = field(default_factory=set)
    accounts: dict[str, UUID] = field(default_factory=dict)
    addresses: dict[str, UUID] = field(default_factory=dict)
    people: dict[tuple[str, UUID], UUID] = field(default_factory=dict)
    posts: set[tuple[UUID, UUID]] = field(default_factory=set)
    deals: dict[UUID, KnownDeal] = field(default_factory=dict)
    deals_by_name: dict[tuple[UUID, str], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, UUID] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)
    products: dict[str, UUID] = field(default_factory=dict)
    competitors: dict[str, UUID] = field(default_factory=dict)
    suppressed: set[tuple[UUID, str, str]] = field(default_factory=set)
    allowed: set[tuple[UUID, str, str, str]] = field(default_factory=set)


def accounts_of(drafts: Iterable[Draft]) -> Iterator[AccountDraft]:
    """Yield every account the drafts name."""
    for draft in drafts:
        if isinstance(draft, TouchRowDraft):
            if draft.account or draft.account_external:
                yield AccountDraft(draft.account, external=draft.account_external)
        elif draft.account is not None:
            yield draft.account


def people_of(drafts: Iterable[Draft]) -> Iterator[PersonDraft]:
    """Yield every person the drafts name."""
    for draft in drafts:
        if isinstance(draft, DealDraft):
            yield from draft.people
        elif isinstance(draft, PersonRowDraft):
            yield draft.person
        elif isinstance(draft, TouchRowDraft):
            yield PersonDraft(draft.touch.person, external=draft.person_external, mail=draft.person_mail)


def addresses_of(person: PersonDraft) -> Iterator[tuple[str, str, str]]:
    """Yield kind, value and keyed hash of each address of a person."""
    for kind in ADDRESS_KINDS:
        value = getattr(person, kind)
        if value:
            yield kind, value, address_key(kind, value)


def look_up(writing: Writing, system: str, drafts: list[Draft]) -> Known:
    """Read what the workspace holds of a chunk, in a fixed number of queries."""
    known = Known()
    _look_up_names(writing, system, drafts, known)
    _look_up_people(writing, drafts, known)
    _look_up_deals(writing, drafts, known)
    return known


def _externals(drafts: list[Draft]) -> set[str]:
    found = {account.external for account in accounts_of(drafts)} | {person.external for person in people_of(drafts)}
    for draft in drafts:
        if isinstance(draft, DealDraft | TouchRowDraft):
            found.add(draft.external)
        if isinstance(draft, TouchRowDraft):
            found.add(draft.deal_external)
    return found - {""}


def _look_up_names(writing: Writing, system: str, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    links = list(m.ExternalId.objects.within(within).filter(system=system, external__in=_externals(drafts)))
    voids = m.Void.objects.within(within).filter(target_id__in=[link.target_id for link in links])
    gone = set(voids.values_list("target_id", flat=True))
    known.external = {(link.table, link.external): link.target_id for link in links if link.target_id not in gone}
    known.stale = {(link.table, link.external) for link in links if link.target_id in gone}
    keys = {name_key(account.name) for account in accounts_of(drafts)}
    accounts = alive(m.Account.objects.within(within).filter(name_key__in=keys), writing)
    for key, found in accounts.values_list("name_key", "id"):
        known.accounts.setdefault(key, found)
    for found, name, mail in m.Member.objects.within(within).values_list("id", "name", "email"):
        known.members[name_key(name)] = found
        if mail:
            known.members[mail.casefold()] = found
    known.teams = dict(m.Team.objects.within(within).values_list("name", "id"))
    deals = [draft for draft in drafts if isinstance(draft, DealDraft)]
    products = {line.product for deal in deals for line in deal.lines}
    products |= {signal.product for deal in deals for signal in deal.signals}
    products |= {contract.product for deal in deals for contract in deal.contracts}
    known.products = dict(m.Product.objects.within(within).filter(name__in=products).values_list("name", "id"))
    known.competitors = dict(m.Competitor.objects.within(within).values_list("name", "id"))


def _look_up_people(writing: Writing, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    people = list(people_of(drafts))
    keys = {key for person in people for _, _, key in addresses_of(person)}
    points = alive(m.ContactPoint.objects.within(within).filter(address_key__in=keys), writing)
    known.addresses = dict(points.values_list("address_key", "person_id"))
    names = {name_key(person.name) for person in people if person.name}
    posts = alive(m.Post.objects.within(within).filter(person__name_key__in=names, until_on=None), writing)
    for key, account_id, person_id in posts.values_list("person__name_key", "account_id", "person_id"):
        known.people.setdefault((key, account_id), person_id)
    ids = {*known.addresses.values(), *known.people.values(), *known.external.values()}
    known.posts = set(
        alive(m.Post.objects.within(within).filter(person_id__in=ids), writing).values_list("person_id", "account_id")
    )
    accounts = set(known.accounts.values())
    ledger = m.Suppression.objects.within(within)
    entries = ledger.filter(person_id__in=ids) | ledger.filter(account_id__in=accounts)
    known.suppressed = {(s.person_id or s.account_id, s.channel, s.words) for s in entries}
    permissions = m.Permission.objects.within(within).filter(person_id__in=ids)
    known.allowed = {(p.person_id, p.channel, p.state, p.words) for p in permissions}


def _look_up_deals(writing: Writing, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    names = {name_key(draft.name) for draft in drafts if isinstance(draft, DealDraft)}
    names |= {name_key(draft.deal) for draft in drafts if isinstance(draft, TouchRowDraft)}
    by_name = m.Deal.objects.within(within).filter(account_id__in=set(known.accounts.values()), name_key__in=names)
    by_id = m.Deal.objects.within(within).filter(id__in=set(known.external.values()))
    for row in (*alive(by_name, writing), *alive(by_id, writing)):
        if row.id not in known.deals:
            known.deals[row.id] = KnownDeal(row.id, row.account_id, row.status, row)
            known.deals_by_name[row.account_id, row.name_key].append(row.id)
    _look_up_record(writing, known)


def _look_up_record(writing: Writing, known: Known) -> None:
    ids = list(known.deals)
    if not ids:
        return
    losses = alive(m.Loss.objects.within(writing.workspace_id).filter(deal_id__in=ids), writing).order_by("number")
    for deal_id, number, loss_id, lost_on in losses.values_list("deal_id", "number", "id", "lost_on"):
        known.deals[deal_id].losses.append((number, loss_id, lost_on))
    seats = m.Seat.objects.within(writing.workspace_id).filter(deal_id__in=ids)
    for deal_id, person_id in seats.values_list("deal_id", "person_id"):
        known.deals[deal_id].seats.add(person_id)
    for name, model, columns in SAID:
        rows = alive(model.objects.within(writing.workspace_id).filter(deal_id__in=ids), writing)
        for deal_id, *cells in rows.values_list("deal_id", *columns):
            known.deals[deal_id].said.add((name, *(say_cell(cell) for cell in cells)))
    contracts = m.Contract.objects.within(writing.workspace_id).filter(
        account_id__in={deal.account_id for deal in known.deals.values()}
    )
    for account_id, incumbent, ends_on in contracts.values_list("account_id", "incumbent__name", "ends_on"):
        for deal in known.deals.values():
            if deal.account_id == account_id:
                deal.said.add(("contract", incumbent or "", ends_on.isoformat()))


def say_cell(cell: object) -> str:
    """Write a cell the same way on both sides of a comparison."""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
