"""What keeps Rekindle from starting, in one sentence with the way out."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DatabaseError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from rekindle.start.paths import wanted_folder


@contextmanager
def said_in_words() -> Iterator[None]:
    """End the process with one sentence when the data folder or the database cannot be used."""
    try:
        yield
    except OSError as error:
        sys.exit(f"rekindle: {say_folder(error)}")
    except DatabaseError as error:
        sys.exit(f"rekindle: {say_database(error)}")
    except InconsistentMigrationHistory as error:
        sys.exit(
            f"rekindle: the tables are not as their record of changes says ({error}). "
            "Keep the damaged data aside, and put your latest backup in its place."
        )
    except (RuntimeError, ValueError) as error:
        sys.exit(f"rekindle: {error}")


@contextmanager
def heard_or_said() -> Iterator[None]:
    """End the process with one sentence when its answer cannot be written; without a word when nobody reads on.

    What is left in the buffer is written here: at the very end of a process an error of it is shown with its traceback.
    """
    try:
        try:
            yield
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as error:
        # What could not be written is still in the buffer, and would be tried once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1 if error.errno == errno.EPIPE else f"rekindle: {say_output(error)}")


def say_output(error: OSError) -> str:
    """Say what could not be written or read while a command ran, and what to do."""
    why = (error.strerror or str(error)).lower()
    if error.filename:
        return f"{error.filename}: {why}. Nothing can be read or written there; choose another place."
    return f"the answer could not be written: {why}. What was done is kept; have it written to another place."


def say_folder(error: OSError) -> str:
    """Say what is wrong with the data folder, and what to do."""
    where = f"{error.filename}: " if error.filename else ""
    return (
        f"{where}{(error.strerror or str(error)).lower()}. The data is kept in {wanted_folder()}: "
        "let this user read and write there, or choose another folder with REKINDLE_DATA=FOLDER."
    )


def say_database(error: DatabaseError) -> str:
    """Say what is wrong with the database, and what to do."""
    said = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "not a database" in said or "malformed" in said:
        return (
            f"{wanted_folder() / 'rekindle.sqlite3'} is damaged or no database ({said}). "
            "Put the file of your latest backup in its place; keep the damaged one aside."
        )
    if "no such table" in said or "no such column" in said or "does not exist" in said:
        return (
            f"the database lacks what it should hold ({said}). Put your latest backup in its place; keep the damaged "
            "one aside."
        )
    if "readonly" in said or "unable to open" in said:
        return (
            f"{wanted_folder() / 'rekindle.sqlite3'} cannot be written ({said}). Let this user read and write the "
            "folder and every file in it, or choose another folder with REKINDLE_DATA=FOLDER."
        )
    if "is full" in said or "disk I/O" in said:
        return (
            f"the database cannot be written: {said}. Make room on the disk, and do it again: nothing was kept of it."
        )
    if "locked" in said:
        return "another program holds the database for longer than can be waited for. Close it, and do this again."
    return f"the database cannot be used: {said}. With REKINDLE_DATABASE look whether its server runs and lets you in."
