"""Every test gets a real database of its own, behind a wall that no unscoped query passes."""

import atexit
import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from functools import partial
from pathlib import Path

import pytest

DATA = Path(tempfile.mkdtemp(prefix="rk-data-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
os.environ["REKINDLE_DATA"] = str(DATA)
# One key for all workers: what one of them made, with addresses hashed under it, the others read.
(DATA / "secrets").mkdir(mode=0o700)
(DATA / "secrets" / "suppression").write_text("the same in every worker of every run")
os.environ.pop("REKINDLE_DATABASE", None)
# Not that of the machine.
os.environ["REKINDLE_ZONE"] = "UTC"
os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"

# Django reads the environment above as it is set up, and models cannot be imported before.
import django  # noqa: E402

django.setup()

from django.db.backends.signals import connection_created  # noqa: E402

from rekindle.tables.compiled import keep_compiled_in  # noqa: E402
from tests.support import databases, walls  # noqa: E402
from tests.support.server import Server, find_server, keep_data, running_server, version_of  # noqa: E402
from tests.support.templates import keep_made  # noqa: E402

# Steps are compiled once for all workers and runs, by the code they are compiled from.
keep_compiled_in(Path(__file__).parents[1] / "build" / "compiled")

NO_SERVER = "no PostgreSQL server was found (initdb, pg_ctl): tests on PostgreSQL were left out"
BOTH = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """While tests are collected nothing is given up, and to look through all of it again and again takes its time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are named by their place: workers must find the same names, and some bytes hold a time."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def sqlite_template() -> Path:
    """The migrated file of which every test on SQLite gets a copy."""
    return keep_made("sqlite", databases.make_sqlite_template)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """One server for the session; without one the test is skipped, or fails in CI."""
    found = find_server()
    if found is None:
        pytest.fail(NO_SERVER) if databases.must_have_postgres() else pytest.skip(NO_SERVER)
    initdb, pg_ctl = found
    make = partial(keep_data, initdb, pg_ctl, databases.make_postgres_template)
    kept = keep_made(f"postgres-{version_of(initdb)}", make)
    with running_server(pg_ctl, kept) as server:
        yield server


@pytest.fixture
def sqlite_book(sqlite_template: Path, tmp_path: Path) -> Iterator[databases.Book]:
    """A migrated, empty SQLite database, the default one while the test runs."""
    databases.forget_heads()
    with databases.sqlite_copy(sqlite_template, tmp_path / "book.sqlite3") as book:
        yield book


@pytest.fixture(scope="session")
def postgres_kept(postgres_server: Server) -> databases.Emptied:
    """The database that tests on PostgreSQL use one after the other."""
    return databases.Emptied(postgres_server)


@pytest.fixture
def postgres_book(postgres_kept: databases.Emptied) -> Iterator[databases.Book]:
    """A migrated, empty PostgreSQL database, the default one while the test runs."""
    databases.forget_heads()
    with databases.postgres_emptied(postgres_kept) as book:
        yield book


@pytest.fixture(params=BOTH)
def book(request: pytest.FixtureRequest) -> databases.Book:
    """The database of the test: once SQLite, once PostgreSQL."""
    made: databases.Book = request.getfixturevalue(f"{request.param}_book")
    return made


@pytest.fixture(autouse=True)
def wall() -> Iterator[None]:
    """Fail the test that asks a workspace's table a question without naming the workspace."""
    walls.breaches.clear()
    connection_created.connect(walls.put_up)
    yield
    connection_created.disconnect(walls.put_up)
    assert walls.breaches == []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line that half of the tests did not run."""
    left_out = [one for one in terminalreporter.stats.get("skipped", []) if NO_SERVER in str(one.longrepr)]
    if left_out:
        terminalreporter.write_line(f"{len(left_out)} skipped: {NO_SERVER}")
