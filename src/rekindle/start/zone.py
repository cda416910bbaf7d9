"""The time zone of this machine, for whoever has not chosen one."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

_MARK = "zoneinfo/"


def local_zone() -> str:
    """Return the IANA name of the machine's zone: `TZ`, else what /etc/localtime points at, else UTC."""
    for found in (os.environ.get("TZ", ""), _linked()):
        try:
            if found:
                return ZoneInfo(found).key
        except (ValueError, OSError, LookupError):
            continue
    return "UTC"


def _linked() -> str:
    path = str(Path("/etc/localtime").resolve())
    return path.split(_MARK, 1)[1] if _MARK in path else ""
