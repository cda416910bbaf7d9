"""What the database must run with. Settings ask for it; here it is asked whether it is so."""

from django.db import connection

# journal_mode wal, synchronous FULL (2), foreign keys checked, milliseconds to wait for another writer.
SQLITE_PRAGMAS = {"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "20000"}


def pragmas_in_force() -> dict[str, str]:
    """Ask SQLite for its pragmas as they are on Django's connection; nothing on PostgreSQL."""
    if connection.vendor != "sqlite":
        return {}
    with connection.cursor() as cursor:
        return {name: str(cursor.execute(f"PRAGMA {name}").fetchone()[0]) for name in SQLITE_PRAGMAS}


def wrong_pragmas() -> dict[str, str]:
    """Return the pragmas that are not as they must be, with what they are."""
    return {name: value for name, value in pragmas_in_force().items() if value != SQLITE_PRAGMAS[name]}


def assert_pragmas() -> None:
    """Raise RuntimeError when SQLite does not run as it must: saved notes could be lost in a power cut."""
    wrong = wrong_pragmas()
    if wrong:
        said = ", ".join(f"{name} is {value}, not {SQLITE_PRAGMAS[name]}" for name, value in wrong.items())
        raise RuntimeError(
            f"SQLite does not keep what is saved: {said}. Move the data folder to a local disk, and start again."
        )
