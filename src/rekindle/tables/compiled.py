"""Compiled steps kept on disk, so that a new process need not compile them again (seconds, for all steps together).

A kept text is used only by the very code that made it: its name holds a digest of every source file of the rooms
that can shape an expression, and of the versions of the compiler. Of processes that start at once one compiles a step.
"""

import fcntl
import hashlib
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path

_SHAPING = ("terms", "tables", "debrief", "timing", "outreach", "policy", "learning", "intake")
_ROOMS = tuple(f"rekindle.{room}" for room in _SHAPING)
_folder: Path | None = None


def keep_compiled_in(folder: Path) -> None:
    """Say where compiled steps are kept from now on; without a folder they are kept for the life of the process."""
    global _folder  # noqa: PLW0603 one place per process, chosen once at start-up
    folder.mkdir(parents=True, exist_ok=True)
    _folder = folder


def recall(name: str, dialect: str, compile_now: Callable[[], str]) -> str:
    """Return the kept SQL of a step, or compile it and keep it."""
    if _folder is None:
        return compile_now()
    path = _folder / f"{_fingerprint()}-{dialect}-{name}.sql"
    with suppress(OSError):
        return path.read_text()
    with _alone(_folder / f"{dialect}-{name}.lock"):
        with suppress(OSError):
            return path.read_text()
        sql = compile_now()
        with suppress(OSError):
            half = path.with_suffix(f".{id(sql)}")
            half.write_text(sql)
            half.replace(path)
            _forget_others(_folder)
        return sql


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process compile a step while the others wait; where nothing can be written nobody waits."""
    with ExitStack() as held:
        with suppress(OSError):
            fcntl.flock(held.enter_context(lock.open("w")), fcntl.LOCK_EX)
        yield


@cache
def _fingerprint() -> str:
    digest = hashlib.sha256()
    for package in ("ibis-framework", "sqlglot", "duckdb"):
        digest.update(version(package).encode())
    here = Path(__file__).parents[1]
    for room in _ROOMS:
        for source in sorted((here / room.rpartition(".")[2]).rglob("*.py")):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


def _forget_others(folder: Path) -> None:
    for path in folder.glob("*.sql"):
        if not path.name.startswith(_fingerprint()):
            path.unlink(missing_ok=True)
