"""What an installation keeps where, and what it refuses."""

import importlib.util
import os
import re
import shlex
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import DatabaseError
from django.db.migrations.exceptions import InconsistentMigrationHistory

from rekindle.start.databases import postgres, sqlite
from rekindle.start.paths import wanted_folder
from rekindle.start.secrets import read_secret
from rekindle.start.serve import HOST, open_port, read_port
from rekindle.start.troubles import said_in_words
from rekindle.start.zone import local_zone

ROOT = Path(__file__).parents[2]


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    first = read_secret(tmp_path, "suppression")

    assert read_secret(tmp_path, "suppression") == first
    assert len(first) >= 40
    assert stat.S_IMODE((tmp_path / "secrets" / "suppression").stat().st_mode) == 0o600


def test_sqlite_takes_the_write_lock_at_once(tmp_path: Path) -> None:
    settings = sqlite(tmp_path / "x.sqlite3")

    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "synchronous=FULL" in settings["OPTIONS"]["init_command"]


def test_a_postgresql_url_is_read_with_its_options() -> None:
    found = postgres("postgresql://maya:s%20ecret@db.example:5433/lost%20book?sslmode=require")

    assert (found["USER"], found["PASSWORD"], found["HOST"], found["PORT"]) == ("maya", "s ecret", "db.example", "5433")
    assert (found["NAME"], found["OPTIONS"]) == ("lost book", {"sslmode": "require"})


def test_another_kind_of_database_is_refused_with_the_way_out() -> None:
    with pytest.raises(ValueError, match="must begin with postgresql://"):
        postgres("mysql://localhost/book")


def test_a_port_of_the_database_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="The port in REKINDLE_DATABASE is none"):
        postgres("postgresql://maya@db.example:web/book")


def test_an_empty_setting_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REKINDLE_DATA", "")
    assert wanted_folder() == tmp_path / "data"


def test_a_port_that_is_taken_gives_way_to_the_next_free_one() -> None:
    with open_port(18_431) as taken:
        number = taken.getsockname()[1]
        with open_port(number) as other:
            assert number < other.getsockname()[1] < number + 50
            assert other.getsockname()[0] == HOST


@pytest.mark.parametrize(("asked", "said", "port"), [(0, "", 8000), (0, " 9001 ", 9001), (7000, "9001", 7000)])
def test_the_port_is_the_one_asked_for_or_that_of_the_environment(asked: int, said: str, port: int) -> None:
    assert read_port(asked, said) == port


@pytest.mark.parametrize("said", ["web", "1.5", "-1", "0", "65536", "²"])
def test_what_is_no_port_is_refused_with_the_way_out(said: str) -> None:
    with pytest.raises(ValueError, match=rf"“{re.escape(said)}” is no port: write a number from 1 to 65535"):
        read_port(0, said)


def test_after_the_last_port_there_is_none() -> None:
    with (
        open_port(65_535) as last,
        pytest.raises(OSError, match="no free port from 65535 to 65535; choose one with PORT="),
    ):
        assert last.getsockname()[1] == 65_535
        open_port(65_535)


def test_nothing_listens_on_other_addresses() -> None:
    with open_port(18_531) as listener, socket.socket() as probe:
        assert listener.getsockname()[0] == "127.0.0.1"
        assert probe.connect_ex(listener.getsockname()) == 0


def test_the_zone_is_a_known_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REKINDLE_ZONE", "")
    monkeypatch.setenv("TZ", ":Europe/Berlin")
    assert local_zone() == "Europe/Berlin"
    monkeypatch.setenv("TZ", "nowhere/at all")
    assert "/" in local_zone() or local_zone() == "UTC"


def test_a_new_book_begins_in_the_zone_of_the_machine_also_in_a_process_begun_by_another(tmp_path: Path) -> None:
    said = "import django; django.setup(); from django.conf import settings; print(settings.LOCAL_ZONE)"
    twice = f"import subprocess, sys, django; django.setup(); subprocess.run([sys.executable, '-c', {said!r}])"
    env = {name: value for name, value in os.environ.items() if name != "REKINDLE_ZONE"}
    env |= {"TZ": "Pacific/Kiritimati", "REKINDLE_DATA": str(tmp_path)}

    told = subprocess.run([sys.executable, "-c", twice], check=True, capture_output=True, text=True, env=env)

    assert told.stdout.split() == ["Pacific/Kiritimati"]


