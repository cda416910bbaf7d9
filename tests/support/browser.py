"""A real browser on a real server: Chromium by Playwright, the application behind a small WSGI server in a thread."""

import json
import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from typing import Any, Literal
from weakref import WeakKeyDictionary
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page, Playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
]
Window = Literal["light and wide", "dark and on a phone"]
NO_BROWSER = "no Chromium on the PATH: browser tests were left out; install Debian's with apt-get install chromium"
AXE_RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    # All that passed is not listed: half of the time went into telling it.
    "resultTypes": ["violations"],
}


AXE = Axe()
# A line to the browser of each page: what is said over it holds as long as the line does.
_LINES: WeakKeyDictionary[Page, CDPSession] = WeakKeyDictionary()
WINDOWS: dict[Window, tuple[Literal["light", "dark"], int, int]] = {
    "light and wide": ("light", 1440, 900),
    "dark and on a phone": ("dark", 390, 844),
}


def find_chromium() -> str | None:
    """Return the path of Chromium, or None where there is none."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def start_chromium(playwright: Playwright, path: str) -> Browser:
    """Start the installed Chromium; nothing is downloaded."""
    # Playwright's loop runs in this thread; Django would take it for an asynchronous one.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(application: Any) -> Iterator[str]:
    """Serve an application on a free port of this machine, and give its address."""
    with make_server("127.0.0.1", 0, application, _Server, _Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class Line:
    """The line to an application. While `loses_answers`, what is posted arrives and its answer gets lost on the way."""

    def __init__(self, application: Any) -> None:
        self.application = application
        self.loses_answers = False

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        """Answer a request, or do what it asks and say as a gateway does that nobody answered."""
        if not self.loses_answers or environ["REQUEST_METHOD"] != "POST":
            return self.application(environ, start_response)
        answer = self.application(environ, lambda *_: lambda _: None)
        b"".join(answer)
        answer.close()
        start_response("504 Gateway Timeout", [("Content-Type", "text/plain")])
        return [b""]


def watch(page: Page) -> list[str]:
    """Collect what the page complains of: console errors, broken policies, failed requests to our own site."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def violations(page: Page) -> list[str]:
    """Run axe and return one line per violation."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    found = page.evaluate(f"axe.run({json.dumps(AXE_RULES)}).then((found) => found.violations)")
    return [
        f"{one['id']}: {one['help']} :: {node['html'][:160]} :: {node.get('failureSummary', '')[:200]}"
        for one in found
        for node in one["nodes"]
    ]


def resize(page: Page, width: int, height: int = 800) -> None:
    """Give the page so much room. Playwright's own way has the browser around it drawn anew, too, for each width."""
    if page not in _LINES:
        _LINES[page] = page.context.new_cdp_session(page)
    room = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    _LINES[page].send("Emulation.setDeviceMetricsOverride", room)
    assert page.evaluate("innerWidth") == width


def look_through(page: Page, window: Window) -> None:
    """Look at what is there through a window of another kind; nothing is loaded anew."""
    scheme, width, height = WINDOWS[window]
    page.emulate_media(color_scheme=scheme)
    resize(page, width, height)


def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
