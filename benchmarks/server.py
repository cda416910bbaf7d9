"""A server of its own process, as `make run` starts it, worked for a while; what memory it came to."""

import os
import re
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlsplit
from urllib.request import OpenerDirector, build_opener

from django.conf import settings
from django.test import Client

PAGES = 120
PATIENCE = 90.0


def measure_server(folder: Path, client: Client, paths: list[str]) -> float:
    """Start `rekindle serve` on a folder, ask for pages as a signed-in member; returns its peak resident memory in MiB.

    Raises `RuntimeError` when the server does not answer within 90 seconds.
    """
    log = folder / "server.log"
    with log.open("w") as out:
        server = subprocess.Popen(  # noqa: S603 our own command
            [str(Path(sys.executable).with_name("rekindle")), "serve"],
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "REKINDLE_DATA": str(folder)},
        )
    try:
        address = _wait_for_address(log, server)
        opener = build_opener()
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        opener.addheaders = [("Cookie", f"{settings.SESSION_COOKIE_NAME}={cookie}")]
        for number in range(PAGES):
            _ask(opener, address + paths[number % len(paths)])
        return _peak(server.pid)
    finally:
        server.terminate()
        server.wait(20)


def _wait_for_address(log: Path, server: subprocess.Popen[bytes]) -> str:
    end = monotonic() + PATIENCE
    while monotonic() < end and server.poll() is None:
        found = re.search(r"http://127\.0\.0\.1:\d+", log.read_text())
        if found:
            return found[0]
        sleep(0.2)
    raise RuntimeError(f"The server did not start:\n{log.read_text()[-2000:]}")


def _ask(opener: OpenerDirector, address: str) -> None:
    with opener.open(address, timeout=60) as answer:
        if urlsplit(answer.url).path.startswith("/sign-in"):
            raise RuntimeError("The server did not take the session.")
        answer.read()


def _peak(pid: int) -> float:
    """Read the highest resident memory a process has had (VmHWM), in MiB."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) / 1024 if found else float("nan")
