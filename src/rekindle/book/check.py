"""Is the book in order? Each finding says what was checked, and what to do if it is not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rekindle.book.guards import missing_guards
from rekindle.book.heads import heads_without_book
from rekindle.book.models import Workspace
from rekindle.book.read.tallies import miscounted
from rekindle.book.search import missing_search
from rekindle.book.settled import unsettled_deals
from rekindle.book.startup import SQLITE_PRAGMAS, pragmas_in_force
from rekindle.book.verify import verify_chain
from rekindle.book.verify_rows import dangling_rows, knows_addresses, rows_gone

_GUARD = "Compare that table with your latest backup. Then put the guard up again: `rekindle check --put-up-guards`."
_AUDIT = (
    "Compare with your latest backup. If you restored one on purpose, remove this workspace's file, if it is there, "
    "from the folder `audit` of your data: the next thing you do notes the head anew."
)
_REPLACED = (
    "Put your latest backup of the database in its place. If you began anew on purpose, or removed that workspace, "
    "remove that file."
)
_OTHER_KEY = (
    "Put the folder `secrets` of your latest backup in its place. If it is gone for good, bring your list of people "
    "who asked to be left alone in again."
)
_STATUS = "The history counts. Reopen the deal and undo that: the status is settled anew."
_SEARCH = "Make the search anew: `rekindle check --put-up-guards`."
_TALLIES = "Count them anew: `rekindle check --put-up-guards`. The next morning that is planned does it, too."
_BEHIND = "Start Rekindle once: it brings the tables up to date."
_AHEAD = "Start the version that made it again, or put a backup from before it in place."
_BACKUP = "Keep the damaged data aside, and put your latest backup in its place."

Books = Sequence[Workspace]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `what_to_do` is empty when it is in order."""

    ok: bool
    what: str
    what_to_do: str = ""


def check(slug: str | None = None) -> list[Finding]:
    """Check the file, migrations, guards, settings in force, and of every workspace, or of one, the audit and deals."""
    tables = [*_check_pages(), *_check_migrations()]
    wrong = [finding for finding in tables if not finding.ok]
    if wrong:
        # Nothing else can be relied on.
        return wrong
    books = [one for one in Workspace.objects.order_by("slug") if slug in (None, one.slug)]
    parts = (_check_audit, _check_heads, _check_rows, _check_addresses, _check_status, _check_tallies)
    book = [finding for part in parts for finding in part(books)]
    return [*tables, *_check_guards(), *_check_search(), *_check_pragmas(), *book]


def _check_migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    for migration, _ in plan:
        yield Finding(False, f"the tables lack the change {migration.name}", _BEHIND)
    ours = {name for app, name in executor.loader.disk_migrations if app == "book"}
    newer = sorted({name for app, name in executor.loader.applied_migrations if app == "book"} - ours)
    # Of a step and those it replaces, this book goes by either; the others are not asked for.
    steps = {name for app, name in executor.loader.graph.nodes if app == "book"}
    left_out = sorted(steps - {name for _, name in executor.loader.applied_migrations} - {one.name for one, _ in plan})
    for name in left_out:
        yield Finding(False, f"that the tables have the change {name} is not on record, but later ones are", _BACKUP)
    for name in newer:
        yield Finding(False, f"a newer version of Rekindle made the change {name}", _AHEAD)
    gone = sorted(set(connection.introspection.django_table_names()) - set(connection.introspection.table_names()))
    for name in gone if not plan else ():
        yield Finding(False, f"the table {name} is gone", _BACKUP)
    if not (plan or newer or gone or left_out):
        yield Finding(True, "all tables are up to date")


def _check_pages() -> Iterator[Finding]:
    """Have SQLite look at every page of its file; a server looks after its own."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        found = [str(row[0]) for row in cursor.execute("PRAGMA quick_check(3)").fetchall()]
    if found == ["ok"]:
        yield Finding(True, "the file of the database is whole")
    else:
        yield Finding(False, f"the file of the database is damaged: {found[0].splitlines()[-1]}", _BACKUP)


def _check_guards() -> Iterator[Finding]:
    missing = missing_guards()
    for name in missing:
        yield Finding(
            False,
            f"the guard {name} is missing: rows that must never change could be changed",
            _GUARD,
        )
    if not missing:
        yield Finding(True, "all guards of the append-only tables stand")


def _check_search() -> Iterator[Finding]:
    missing = missing_search()
    for name in missing:
        yield Finding(False, f"the search lacks {name}: words written since are not found", _SEARCH)
    if not missing:
        yield Finding(True, "every word of the book can be found")


def _check_pragmas() -> Iterator[Finding]:
    for name, value in pragmas_in_force().items():
        wanted = SQLITE_PRAGMAS[name]
        todo = "" if value == wanted else "Keep the data folder on a local disk, and start Rekindle again."
        yield Finding(value == wanted, f"SQLite runs with {name} {value}" + (f", not {wanted}" if todo else ""), todo)


def _check_audit(books: Books) -> Iterator[Finding]:
    for workspace in books:
        wrong = verify_chain(workspace.pk)
        for words in wrong:
            yield Finding(False, f"the audit of {workspace.slug}: {words}", _AUDIT)
        if not wrong:
            yield Finding(True, f"the audit of {workspace.slug} is whole")


def _check_heads(_books: Books) -> Iterator[Finding]:
    for path, number in heads_without_book():
        words = f"{path} notes entry {number:,} of a workspace that is not in this database: was it replaced?"
        yield Finding(False, words, _REPLACED)


def _check_rows(books: Books) -> Iterator[Finding]:
    """Look for rows that were taken out of the tables by hand."""
    dangling = dangling_rows()
    for (table, other), count in sorted(dangling.items()):
        yield Finding(False, f"rows of {table} name rows of {other} that are gone: {count:,}", _BACKUP)
    lost = {one.slug: rows_gone(one.pk) for one in books}
    for slug, tables in lost.items():
        for table, count in tables.items():
            yield Finding(False, f"{slug}: rows of {table} were written and are gone: {count:,}", _BACKUP)
    if not dangling and not any(lost.values()):
        yield Finding(True, "no row that was written is gone")


def _check_addresses(books: Books) -> Iterator[Finding]:
    for workspace in books:
        if knows_addresses(workspace.pk):
            yield Finding(True, f"the addresses of {workspace.slug} are known by the secret of this folder")
        else:
            words = (
                f"the addresses of {workspace.slug} were kept with another secret than `secrets/suppression`: "
                "who asked to be left alone is not recognised when their address comes in again"
            )
            yield Finding(False, words, _OTHER_KEY)


def _check_status(books: Books) -> Iterator[Finding]:
    for workspace in books:
        wrong = unsettled_deals(workspace.pk)
        if wrong:
            shows = "1 deal shows" if len(wrong) == 1 else f"{len(wrong)} deals show"
            yield Finding(
                False, f"{workspace.slug}: {shows} another status than the history, first {wrong[0]}", _STATUS
            )
        else:
            yield Finding(True, f"every deal of {workspace.slug} has the status of its history")


def _check_tallies(books: Books) -> Iterator[Finding]:
    for workspace in books:
        if miscounted(workspace.pk):
            words = f"{workspace.slug}: the lost book says other numbers than its deals"
            yield Finding(False, words, _TALLIES)
        else:
            yield Finding(True, f"the numbers of the lost book of {workspace.slug} are those of its deals")
