"""What has to be there before any command: tables, an owner, a book, and the sample the first time."""

import fcntl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from rekindle.book.startup import assert_pragmas
from rekindle.desk.enter import ensure_installation
from rekindle.desk.sample.load import ensure_samples, samples_missing
from rekindle.start.paths import data_folder
from rekindle.start.troubles import said_in_words
from rekindle.tables.compiled import keep_compiled_in

# Commands that read and write files only; with `--keep` they write into a book, too.
FILES_ONLY = frozenset({"select", "cadence"})


def prepare_for(command: str, arguments: list[str]) -> None:
    """Prepare for a command. A server has a first start made by another process, whose memory it does not keep."""
    if command in FILES_ONLY and "--keep" not in arguments:
        return
    with said_in_words():
        _prepare_for(command)


def _prepare_for(command: str) -> None:
    is_current = not _pending()
    if not is_current or samples_missing():
        # Beside the answer, which a program may read.
        typer.echo("Getting the database and the sample book ready. This takes some seconds, once.", err=True)
        if command == "serve":
            made = subprocess.run([sys.executable, "-m", "rekindle.start.aside"], check=False)
            if made.returncode:
                # It has said why.
                sys.exit(made.returncode)
    prepare(is_current=is_current)


def prepare(*, is_current: bool = False) -> None:
    """Bring the database up to date, unless it is known to be, and make sure that there is a book to work in.

    Safe to run by two processes at once. Raises RuntimeError when the database does not run as it must.
    """
    at = datetime.now(UTC)
    keep_compiled_in(data_folder() / "compiled")
    with _alone():
        if not is_current:
            _migrate()
        assert_pragmas()
        ensure_installation(at, settings.LOCAL_ZONE)
        ensure_samples(at, settings.LOCAL_ZONE)


@contextmanager
def _alone() -> Iterator[None]:
    with (data_folder() / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _pending() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _migrate() -> None:
    if _pending():
        call_command("migrate", verbosity=0, interactive=False)