@pytest.mark.parametrize("name", ["base", "all", "bootstrap"])
def test_a_lock_pins_everything_with_hashes_and_names_no_host(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.lock").read_text()
    pins = re.findall(r"^(\S+)==\S+.*(?:\\)$", text, flags=re.MULTILINE)

    assert "http" not in text
    assert pins
    assert text.count("--hash=sha256:") >= len(pins)


def test_every_locked_version_of_the_base_is_the_one_of_the_tests() -> None:
    pins = [
        dict(re.findall(r"^(\S+)==(\S+)", (ROOT / "requirements" / f).read_text(), flags=re.MULTILINE))
        for f in ("base.lock", "all.lock")
    ]

    assert {name: version for name, version in pins[0].items() if pins[1].get(name) != version} == {}


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "Permission denied", "/srv/book"), "/srv/book: permission denied. The data is kept in "),
        (DatabaseError("file is not a database"), "is damaged or no database (file is not a database). Put the file"),
        (DatabaseError("attempt to write a readonly database"), "Let this user read and write the folder"),
        (DatabaseError("no such table: workspace"), "lacks what it should hold (no such table: workspace). Put your"),
        (DatabaseError("database or disk is full"), "Make room on the disk, and do it again"),
        (DatabaseError("database is locked"), "another program holds the database"),
        (
            DatabaseError("connection refused\nIs the server running?"),
            "the database cannot be used: connection refused.",
        ),
        (InconsistentMigrationHistory("Migration a is applied before b"), "put your latest backup in its place"),
        (RuntimeError("SQLite does not keep what is saved"), "rekindle: SQLite does not keep what is saved"),
    ],
    ids=["permission", "damaged", "readonly", "table", "full", "locked", "server", "record", "pragma"],
)
def test_what_keeps_rekindle_from_starting_is_said_in_a_sentence_with_the_way_out(error: Exception, said: str) -> None:
    with pytest.raises(SystemExit) as ended, said_in_words():
        raise error
    assert said in str(ended.value)


FULL = (
    "the answer could not be written: no space left on device. What was done is kept; have it written to another place."
)


@pytest.mark.parametrize(
    ("lines", "sent_to", "said"),
    [(1, "> /dev/full", FULL), (99_999, "> /dev/full", FULL), (99_999, "| head -1", "")],
    ids=["a line to a full disk", "many lines to a full disk", "many lines to somebody who reads one"],
)
def test_an_answer_that_cannot_be_written_is_said_in_a_sentence_or_nobody_reads_on(
    lines: int, sent_to: str, said: str
) -> None:
    code = f"from rekindle.start.troubles import heard_or_said\nwith heard_or_said(): print('a line\\n' * {lines})"
    command = f"{sys.executable} -c {shlex.quote(code)} {sent_to}"

    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], check=False, capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (1, "" if said else "a line\n")
    assert done.stderr == (f"rekindle: {said}\n" if said else "")


def test_the_version_is_said_without_a_data_folder_and_before_any_table_is_known(tmp_path: Path) -> None:
    asked = "import sys; sys.argv[1:] = ['--version']; from rekindle.start.main import main; main(); "
    known = "print([name for name in sys.modules if name.startswith(('rekindle.book', 'rekindle.desk', 'ibis'))])"
    env = {**os.environ, "REKINDLE_DATA": str(tmp_path / "none")}

    told = subprocess.run([sys.executable, "-c", asked + known], check=True, capture_output=True, text=True, env=env)

    assert re.fullmatch(r"rekindle \d+\.\d+\.\d+\n\[\]\n", told.stdout)
    assert not (tmp_path / "none").exists()


def test_pandas_is_not_there() -> None:
    """pyarrow would ask it about every Python list: half a second and fifty megabytes of each process."""
    assert importlib.util.find_spec("pandas") is None


def test_what_the_engine_does_not_use_it_gives_back() -> None:
    """Its allocator reads how from an environment variable that DuckDB does not document: it must go on doing so."""
    said = "from rekindle.start.light import give_memory_back as give; give(); import duckdb; duckdb.sql('SELECT 1')"
    ask = {**os.environ, "DUCKDB_JE_MALLOC_CONF": "confirm_conf:true,narenas:3"}

    told = subprocess.run([sys.executable, "-c", said], check=True, capture_output=True, text=True, env=ask)

    assert "Set conf value: narenas:3" in told.stderr
