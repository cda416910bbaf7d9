"""Pictures of every page, wide and phone, light and dark, into build/shots: `make shots`."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

OUT = Path("build/shots")
SIZES = {"wide": (1440, 900), "phone": (390, 844)}
SCHEMES = ("light", "dark")
DRAWN = {
    "state-all-done": "/state/all-done?toast=spoke",
    "state-quiet": "/state/quiet",
    "state-unplanned": "/state/unplanned",
    "state-empty": "/state/empty",
    "state-left-alone": "/?toast=no",
    "state-refused": "/refused",
    "import-check": "/import/check",
    "import-done": "/import/done",
    "import-coming": "/import/coming",
    "import-stopped": "/import/stopped",
    "matches": "/matches",
    "bring": "/bring",
    "bring-nothing": "/bring/nothing",
    "no-permission": "/closed",
    "curve": "/curve",
    "coach-alone": "/coach/alone",
    "coach-month-none": "/coach/month/none",
    "debrief-ask": "/debrief/ask",
    "playbook-parts": "/playbook/parts",
    "playbook-unchanged": "/playbook/unchanged",
    "sign-in": "/sign-in",
    "sign-in-link": "/link",
    "not-found": "/gone",
    "account": "/account",
    "account-new": "/account/new",
    "book-narrowed": "/book",
    "book-none": "/book/none",
    "book-nobody": "/book/nobody",
    "coach-quiet": "/coach/quiet",
    "coach-closed": "/coach/closed",
    "coach-review": "/coach/read",
    "coach-month": "/coach/month",
    "signals-none": "/signals/none",
    "signals-list": "/signals/list",
    "debriefs-none": "/debriefs/none",
    "debrief-refused": "/debrief/call",
    "debrief-form": "/debrief/send",
    "buyer-form": "/form",
    "buyer-form-second": "/form#q2",
    "buyer-form-third": "/form#q3",
    "buyer-form-permission": "/form#q4",
    "buyer-form-closed": "/form/closed",
    "playbook-none": "/playbook/new",
    "playbook-library-none": "/playbook/bare",
    "playbook-refused": "/playbook/entry",
    "playbook-reader": "/playbook/read",
    "playbook-compared": "/playbook/compared",
    "patterns-many": "/patterns",
    "patterns-few": "/patterns/few",
    "patterns-unworked": "/patterns/unworked",
    "patterns-none": "/patterns/none",
    "prototype-today": "/",
    "prototype-deal": "/deal/01900000-0000-7000-8000-000000000001",
}
REAL = {
    "today": "/",
    "book": "/book",
    "book-table": "/book?view=table",
    "debriefs": "/debriefs",
    "coach": "/coach",
    "signals": "/signals",
    "add": "/add",
    "import": "/import",
    "playbook": "/playbook",
    "playbook-library": "/playbook/library",
    "playbook-words": "/playbook/entry/words?key=promised.mail.budget",
    "playbook-versions": "/playbook/versions",
    "judgement": "/judgement",
    "patterns": "/patterns",
    "settings": "/settings",
    "find": "/find?q=whit",
    "find-nothing": "/find?q=zzzz",
    "practice": "/practice",
}
# The same desk in other books: somebody breaking in, and a book without a deal yet.
BREAKOUT = {
    "breakout-today": "/",
    "breakout-book": "/book",
    "breakout-table": "/book?view=table",
    "breakout-debriefs": "/debriefs",
    "breakout-playbook": "/playbook",
    "breakout-patterns": "/patterns",
    "breakout-signals": "/signals",
    "breakout-add": "/add",
}
EMPTY = {
    "empty-today": "/",
    "empty-book": "/book",
    "empty-debriefs": "/debriefs",
    "empty-playbook": "/playbook",
    "empty-patterns": "/patterns",
    "empty-coach": "/coach",
    "empty-signals": "/signals",
    "empty-judgement": "/judgement",
    "empty-import": "/import",
    "empty-matches": "/matches",
}
# And a book with its first deal, one of two fields.
FEW = {
    "few-today": "/",
    "few-book": "/book?view=board",
    "few-table": "/book?view=table",
    "few-debriefs": "/debriefs",
    "few-playbook": "/playbook",
    "few-patterns": "/patterns",
    "few-coach": "/coach",
    "few-signals": "/signals",
    "few-judgement": "/judgement",
}
# What opens by a key.
OPENED = {"palette": ("/", "Control+k"), "keys": ("/", "?"), "rest": ("/", "s"), "book-filters": ("/book", "f")}


def main() -> None:
    """Take every picture; the desk is the sample book as of now, rare states are drawn by hand."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["REKINDLE_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "rekindle.start.settings"
        import django

        django.setup()
        _prepare()
        OUT.mkdir(parents=True, exist_ok=True)
        _shoot()
    sys.stdout.write(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}\n")


