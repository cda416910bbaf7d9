"""A throwaway PostgreSQL server: one folder, one unix socket, nothing on the network, nothing left over."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

# Nothing here has to survive a power cut.
_FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off"
_USER = "rekindle"


@dataclass(frozen=True)
class Server:
    """A running server; `folder` holds its data and its socket."""

    folder: Path

    def url(self, name: str) -> str:
        """Return the URL of one of its databases."""
        return f"postgresql://{_USER}@/{name}?host={self.folder}"


def find_program(name: str) -> Path | None:
    """Find a program of PostgreSQL on the PATH, or where distributions put it; the newest version wins."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda place: float(place.parent.name), reverse=True)
    path = os.pathsep.join([os.environ.get("PATH", ""), *map(str, places), "/usr/local/bin"])
    found = shutil.which(name, path=path)
    return Path(found) if found else None


def find_server() -> tuple[Path, Path] | None:
    """Return `initdb` and `pg_ctl`, or None where no server can be started."""
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    if initdb is None or pg_ctl is None or (os.geteuid() == 0 and not _has_postgres_user()):
        return None
    return initdb, pg_ctl


def version_of(initdb: Path) -> str:
    """Return the version of PostgreSQL, which the data of a server belongs to."""
    return subprocess.run([initdb, "--version"], capture_output=True, text=True, check=True).stdout.split()[2]


def _has_postgres_user() -> bool:
    return any(entry.pw_name == "postgres" for entry in pwd.getpwall())


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run([*prefix, *map(str, command)], cwd="/", capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed: {done.stderr or done.stdout}")


def keep_data(initdb: Path, pg_ctl: Path, fill: Callable[[Server], None], kept: Path) -> None:
    """Make the data of a server, have it filled, stop it in order, and keep a copy of its data in a new folder."""
    with _new_folder() as folder:
        data = folder / "data"
        _run(initdb, "-D", data, "-A", "trust", "-U", _USER, "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
        with _started(pg_ctl, folder, "fast") as server:
            fill(server)
        _copy(data, kept)


@contextmanager
def running_server(pg_ctl: Path, kept: Path) -> Iterator[Server]:
    """Start a server on a copy of kept data in a new folder, and stop it and remove the folder at the end."""
    with _new_folder() as folder:
        _copy(kept, folder / "data")
        with _started(pg_ctl, folder, "immediate") as server:
            yield server


@contextmanager
def _new_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="rk-pg-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(data: Path, into: Path) -> None:
    # With owners and modes: the server refuses data that others may read.
    subprocess.run(["cp", "-a", data, into], check=True)


@contextmanager
def _started(pg_ctl: Path, folder: Path, how_it_ends: str) -> Iterator[Server]:
    options = f"-k {folder} -c listen_addresses='' {_FAST}"
    # Its output goes to a file: a server that keeps the pipe open would be waited for.
    _run(pg_ctl, "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start")
    try:
        yield Server(folder)
    finally:
        _run(pg_ctl, "-D", folder / "data", "-m", how_it_ends, "stop")


def run_sql(server: Server, statement: str) -> None:
    """Run one statement on the server itself, outside any test's database."""
    with psycopg.connect(server.url("postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())
