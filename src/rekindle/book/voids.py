"""What was taken back does not count."""

from typing import Any
from uuid import UUID

from django.db.models import BooleanField, F, Func, QuerySet

from rekindle.book.models import Void

_NOT_VOID = 'NOT EXISTS (SELECT 1 FROM "{table}" WHERE "{table}"."workspace_id" = %s AND "{table}"."target_id" = {row})'


class NotVoid(Func):
    """No void row of this workspace names the row. Written out as SQL: a page asks it of a dozen tables, and a
    subquery built by the ORM takes longer to build than to run.
    """

    output_field = BooleanField()

    def __init__(self, row: F, workspace_id: UUID) -> None:
        super().__init__(row)
        self.workspace_id = workspace_id

    def as_sql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:  # type: ignore[override]
        row, named = compiler.compile(self.get_source_expressions()[0])
        key = Void._meta.pk.get_db_prep_value(self.workspace_id, connection)
        return _NOT_VOID.format(table=Void._meta.db_table, row=row), (key, *named)


def not_void(rows: "QuerySet[Any]", workspace_id: UUID) -> "QuerySet[Any]":
    """Leave out the rows of a workspace that a void row has taken back."""
    return rows.filter(NotVoid(F("pk"), workspace_id))
