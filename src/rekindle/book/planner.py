"""What SQLite should believe about our tables: a workspace is large, what lies within it is small.

Without statistics SQLite takes a workspace for ten rows and walks through all of it. Real ones would come too late
(after the first large import) and make plans differ between installations, so these stand in for them.
"""

from django.apps import apps
from django.db import connection
from django.db.models import Model

ROWS = 1_000_000
# Rows that share a value of the column, given the columns before it in the index; of any other column, a few.
SHARED = {"workspace_id": 100_000, "status": 30_000, "owner_id": 2_000, "member_id": 2_000, "kind": 700, "file_id": 700}
FEW = 8


def guide_planner() -> None:
    """Write the statistics by which SQLite plans; run after every change of the tables. Nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        # Makes the table of statistics, which cannot be made by hand.
        cursor.execute("ANALYZE sqlite_schema")
        cursor.execute("DELETE FROM sqlite_stat1")
        for model in apps.get_app_config("book").get_models():
            cursor.executemany("INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES (%s, %s, %s)", _statistics(model))
        cursor.execute("ANALYZE sqlite_schema")


def _statistics(model: type[Model]) -> list[tuple[str, str, str]]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        indexes = cursor.execute(f'PRAGMA index_list("{table}")').fetchall()
        columns = {name: cursor.execute(f'PRAGMA index_info("{name}")').fetchall() for _, name, *_ in indexes}
    return [
        (table, name, _spread([column for _, _, column in columns[name]], unique=bool(unique)))
        for _, name, unique, *_ in indexes
    ]


def _spread(columns: list[str], *, unique: bool) -> str:
    """Say how many rows there are, and how many share the first, the first two, ... columns of an index."""
    shared, most = [], ROWS
    for column in columns:
        most = min(most, SHARED.get(column, FEW))
        shared.append(most)
    if unique:
        shared[-1] = 1
    return " ".join(map(str, [ROWS, *shared]))
