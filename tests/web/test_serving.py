"""`rekindle serve` as a process: the next free port, a link for once, the page behind it, and a clean end."""

import http.cookiejar
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from rekindle.start.serve import open_port

ROOT = Path(__file__).parents[2]


@pytest.fixture
def serving(sample_template: Path, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str, int]]:
    """A server on a copy of the sample book; its process, its link, and the port somebody else has."""
    (tmp_path / "rekindle.sqlite3").write_bytes(sample_template.read_bytes())
    with open_port(18_631) as taken:
        port = taken.getsockname()[1]
        env = {**os.environ, "REKINDLE_DATA": str(tmp_path), "PORT": str(port), "PYTHONPATH": str(ROOT / "src")}
        command = [sys.executable, "-m", "rekindle.start.main", "serve", "--quiet"]
        with subprocess.Popen(
            command, env=env, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        ) as process:
            assert process.stdout is not None
            links = (re.search(r"http://\S+/sign-in/\S+", line) for line in process.stdout)
            link = next(found.group() for found in links if found)
            try:
                yield process, link, port
            finally:
                process.kill()


def post(opener: urllib.request.OpenerDirector, link: str) -> str:
    """Press the button of a sign-in link; return the page that follows."""
    page = opener.open(link, timeout=60).read().decode()
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', page))
    asked = urllib.request.Request(link, urllib.parse.urlencode(fields).encode(), {"Referer": link})
    return opener.open(asked, timeout=60).read().decode()


def browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def test_a_server_is_signed_in_to_once_and_stops_cleanly_while_it_still_warms_up(
    serving: tuple["subprocess.Popen[str]", str, int],
) -> None:
    process, link, taken = serving

    assert taken < int(urllib.parse.urlsplit(link).port or 0) < taken + 50
    assert "Good " in post(browser(), link)
    with pytest.raises(urllib.error.HTTPError):
        post(browser(), link)

    process.send_signal(signal.SIGINT)
    assert process.stdout is not None
    # Not to its end: what is worked out by a process of its own may be finished after the server.
    said = next((line for line in process.stdout if line.startswith("Stopped")), None)
    assert (process.wait(timeout=60), said) == (0, "Stopped. Everything is kept.\n")
