"""Fixtures of the browser's face: Chromium, the drawn pages as a site, and a page in a window."""

import os
from collections.abc import Iterator

import pytest
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from playwright.sync_api import Browser, Page, sync_playwright

from tests.support import browser as support


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


@pytest.fixture(scope="session")
def drawn_site() -> Iterator[str]:
    """The pages drawn from hand-made views, served; its address."""
    with override_settings(ROOT_URLCONF="tests.web.fixture_site"), support.serving(get_wsgi_application()) as address:
        yield address


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page in a window of its own, without memory of other tests."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()
