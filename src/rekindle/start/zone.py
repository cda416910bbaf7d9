"""The time zone of this machine, for whoever has not chosen one."""

import os
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

# Django sets TZ to UTC as it starts, and so for every process begun after; this one is left alone.
VARIABLE = "REKINDLE_ZONE"
_MARK = "zoneinfo/"


def local_zone() -> str:
    """Return the IANA name of the zone to begin in: `REKINDLE_ZONE`, else `TZ`, else that of the machine, else UTC.

    To be asked before Django is set up: the settings do, and hand it on.
    """
    for found in _named():
        try:
            if found:
                return ZoneInfo(found).key
        except (ValueError, OSError, LookupError):
            continue
    return "UTC"


def _named() -> Iterator[str]:
    yield os.environ.get(VARIABLE, "").strip()
    yield os.environ.get("TZ", "").strip().removeprefix(":")
    path = str(Path("/etc/localtime").resolve())
    yield path.split(_MARK, 1)[1] if _MARK in path else ""
    # Where /etc/localtime is a copy.
    file = Path("/etc/timezone")
    yield file.read_text().strip() if file.is_file() else ""
