"""Taking back what a verb wrote: void rows for what it made, the old values for what it changed."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from django.apps import apps

from rekindle.book.models import Suppression, Void
from rekindle.book.models.base import Fact, WorkspaceRow
from rekindle.book.write.writing import Writing, in_bulk, record

# Rows that went because a file named the day they had been dated by a guess for: they are told anew, and when that file
# is taken back they are written again.
RETOLD = "the day of the loss was named"


@cache
def models_by_table() -> dict[str, type[WorkspaceRow]]:
    """Return the models of rows of a workspace, by the name of their table."""
    models = apps.get_app_config("book").get_models()
    return {model._meta.db_table: model for model in models if issubclass(model, WorkspaceRow)}


def void_rows(writing: Writing, rows: Iterable[Sequence[Any]], *, words: str = "") -> int:
    """Write a void row for each fact of (table, id), and return how many; rows that are no facts are left.

    A row that is void already stays so. Raises ValueError for an entry of the suppression ledger: it is answered.
    """
    wanted = {UUID(str(row_id)): table for table, row_id in rows if issubclass(models_by_table()[table], Fact)}
    if Suppression._meta.db_table in wanted.values():
        raise ValueError("a suppression is never voided: answer it with answer_suppression")
    known = set(void_already(writing, list(wanted)))
    fresh = [(table, row_id) for row_id, table in wanted.items() if row_id not in known]
    with in_bulk(writing) as holding:
        for table, row_id in fresh:
            record(holding, Void, target_table=table, target_id=row_id, words=words)
    return len(fresh)


def void_already(writing: Writing, ids: list[UUID]) -> Iterable[UUID]:
    """Yield those of some ids whose rows are void."""
    for start in range(0, len(ids), 500):
        voids = Void.objects.within(writing.workspace_id).filter(target_id__in=ids[start : start + 500])
        yield from voids.values_list("target_id", flat=True)


def write_again(writing: Writing, rows: Iterable[Sequence[Any]]) -> None:
    """Write anew what some rows of (table, id) had retold: a void row that is taken back does not lift itself.

    Inside `in_bulk`, and in the order in which the rows stood.
    """
    voids = [UUID(str(row_id)) for table, row_id in rows if table == Void._meta.db_table]
    for start in range(0, len(voids), 500):
        retold = Void.objects.within(writing.workspace_id).filter(pk__in=voids[start : start + 500], words=RETOLD)
        targets = list(retold.order_by("target_id").values_list("target_table", "target_id"))
        for table, row_id in targets:
            record(writing, models_by_table()[table], **_told(writing, table, row_id))


def written_again(writing: Writing, rows: Iterable[Sequence[Any]]) -> list[tuple[str, str]]:
    """Return (table, id) of what was written anew in the place of some rows: it goes with them."""
    retold = Void.objects.within(writing.workspace_id).filter(words=RETOLD)
    targets = {str(row_id): table for table, row_id in retold.values_list("target_table", "target_id")}
    found = []
    for table, row_id in rows:
        if targets.get(str(row_id)) == table:
            said = _told(writing, table, UUID(str(row_id)))
            again = models_by_table()[table].objects.within(writing.workspace_id).filter(**said)
            found += [(table, str(one)) for one in again.exclude(pk=row_id).values_list("pk", flat=True)]
    return found


def _told(writing: Writing, table: str, row_id: UUID) -> dict[str, Any]:
    """Return what a fact says, without its id and when it was learned."""
    row = models_by_table()[table].objects.within(writing.workspace_id).filter(pk=row_id).values().get()
    return {name: cell for name, cell in row.items() if name not in ("id", "workspace_id", "known_at")}


def restore_values(writing: Writing, changed: Iterable[Sequence[Any]]) -> None:
    """Write the values before back into rows changed in place, the latest change first."""
    for table, row_id, before in reversed(list(changed)):
        model = models_by_table()[table]
        values = {name: _read(model, name, value) for name, value in before.items()}
        model.objects.within(writing.workspace_id).filter(pk=row_id).update(**values)


def _read(model: type[WorkspaceRow], name: str, value: Any) -> Any:
    field = next(field for field in model._meta.concrete_fields if name in (field.name, field.attname))
    return field.to_python(value)
