"""What leans on rows: facts written later that name them. Asked before an undo."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rekindle.book.models import ContactPoint, Member, Post, SameAs, StatusChange
from rekindle.book.models.base import Fact, WorkspaceRow
from rekindle.book.write.undo import models_by_table
from rekindle.book.write.writing import Writing, alive

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Leaning:
    """A fact that names a row (`on_table`, `on_id`), and who wrote it."""

    on_table: str
    on_id: UUID
    table: str
    row_id: UUID
    member_id: UUID | None


def list_leaning(writing: Writing, rows: Iterable[Sequence[Any]], own: Collection[UUID] | None = None) -> list[Leaning]:
    """Return the facts that name one of the rows, and are neither void nor among them, nor among `own` if given."""
    made: dict[str, list[UUID]] = defaultdict(list)
    for table, row_id in rows:
        made[table].append(UUID(str(row_id)))
    own = {row_id for ids in made.values() for row_id in ids} if own is None else own
    found = [
        leaning
        for model in models_by_table().values()
        if issubclass(model, Fact)
        for column, target in _references(model)
        for leaning in _on(writing, model, column, target, made.get(target, []))
    ]
    found += _merged(writing, made)
    return [leaning for leaning in found if leaning.row_id not in own]


def _merged(writing: Writing, made: Mapping[str, list[UUID]]) -> Iterator[Leaning]:
    """Yield the merges of rows: they name theirs by bare ids, and are few."""
    merges = alive(SameAs.objects.within(writing.workspace_id).filter(table__in=made), writing)
    ids = {table: set(of_table) for table, of_table in made.items()}
    for row_id, member_id, table, this_id, is_id in merges.values_list("pk", "by_id", "table", "this_id", "is_id"):
        for one in ids[table] & {this_id, is_id}:
            yield Leaning(table, one, SameAs._meta.db_table, row_id, member_id)


def _references(model: type[WorkspaceRow]) -> Iterator[tuple[str, str]]:
    for field in model._meta.concrete_fields:
        if field.is_relation and field.related_model is not None and not isinstance(field.related_model, str):
            yield field.attname, field.related_model._meta.db_table


def _on(writing: Writing, model: type[WorkspaceRow], column: str, target: str, ids: list[UUID]) -> Iterator[Leaning]:
    for start in range(0, len(ids), _AT_ONCE):
        rows = model.objects.within(writing.workspace_id).filter(**{f"{column}__in": ids[start : start + _AT_ONCE]})
        for on_id, row_id, member_id in alive(rows, writing).values_list(column, "pk", "by_id"):
            yield Leaning(target, on_id, model._meta.db_table, row_id, member_id)


def list_details(writing: Writing, person_ids: Iterable[UUID]) -> list[tuple[str, UUID]]:
    """Return (table, id) of what makes people known: their posts, the accounts of those, and their addresses."""
    people = list(person_ids)
    posts = Post.objects.within(writing.workspace_id).filter(person_id__in=people).values_list("pk", "account_id")
    points = ContactPoint.objects.within(writing.workspace_id).filter(person_id__in=people)
    details = [row for post, account in posts for row in (("post", post), ("account", account))]
    return [*details, *(("contact_point", point) for point in points.values_list("pk", flat=True))]


def list_deals_turned(writing: Writing, change_ids: Iterable[UUID]) -> set[UUID]:
    """Return the deals whose status the changes turned."""
    ids, deals = list(change_ids), set[UUID]()
    for start in range(0, len(ids), _AT_ONCE):
        changes = StatusChange.objects.within(writing.workspace_id).filter(pk__in=ids[start : start + _AT_ONCE])
        deals |= set(changes.values_list("deal_id", flat=True))
    return deals


def name_members(writing: Writing, member_ids: Iterable[UUID]) -> list[str]:
    """Return the names of members, in the order of the alphabet."""
    members = Member.objects.within(writing.workspace_id).filter(pk__in=list(member_ids))
    return sorted(members.values_list("name", flat=True))
