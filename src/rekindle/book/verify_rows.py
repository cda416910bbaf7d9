"""Looking for rows that are gone: what names them stands elsewhere, and so does what was written of them."""

from collections import Counter
from uuid import UUID

from django.db import connection

from rekindle.book.addresses import address_key
from rekindle.book.models import ContactPoint
from rekindle.book.models.base import Fact
from rekindle.book.write.undo import models_by_table

# Every (table, id) that a verb or a file wrote, as one pass over its record. `made` is a list of such pairs.
_MADE = {
    "sqlite": "SELECT json_extract(m.value, '$[0]') AS name, replace(json_extract(m.value, '$[1]'), '-', '') AS id"
    ' FROM "{0}", json_each("{0}".made) m WHERE "{0}".workspace_id = %s',
    "postgresql": "SELECT m ->> 0 AS name, (m ->> 1)::uuid AS id"
    ' FROM "{0}", jsonb_array_elements("{0}".made) m WHERE "{0}".workspace_id = %s',
}
RECORDS = ("command", "journal_row")


def dangling_rows() -> dict[tuple[str, str], int]:
    """Count the rows of SQLite that name a row which is gone, by (their table, the other's); a server allows none."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        return Counter((table, parent) for table, _, parent, _ in cursor.execute("PRAGMA foreign_key_check").fetchall())


def rows_gone(workspace_id: UUID) -> dict[str, int]:
    """Count, by table, the facts that were written by a verb or with a file and are not there: what is taken back is
    void, and no fact is ever deleted."""
    made = " UNION ALL ".join(_MADE[connection.vendor].format(table) for table in RECORDS)
    cases = " ".join(
        f'WHEN \'{table}\' THEN NOT EXISTS (SELECT 1 FROM "{table}" WHERE "{table}".id = made.id)'  # noqa: S608
        for table in _fact_tables()
    )
    asked = f"SELECT name, count(*) FROM ({made}) made WHERE CASE name {cases} ELSE 1 = 0 END GROUP BY name"  # noqa: S608
    wanted = workspace_id.hex if connection.vendor == "sqlite" else workspace_id
    with connection.cursor() as cursor:
        cursor.execute(asked, [wanted] * len(RECORDS))
        return dict(sorted(cursor.fetchall()))


def _fact_tables() -> list[str]:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    return sorted(table for table, model in models_by_table().items() if issubclass(model, Fact) and table in there)


def knows_addresses(workspace_id: UUID) -> bool:
    """Say whether the first and the last address of a workspace were kept under the key this installation has."""
    points = ContactPoint.objects.within(workspace_id).order_by("pk")
    ends = (points.first(), points.last())
    return all(point is None or point.address_key == address_key(point.kind, point.value) for point in ends)
