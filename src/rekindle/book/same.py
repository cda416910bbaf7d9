"""Records that were said to be one thing: each with the one they all are."""

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from rekindle.book.built import Question, ask
from rekindle.book.models import SameAs, Void

Roots = dict[UUID, UUID]
Link = tuple[UUID, UUID, UUID]


def find_roots(workspace_id: UUID, table: str, as_of: datetime | None = None) -> Roots:
    """Return for each record of a table that is in a merge the one it is, as was known at an instant, or now.

    The one they all are is the end of the links; of several ends, or of a circle, the record made first. A link that
    was taken back does not count, nor one from or to a record that was.
    """
    links = _links(table)
    if as_of is None:
        found: list[Link] = ask(links, workspace_id)
    else:
        found = list(links(workspace_id).filter(known_at__lte=as_of, happened_at__lte=as_of))
    if not found:
        return {}
    gone = _taken_back(workspace_id, {one for link in found for one in link}, as_of)
    return _follow([(this, other) for link, this, other in found if not gone & {link, this, other}])


@cache
def _links(table: str) -> Question:
    def links(workspace_id: UUID) -> "QuerySet[Any]":
        found = SameAs.objects.within(workspace_id).filter(table=table)
        return found.order_by("pk").values_list("pk", "this_id", "is_id")

    return links


def find_all_roots(workspace_id: UUID) -> dict[str, Roots]:
    """Return the roots of every table that has a merge, as they are now; one query where there is none."""
    tables = SameAs.objects.within(workspace_id).values_list("table", flat=True).distinct()
    return {table: find_roots(workspace_id, table) for table in list(tables)}


def _taken_back(workspace_id: UUID, ids: set[UUID], as_of: datetime | None) -> set[UUID]:
    voids = Void.objects.within(workspace_id)
    if as_of is not None:
        voids = voids.filter(known_at__lte=as_of)
    wanted, gone = list(ids), set[UUID]()
    for start in range(0, len(wanted), 500):
        gone |= set(voids.filter(target_id__in=wanted[start : start + 500]).values_list("target_id", flat=True))
    return gone


def _follow(links: list[tuple[UUID, UUID]]) -> Roots:
    ends = {this for this, _ in links}
    groups: dict[UUID, set[UUID]] = {}
    for this, other in links:
        together = groups.get(this, {this}) | groups.get(other, {other})
        groups.update(dict.fromkeys(together, together))
    return {one: min(group - ends, default=min(group)) for one, group in groups.items()}


def spread(roots: Roots, ids: Iterable[UUID]) -> set[UUID]:
    """Return the records and all that are one with any of them."""
    wanted = set(ids)
    ends = {roots.get(one, one) for one in wanted}
    return wanted | ends | {one for one, root in roots.items() if root in ends}
