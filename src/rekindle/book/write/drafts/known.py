"""What the workspace already holds of a chunk's drafts, by every key by which a draft can be recognised."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import chain
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from rekindle.book import models as m
from rekindle.book.models.base import Fact
from rekindle.book.models.record import OUR_OWN
from rekindle.book.same import find_roots
from rekindle.book.write.consent import MISREAD
from rekindle.book.write.drafts.keys import address_key, name_key
from rekindle.book.write.ledger import find_no_wishes
from rekindle.book.write.writing import Writing, alive
from rekindle.intake.drafts import (
    AccountDraft,
    DealDraft,
    Draft,
    OptOutDraft,
    PersonDraft,
    PersonRowDraft,
    TouchRowDraft,
)
from rekindle.terms.people import SuppressionOrigin, SuppressionState

ADDRESS_KINDS = ("mail", "phone", "linkedin")
# No folded name begins so.
STANDS_IN = "? "

# What is on record of a deal, and the columns by which the same thing is known again.
SAID: tuple[tuple[str, type[Fact], tuple[str, ...]], ...] = (
    ("claim", m.Claim, ("loss_id", "source", "kind", "key", "quote")),
    ("note", m.Note, ("words",)),
    ("promise", m.Promise, ("due_on", "words")),
    ("rest", m.Rest, ("until_on",)),
    ("touch", m.Touch, ("channel", "happened_at")),
    ("signal", m.Signal, ("kind", "words")),
)
# What a row says besides its times, and for a loss besides its day.
OF_LOSS = ("deal_id", "number", "stage", "amount_minor", "currency", "competitor_id")
OF_TURN = ("deal_id", "status", "stage")
OF_PROMISE = ("deal_id", "person_id", "due_on", "sd_days", "source", "words")
GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Guess:
    """A loss whose day nobody named: when it was put, and what else it says."""

    at: datetime
    columns: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Dated:
    """A turn, or a day to come back, that may have been dated by a guess."""

    model: type[Fact]
    row_id: UUID
    at: datetime
    columns: dict[str, Any]


@dataclass(slots=True)
class KnownDeal:
    """The state of a deal that a newer draft is compared with. `said` holds what is already on record.

    `losses` are number, id and day of those in force; `backs` are the losses it came back from, with how. `guessed`
    are those of them whose day nobody named, by id; `dated` is told anew with them.
    """

    deal_id: UUID
    account_id: UUID
    status: str
    row: m.Deal
    losses: list[tuple[int, UUID, date]] = field(default_factory=list)
    backs: set[tuple[UUID, str]] = field(default_factory=set)
    seats: set[UUID] = field(default_factory=set)
    said: set[tuple[str, ...]] = field(default_factory=set)
    guessed: dict[UUID, Guess] = field(default_factory=dict)
    dated: list[Dated] = field(default_factory=list)


@dataclass(slots=True)
class Known:
    external: dict[tuple[str, str], UUID] = field(default_factory=dict)
    # Ids of another system whose row here was taken back: the link is moved when the row comes again.
    stale: set[tuple[str, str]] = field(default_factory=set)
    # Of a book of our own that is brought in again: the deals that have an id there.
    own: set[UUID] = field(default_factory=set)
    accounts: dict[str, UUID] = field(default_factory=dict)
    # Accounts whose name only stands in until a file knows the real one, by id.
    placeholders: dict[UUID, m.Account] = field(default_factory=dict)
    # Accounts that were said to be one thing: each with the one they all are.
    roots: dict[UUID, UUID] = field(default_factory=dict)
    # Who has an address: person and folded name, the first who had it first. A switchboard has many.
    owners: dict[str, dict[UUID, str]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[tuple[str, UUID], UUID] = field(default_factory=dict)
    # Posts by person and account, addresses by hash and person.
    posts: dict[tuple[UUID, UUID], UUID] = field(default_factory=dict)
    points: dict[tuple[str, UUID], UUID] = field(default_factory=dict)
    # From when on people, posts and addresses are known, by the id of their row.
    since: dict[UUID, datetime] = field(default_factory=dict)
    deals: dict[UUID, KnownDeal] = field(default_factory=dict)
    deals_by_name: dict[tuple[UUID, str], list[UUID]] = field(default_factory=lambda: defaultdict(list))
    members: dict[str, UUID] = field(default_factory=dict)
    teams: dict[str, UUID] = field(default_factory=dict)
    products: dict[str, UUID] = field(default_factory=dict)
    competitors: dict[str, UUID] = field(default_factory=dict)
    # Entries of the ledger in force: whom, channel and words, with the ids of their rows.
    suppressed: dict[tuple[UUID, str, str], list[UUID]] = field(default_factory=dict)
    # Sentences that sound like a wish to be left alone, and that somebody said are none.
    no_wishes: set[str] = field(default_factory=set)
    allowed: set[tuple[UUID, str, str, str]] = field(default_factory=set)

    def root(self, account_id: UUID) -> UUID:
        """Return the account that this one is, where several were said to be one."""
        return self.roots.get(account_id, account_id)


def account_key(draft: AccountDraft) -> str:
    """Return by what an account is known again; a name that only stands in never meets a real one."""
    return f"{STANDS_IN}{name_key(draft.name)}"[:300] if draft.is_placeholder else name_key(draft.name)


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
    if system == OUR_OWN:
        _look_up_own(writing, drafts, known)
    _look_up_deals(writing, drafts, known)
    if system == OUR_OWN:
        links = m.ExternalId.objects.within(writing.workspace_id).filter(
            system=OUR_OWN, target_id__in=list(known.deals)
        )
        known.own |= set(links.values_list("target_id", flat=True))
    return known


def _look_up_own(writing: Writing, drafts: list[Draft], known: Known) -> None:
    """A book that was taken along from here names its deals by the ids they have here."""
    ids = {found for external in _externals(drafts)["deal"] if (found := _as_id(external))}
    rows = alive(m.Deal.objects.within(writing.workspace_id).filter(pk__in=ids), writing)
    for found in rows.values_list("pk", flat=True):
        known.external.setdefault(("deal", found.hex), found)
        known.own.add(found)


def _as_id(text: str) -> UUID | None:
    try:
        return UUID(text) if len(text) == 32 else None
    except ValueError:
        return None


def _externals(drafts: list[Draft]) -> dict[str, set[str]]:
    """Return the ids of another system that the drafts name, by the table of what they mean."""
    deals = {draft.external for draft in drafts if isinstance(draft, DealDraft)}
    return {
        "account": {account.external for account in accounts_of(drafts)},
        "person": {person.external for person in people_of(drafts)},
        "deal": deals | {draft.deal_external for draft in drafts if isinstance(draft, TouchRowDraft)},
    }


def _links(writing: Writing, system: str, drafts: list[Draft]) -> list[m.ExternalId]:
    """Read what the ids mean. Each table is asked for its own: by all columns of the index they are found at once,
    without the table every id of the system is looked through."""
    links = m.ExternalId.objects.within(writing.workspace_id).filter(system=system)
    named = {table: ids - {""} for table, ids in _externals(drafts).items()}
    return [link for table, ids in named.items() if ids for link in links.filter(table=table, external__in=ids)]


def _look_up_names(writing: Writing, system: str, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    links = _links(writing, system, drafts)
    voids = m.Void.objects.within(within).filter(target_id__in=[link.target_id for link in links])
    gone = set(voids.values_list("target_id", flat=True))
    known.external = {(link.table, link.external): link.target_id for link in links if link.target_id not in gone}
    known.stale = {(link.table, link.external) for link in links if link.target_id in gone}
    _look_up_accounts(writing, drafts, known)
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


def _look_up_accounts(writing: Writing, drafts: list[Draft], known: Known) -> None:
    keys = {account_key(account) for account in accounts_of(drafts)}
    rows = m.Account.objects.within(writing.workspace_id)
    for key, found in alive(rows.filter(name_key__in=keys), writing).order_by("pk").values_list("name_key", "id"):
        known.accounts.setdefault(key, found)
    standing_in = rows.filter(name_key__startswith=STANDS_IN)
    if connection.vendor == "sqlite":
        # Read from the index, which a beginning is not; elsewhere the order of texts may be that of a language.
        standing_in = rows.filter(name_key__gte=STANDS_IN, name_key__lt=f"{STANDS_IN[:-1]}!")
    if standing_in.exists():
        known.placeholders = {row.id: row for row in alive(standing_in, writing)}
    known.roots = find_roots(writing.workspace_id, "account")


def _look_up_people(writing: Writing, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    people = list(people_of(drafts))
    keys = {key for person in people for _, _, key in addresses_of(person)}
    points = alive(m.ContactPoint.objects.within(within).filter(address_key__in=keys), writing).order_by("pk")
    cells = points.values_list("address_key", "person_id", "person__name_key", "id", "known_at")
    for key, person_id, name, point_id, since in cells:
        known.owners[key].setdefault(person_id, name)
        known.points.setdefault((key, person_id), point_id)
        known.since[point_id] = since
    names = {name_key(person.name) for person in people if person.name}
    # People first and then their posts: joined, every post of the workspace would be looked at.
    called = dict(m.Person.objects.within(within).filter(name_key__in=names).values_list("id", "name_key"))
    posts = alive(m.Post.objects.within(within).filter(person_id__in=list(called), until_on=None), writing)
    for account_id, person_id in posts.order_by("pk").values_list("account_id", "person_id"):
        known.people.setdefault((called[person_id], known.root(account_id)), person_id)
    by_address = {person_id for owners in known.owners.values() for person_id in owners}
    ids = {*by_address, *known.people.values(), *known.external.values()}
    posts = alive(m.Post.objects.within(within).filter(person_id__in=ids), writing).order_by("pk")
    for person_id, account_id, post_id, since in posts.values_list("person_id", "account_id", "id", "known_at"):
        known.posts.setdefault((person_id, account_id), post_id)
        known.since[post_id] = since
    known.since |= dict(m.Person.objects.within(within).filter(id__in=ids).values_list("id", "known_at"))
    _look_up_ledger(writing, ids | set(known.accounts.values()), known)
    known.no_wishes = find_no_wishes(
        writing, {one.words for one in _noes_of(drafts) if one.origin == SuppressionOrigin.DOUBT}
    )
    permissions = m.Permission.objects.within(within).filter(person_id__in=ids)
    known.allowed = {(p.person_id, p.channel, p.state, p.words) for p in permissions}


def _noes_of(drafts: list[Draft]) -> Iterator[OptOutDraft]:
    touches = (draft.opt_outs for draft in drafts if isinstance(draft, TouchRowDraft))
    people = (person.opt_outs for person in people_of(drafts))
    yield from chain.from_iterable(chain(touches, people, (account.opt_outs for account in accounts_of(drafts))))


def _look_up_ledger(writing: Writing, whom: set[UUID], known: Known) -> None:
    """An entry that was answered is not in force: a file that says the same again puts it in again. Only what somebody
    called misread is not read out of the same words again."""
    ledger = m.Suppression.objects.within(writing.workspace_id)
    # That it answers one is said as a bound of the index: few do, and all others are passed over unread.
    answers = ledger.filter(answers_id__gt=UUID(int=0))
    misread = answers.filter(state=SuppressionState.MISTAKE, words=MISREAD).values("answers_id")
    for entry in ledger.filter(Q(person_id__in=whom) | Q(account_id__in=whom), pk__in=misread):
        known.suppressed.setdefault((entry.person_id or entry.account_id, entry.channel, entry.words), [])
    entries = ledger.filter(~Exists(ledger.filter(answers_id=OuterRef("pk"))), state=SuppressionState.SUPPRESSED)
    for found in (entries.filter(person_id__in=whom), entries.filter(person_id=None, account_id__in=whom)):
        for entry in found:
            said = (entry.person_id or entry.account_id, entry.channel, entry.words)
            known.suppressed.setdefault(said, []).append(entry.pk)


def _look_up_deals(writing: Writing, drafts: list[Draft], known: Known) -> None:
    within = writing.workspace_id
    names = {name_key(draft.name) for draft in drafts if isinstance(draft, DealDraft)}
    names |= {name_key(draft.deal) for draft in drafts if isinstance(draft, TouchRowDraft)}
    roots = {known.root(account_id) for account_id in known.accounts.values()}
    accounts = {*known.accounts.values(), *(one for one, root in known.roots.items() if root in roots), *roots}
    by_name = m.Deal.objects.within(within).filter(account_id__in=accounts, name_key__in=names)
    by_id = m.Deal.objects.within(within).filter(id__in=set(known.external.values()))
    for row in (*alive(by_name, writing), *alive(by_id, writing), *_deals_nobody_names(writing, drafts, known)):
        if row.id not in known.deals:
            known.deals[row.id] = KnownDeal(row.id, row.account_id, row.status, row)
            known.deals_by_name[known.root(row.account_id), row.name_key].append(row.id)
    _look_up_record(writing, known)


def _deals_nobody_names(writing: Writing, drafts: list[Draft], known: Known) -> Iterable[m.Deal]:
    """Return the deals at accounts with which there was a contact about none in particular."""
    rows = [draft for draft in drafts if isinstance(draft, TouchRowDraft) and not (draft.deal or draft.deal_external)]
    if not rows:
        return ()
    found = {known.external.get(("account", row.account_external)) for row in rows}
    found |= {known.accounts.get(name_key(row.account)) for row in rows}
    return alive(m.Deal.objects.within(writing.workspace_id).filter(account_id__in=found - {None}), writing)


def _look_up_record(writing: Writing, known: Known) -> None:
    ids = list(known.deals)
    if not ids:
        return
    now = _look_up_losses(writing, ids, known)
    returns = alive(m.Return.objects.within(writing.workspace_id).filter(deal_id__in=ids), writing)
    for deal_id, loss_id, kind in returns.values_list("deal_id", "loss_id", "kind"):
        known.deals[deal_id].backs.add((now.get(loss_id, loss_id), kind))
    seats = m.Seat.objects.within(writing.workspace_id).filter(deal_id__in=ids)
    for deal_id, person_id in seats.values_list("deal_id", "person_id"):
        known.deals[deal_id].seats.add(person_id)
    for name, model, columns in SAID:
        rows = alive(model.objects.within(writing.workspace_id).filter(deal_id__in=ids), writing)
        for deal_id, *cells in rows.values_list("deal_id", *columns):
            known.deals[deal_id].said.add((name, *(say_cell(now.get(cell, cell)) for cell in cells)))
    contracts = m.Contract.objects.within(writing.workspace_id).filter(
        account_id__in={deal.account_id for deal in known.deals.values()}
    )
    for account_id, incumbent, ends_on in contracts.values_list("account_id", "incumbent__name", "ends_on"):
        for deal in known.deals.values():
            if deal.account_id == account_id:
                deal.said.add(("contract", incumbent or "", ends_on.isoformat()))


def _look_up_losses(writing: Writing, ids: list[UUID], known: Known) -> dict[UUID, UUID]:
    """Note the losses in force of some deals; returns, for each that was corrected, the one that counts."""
    rows = alive(m.Loss.objects.within(writing.workspace_id).filter(deal_id__in=ids), writing).order_by("number", "id")
    found = list(rows.values_list("deal_id", "number", "id", "lost_on", "supersedes_id", "lost_on_quality"))
    corrected = {supersedes_id for *_, supersedes_id, _ in found if supersedes_id}
    in_force = {(row[0], row[1]): row[2] for row in found if row[2] not in corrected}
    guessed = []
    for deal_id, number, loss_id, lost_on, _, quality in found:
        if loss_id not in corrected:
            known.deals[deal_id].losses.append((number, loss_id, lost_on))
            guessed += [loss_id] if quality == GUESSED else []
    if guessed:
        _look_up_guessed(writing, guessed, known)
    old = [row for row in found if row[2] in corrected]
    return {loss_id: in_force.get((deal_id, number), loss_id) for deal_id, number, loss_id, *_ in old}


def _look_up_guessed(writing: Writing, loss_ids: list[UUID], known: Known) -> None:
    """Note what else is on record of losses whose day was guessed, and what may be dated by the guess."""
    within, deals = writing.workspace_id, set[UUID]()
    for row in m.Loss.objects.within(within).filter(pk__in=loss_ids).values("id", "happened_at", *OF_LOSS):
        at = row.pop("happened_at")
        known.deals[row["deal_id"]].guessed[row.pop("id")] = Guess(at, row)
        deals.add(row["deal_id"])
    for model, columns in ((m.StatusChange, OF_TURN), (m.Promise, OF_PROMISE)):
        rows = alive(model.objects.within(within).filter(deal_id__in=deals), writing).order_by("id")
        for row in rows.values("id", "happened_at", *columns):
            row_id, at = row.pop("id"), row.pop("happened_at")
            known.deals[row["deal_id"]].dated.append(Dated(model, row_id, at, row))


def say_cell(cell: object) -> str:
    """Write a cell the same way on both sides of a comparison."""
    return cell.isoformat() if isinstance(cell, date) else str(cell)
