"""What records are known by, for finding near matches; and the pairs that were proposed."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from sys import intern
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book import models as m
from rekindle.book.read.around import counting, losses_in_force
from rekindle.book.same import find_roots
from rekindle.book.write.drafts.known import STANDS_IN
from rekindle.intake.matching import AccountCard, DealCard, PersonCard, hangs_on_place
from rekindle.intake.names import domain_of

TABLES = ("account", "person", "deal")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ProposalRecord:
    """Two records of a table that may be one, and what speaks for it."""

    proposal_id: UUID
    table: str
    this_id: UUID
    that_id: UUID
    score: float
    evidence: str


def account_cards(workspace_id: UUID) -> list[AccountCard]:
    """Return what each organisation is known by; one that stands for another is left out."""
    roots = find_roots(workspace_id, "account")
    rows = counting(m.Account, workspace_id).exclude(name_key__startswith=STANDS_IN)
    found = rows.values_list("id", "name", "name_key", "domain", "region", "jurisdiction").iterator()
    return [
        AccountCard(row_id, name, key, domain_of(f"@{domain}") or domain, region, country)
        for row_id, name, key, domain, region, country in found
        if roots.get(row_id, row_id) == row_id
    ]


def person_cards(workspace_id: UUID, at: Collection[UUID] | None = None) -> list[PersonCard]:
    """Return what each person is known by; of those with a post at some accounts, if they are given."""
    roots, accounts = find_roots(workspace_id, "person"), find_roots(workspace_id, "account")
    posts = counting(m.Post, workspace_id)
    posts = posts if at is None else posts.filter(account_id__in=at)
    cells = posts.values_list("person_id", "account_id").iterator()
    places = _gather((person_id, accounts.get(account_id, account_id)) for person_id, account_id in cells)
    points, people = counting(m.ContactPoint, workspace_id), counting(m.Person, workspace_id)
    if at is not None:
        points, people = points.filter(person_id__in=list(places)), people.filter(pk__in=list(places))
    kinds = points.values_list("person_id", "kind", "address_key").iterator()
    addresses = _gather((person_id, (intern(kind), key)) for person_id, kind, key in kinds)
    rows = people.values_list("id", "name_key").iterator()
    return [
        PersonCard(row_id, key, places.get(row_id, ()), addresses.get(row_id, ()))
        for row_id, key in rows
        if roots.get(row_id, row_id) == row_id
    ]


def _gather(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, tuple[T, ...]]:
    """Return what belongs to each, once."""
    found: dict[UUID, tuple[T, ...]] = {}
    for whose, what in pairs:
        known = found.get(whose, ())
        if what not in known:
            found[whose] = (*known, what)
    return found


def deal_cards(workspace_id: UUID, at: Collection[UUID] | None = None) -> list[DealCard]:
    """Return what each deal is known by; of those at some accounts, if they are given."""
    roots, accounts = find_roots(workspace_id, "deal"), find_roots(workspace_id, "account")
    deals, losses = counting(m.Deal, workspace_id), losses_in_force(workspace_id)
    ids = m.ExternalId.objects.within(workspace_id).filter(table="deal")
    if at is not None:
        deals = deals.filter(account_id__in=at)
        here = list(deals.values_list("pk", flat=True))
        losses, ids = losses.filter(deal_id__in=here), ids.filter(target_id__in=here)
    links = ids.values_list("target_id", "system").iterator()
    systems = _gather((deal_id, intern(system)) for deal_id, system in links)
    same = {one: frozenset(one) for one in {(), *systems.values()}}
    days = dict(losses.order_by("number").values_list("deal_id", "lost_on").iterator())
    rows = deals.values_list("id", "account_id", "name_key", "amount_minor", "currency")
    return [
        DealCard(
            row_id,
            accounts.get(at, at),
            key,
            amount,
            currency,
            days.get(row_id),
            same[systems.get(row_id, ())],
        )
        for row_id, at, key, amount, currency in rows.iterator()
        if roots.get(row_id, row_id) == row_id
    ]


def read_proposals(workspace_id: UUID, limit: int = 100) -> tuple[list[ProposalRecord], int]:
    """Return the open proposals whose records both count still, the surest first, and how many there are.

    What was alike at one organisation is proposed no longer once that is two again.
    """
    rows = m.Proposal.objects.within(workspace_id).filter(state="open").order_by("-score", "table", "id")
    found = [ProposalRecord(*row) for row in rows.values_list("id", "table", "this_id", "that_id", "score", "evidence")]
    there = {table: _there(workspace_id, table, found) for table in TABLES}
    open_still = [one for one in found if {one.this_id, one.that_id} <= there[one.table]]
    apart = _apart(workspace_id, [one for one in open_still if one.table != "account" and hangs_on_place(one.evidence)])
    open_still = [one for one in open_still if one.proposal_id not in apart]
    return open_still[:limit], len(open_still)


def _apart(workspace_id: UUID, proposals: list[ProposalRecord]) -> set[UUID]:
    """Return the proposals about two at one organisation who are at no organisation together."""
    roots = find_roots(workspace_id, "account")
    places: dict[UUID, set[UUID]] = defaultdict(set)
    ids = [one for found in proposals for one in (found.this_id, found.that_id)]
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        deals = m.Deal.objects.within(workspace_id).filter(pk__in=some).values_list("pk", "account_id")
        posts = counting(m.Post, workspace_id).filter(person_id__in=some).values_list("person_id", "account_id")
        for record_id, account_id in (*deals, *posts):
            places[record_id].add(roots.get(account_id, account_id))
    return {one.proposal_id for one in proposals if not places[one.this_id] & places[one.that_id]}


def _there(workspace_id: UUID, table: str, proposals: Iterable[ProposalRecord]) -> set[UUID]:
    model = {"account": m.Account, "person": m.Person, "deal": m.Deal}[table]
    ids = [one for found in proposals if found.table == table for one in (found.this_id, found.that_id)]
    there: set[UUID] = set()
    for start in range(0, len(ids), 500):
        there |= set(counting(model, workspace_id).filter(pk__in=ids[start : start + 500]).values_list("pk", flat=True))
    return there


def describe_records(workspace_id: UUID, table: str, ids: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """Return what a person needs to tell records apart: name, and where they belong or how much hangs on them."""
    rows: QuerySet[Any]
    if table == "account":
        rows = m.Account.objects.within(workspace_id).filter(pk__in=ids)
        deals = _count(counting(m.Deal, workspace_id), "account_id", ids)
        return {
            row.pk: {
                "name": row.name,
                "about": [row.domain, row.region, row.jurisdiction],
                "deals": deals.get(row.pk, 0),
            }
            for row in rows
        }
    if table == "person":
        names = m.Person.objects.within(workspace_id).filter(pk__in=ids).values_list("pk", "name")
        posts = counting(m.Post, workspace_id).filter(person_id__in=ids)
        about: dict[UUID, list[str]] = defaultdict(list)
        for person_id, title, account in posts.values_list("person_id", "title", "account__name"):
            about[person_id].append(", ".join(filter(None, (title, account))))
        points = counting(m.ContactPoint, workspace_id).filter(person_id__in=ids).values_list("person_id", "value")
        for person_id, value in points:
            about[person_id].append(value)
        seats = _count(counting(m.Seat, workspace_id), "person_id", ids)
        return {pk: {"name": name, "about": about[pk], "deals": seats.get(pk, 0)} for pk, name in names}
    rows = m.Deal.objects.within(workspace_id).filter(pk__in=ids).select_related("account")
    return {
        row.pk: {"name": row.name, "about": [row.account.name, row.stage], "deals": 1, "amount": row.amount_minor}
        for row in rows
    }


def _count(rows: "QuerySet[Any]", column: str, ids: list[UUID]) -> dict[UUID, int]:
    counts: dict[UUID, int] = defaultdict(int)
    for one in rows.filter(**{f"{column}__in": ids}).values_list(column, flat=True):
        counts[one] += 1
    return counts
