"""The database: SQLite in the data folder, or PostgreSQL by the URL in `REKINDLE_DATABASE`."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

# FULL, not NORMAL: NORMAL lost acknowledged rows in simulated power cuts, FULL none.
# The cache is small, since every thread's connection has one of its own and the operating system keeps the file anyway.
# What is in force is asserted by `book.startup`.
_INIT = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
    "PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY;"
)


def database(folder: Path) -> dict[str, Any]:
    """Return Django's settings of the database this installation uses."""
    url = os.environ.get("REKINDLE_DATABASE", "")
    return postgres(url) if url else sqlite(folder / "rekindle.sqlite3")


def sqlite(path: Path) -> dict[str, Any]:
    """Return Django's settings for a SQLite file."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _INIT},
    }


def postgres(url: str) -> dict[str, Any]:
    """Return Django's settings for a `postgresql://` URL; raises ValueError for another scheme, or no port."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ValueError("REKINDLE_DATABASE must begin with postgresql://, or be empty for SQLite")
    try:
        port = parts.port
    except ValueError as problem:
        raise ValueError(f"The port in REKINDLE_DATABASE is none: {problem}") from problem
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", unquote(parts.hostname or "")),
        "PORT": str(port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
    }
