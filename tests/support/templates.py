"""What takes long to make and is the same in every run is made once, for all workers and runs of these sources."""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

import django

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "build" / "templates"
DAY = 24 * 3600
SOURCE = ROOT / "src" / "rekindle"
# What the tables, guards and triggers of a database are made from.
TABLES = (SOURCE / "book", SOURCE / "terms")


@cache
def fingerprint(folders: tuple[Path, ...]) -> str:
    """Return what tells what is made from these sources from what was made from others."""
    digest = hashlib.sha256(django.__version__.encode())
    for folder in folders:
        for source in sorted(path for path in folder.rglob("*") if path.suffix in {".py", ".toml"}):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def keep_made(name: str, make: Callable[[Path], None], *folders: Path) -> Path:
    """Return a kept file or folder, made from the sources in some folders, or from those of the tables.

    The first to ask makes it while the others wait.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = KEPT / f"{fingerprint(folders or TABLES)}-{name}"
    with (KEPT / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not wanted.exists():
            _forget_old()
            half = KEPT / f"half-{name}"
            _remove(half)
            make(half)
            half.rename(wanted)
        os.utime(wanted)
    return wanted


def _forget_old() -> None:
    """Forget what nobody asked for within a day; a run beside this one, of other sources, may still need its own."""
    for old in KEPT.glob("*-*"):
        if not old.name.startswith("half-") and old.suffix != ".lock" and time.time() - old.stat().st_mtime > DAY:
            _remove(old)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