def _prepare() -> None:
    from django.core.management import call_command

    from rekindle.desk.enter import ensure_installation
    from rekindle.desk.patterns import work_out_due
    from rekindle.desk.sample.load import ensure_samples

    call_command("migrate", verbosity=0, interactive=False)
    now = datetime.now(UTC)
    ensure_installation(now)
    ensure_samples(now)
    work_out_due(now)


def _shoot() -> None:
    from playwright.sync_api import sync_playwright

    from tests.support import browser
    from tests.web import errors

    path = browser.find_chromium()
    if path is None:
        sys.exit(browser.NO_BROWSER)
    with sync_playwright() as playwright:
        chromium = browser.start_chromium(playwright, path)
        for page, ending in _pages(chromium):
            with _desk() as address:
                _picture_desk(page, address, ending)
            with _drawings() as address:
                for name, where in {**DRAWN, **errors.DRAWN}.items():
                    _picture(page, address + where, f"{name}-{ending}")
        # When all pictures of the empty book are taken, it gets its first deal.
        for page, ending in _pages(chromium):
            with _desk() as address:
                _picture_few(page, address, ending)


def _pages(chromium):
    """Open a page in every size and scheme, one after the other."""
    for scheme in SCHEMES:
        for size, (width, height) in SIZES.items():
            context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
            yield context.new_page(), f"{size}-{scheme}"
            context.close()


def _come_in(page, address: str) -> None:
    from rekindle.desk.enter import make_owner_link

    page.goto(address + make_owner_link(datetime.now(UTC)))
    page.get_by_role("button", name="Open my desk").click()


def _picture_few(page, address: str, ending: str) -> None:
    _come_in(page, address)
    _enter(page, address, "book")
    page.goto(f"{address}/book?view=table")
    if not page.locator("tbody a").count():
        page.goto(f"{address}/add")
        page.get_by_label("Who", exact=True).fill("Tamarack Regional")
        page.get_by_label("Why, if you know").fill("The budget froze. Ask again in spring.")
        page.get_by_role("button", name="Add it").click()
        page.goto(f"{address}/book?view=table")
    deal = page.locator("tbody a").first.get_attribute("href")
    for name, where in {**FEW, "few-deal": deal}.items():
        _picture(page, address + where, f"{name}-{ending}")


def _picture_desk(page, address: str, ending: str) -> None:
    _come_in(page, address)
    deal = page.locator("[data-card]").first.get_attribute("data-card")
    for name, where in {
        **REAL,
        "deal": f"/deal/{deal}",
        "debrief": f"/debrief/{deal}",
        "debrief-own": f"/debrief/{deal}/mine",
    }.items():
        _picture(page, address + where, f"{name}-{ending}")
    for name, (where, key) in OPENED.items():
        _picture(page, address + where, f"{name}-{ending}", key)
    _enter(page, address, "breakout-sample")
    deal = page.locator("[data-card]").first.get_attribute("data-card")
    for name, where in {**BREAKOUT, "breakout-deal": f"/deal/{deal}", "breakout-debrief": f"/debrief/{deal}"}.items():
        _picture(page, address + where, f"{name}-{ending}")
    _enter(page, address, "book")
    for name, where in EMPTY.items():
        _picture(page, address + where, f"{name}-{ending}")


def _enter(page, address: str, slug: str) -> None:
    """Open another book of the same person, as its door in the settings does."""
    page.goto(f"{address}/settings")
    page.locator(f"main form[action='/switch']:has([value='{slug}']) button").first.click()
    page.wait_for_load_state("networkidle")


def _picture(page, where: str, name: str, key: str = "") -> None:
    page.goto(where)
    page.wait_for_load_state("networkidle")
    if key:
        page.keyboard.press(key)
        page.wait_for_timeout(200)
    page.screenshot(path=OUT / f"{name}.png")


@contextmanager
def _desk() -> Iterator[str]:
    from django.core.wsgi import get_wsgi_application

    from tests.support.browser import serving

    with serving(get_wsgi_application()) as address:
        yield address


@contextmanager
def _drawings() -> Iterator[str]:
    from django.core.wsgi import get_wsgi_application
    from django.test import override_settings

    from tests.support.browser import serving

    with override_settings(ROOT_URLCONF="tests.web.fixture_site"), serving(get_wsgi_application()) as address:
        yield address


if __name__ == "__main__":
    main()
