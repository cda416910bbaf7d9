"""Fixtures of the browser's face: Chromium, the drawn pages as a site, and the sample book as a site."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from playwright.sync_api import Browser, Page, expect, sync_playwright

from rekindle.desk.enter import ensure_installation, make_owner_link
from rekindle.desk.sample.load import load_sample
from rekindle.start.databases import sqlite
from tests.support import browser as support
from tests.support.databases import connected, settle, sqlite_copy
from tests.support.templates import SOURCE, keep_made

# A busy machine takes its time; what does not come at all still fails.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for the session; without one the test is skipped, or fails in CI."""
    path = support.find_chromium()
    if path is None:
        pytest.fail(support.NO_BROWSER) if os.environ.get("CI") else pytest.skip(support.NO_BROWSER)
    with sync_playwright() as playwright:
        started = support.start_chromium(playwright, path)
        yield started
        started.close()


class DrawnSite(WSGIHandler):
    """Answers with the drawn pages, whatever the settings say: other tests of the session need the real ones."""

    def get_response(self, request: HttpRequest) -> HttpResponseBase:
        request.urlconf = "tests.web.fixture_site"
        return super().get_response(request)


@pytest.fixture(scope="session")
def drawn_site() -> Iterator[str]:
    """The pages drawn from hand-made views, served; its address."""
    with support.serving(DrawnSite()) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a window of its own, without memory of other tests."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def sample_template(sqlite_template: Path) -> Path:
    """A database with the sample book and its morning of today, loaded once."""
    now = datetime.now(UTC)

    def make(path: Path) -> None:
        path.write_bytes(sqlite_template.read_bytes())
        with connected("sqlite", sqlite(path)):
            ensure_installation(now)
            load_sample("sample", now)
        settle(path)

    return keep_made(f"sample-{now:%Y-%m-%d}", make, SOURCE)


@dataclass(frozen=True)
class Site:
    """A running desk: its address, a link that signs its owner in, once, and the line to it."""

    address: str
    link: str
    line: support.Line


@pytest.fixture
def sample_site(sample_template: Path, tmp_path: Path) -> Iterator[Site]:
    """The desk with the sample book, served from a copy of its own."""
    line = support.Line(get_wsgi_application())
    with sqlite_copy(sample_template, tmp_path / "book.sqlite3"), support.serving(line) as address:
        yield Site(address, address + make_owner_link(datetime.now(UTC)), line)
