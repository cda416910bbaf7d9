"""Is the book in order? Each finding says what was checked, and what to do if it is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rekindle.book.guards import missing_guards
from rekindle.book.models import Workspace
from rekindle.book.search import missing_search
from rekindle.book.settled import unsettled_deals
from rekindle.book.startup import SQLITE_PRAGMAS, pragmas_in_force
from rekindle.book.verify import verify_chain

_GUARD = "Compare that table with your latest backup. Then put the guard up again: `rekindle check --put-up-guards`."
_AUDIT = (
    "Compare with your latest backup. If you restored one on purpose, remove the file of this workspace from the "
    "folder `audit` of your data: the next verb notes the head anew."
)
_STATUS = "The history counts. Reopen the deal and undo that: the status is settled anew."
_SEARCH = "Make the search anew: `rekindle check --put-up-guards`."
_BEHIND = "Start Rekindle once: it brings the tables up to date."


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked. `what_to_do` is empty when it is in order."""

    ok: bool
    what: str
    what_to_do: str = ""


def check() -> list[Finding]:
    """Check migrations, guards, settings in force, audit chains and the status of deals, of every workspace."""
    tables = list(_check_migrations())
    if not all(finding.ok for finding in tables):
        return tables
    return [*tables, *_check_guards(), *_check_search(), *_check_pragmas(), *_check_audit(), *_check_status()]


def _check_migrations() -> Iterator[Finding]:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    for migration, _ in plan:
        yield Finding(False, f"the tables lack the change {migration.name}", _BEHIND)
    if not plan:
        yield Finding(True, "all tables are up to date")


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


def _check_audit() -> Iterator[Finding]:
    for workspace in Workspace.objects.order_by("slug"):
        wrong = verify_chain(workspace.pk)
        for words in wrong:
            yield Finding(False, f"the audit of {workspace.slug}: {words}", _AUDIT)
        if not wrong:
            yield Finding(True, f"the audit of {workspace.slug} is whole")


def _check_status() -> Iterator[Finding]:
    for workspace in Workspace.objects.order_by("slug"):
        wrong = unsettled_deals(workspace.pk)
        if wrong:
            shows = "1 deal shows" if len(wrong) == 1 else f"{len(wrong)} deals show"
            yield Finding(
                False, f"{workspace.slug}: {shows} another status than the history, first {wrong[0]}", _STATUS
            )
        else:
            yield Finding(True, f"every deal of {workspace.slug} has the status of its history")
