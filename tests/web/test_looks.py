"""Drawn pages in a real browser: accessible in both themes and sizes, no wider than the window, no broken policy."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import WINDOWS, look_through, overflow, resize, violations, watch
from tests.web.test_drawing import PATHS

pytestmark = pytest.mark.browser

# What opens by a key, and each step of the buyer's form.
OPENED = (("/", "Control+k"), ("/", "?"), ("/", "s"), ("/book", "f"), *((f"/form#q{step}", "") for step in (2, 3, 4)))
WIDTHS = (360, 768, 1024, 1280, 1366, 1440, 1920)
# What is pressed and is less than 44 px high or wide. Links in a sentence, what only a screen reader sees, and what
# borrows the room of its whole line are none of it.
SMALL = """() => [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')]
  .filter((one) => !['checkbox', 'radio'].includes(one.type) && !one.matches('.skip'))
  .filter((one) => getComputedStyle(one).display !== 'inline' && getComputedStyle(one).clipPath === 'none')
  .filter((one) => getComputedStyle(one, '::after').position !== 'absolute')
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && box.height && Math.min(box.width, box.height) < 43.5)
  .map(([one, box]) => `${one.tagName}.${one.className} ${Math.round(box.width)} x ${Math.round(box.height)}`)"""
A_THUMBS, NARROWEST = 360, 320
# What opens is opened one after the other, and makes no page wider than its window.
OPENED_TOO_WIDE = """() => [null, ...document.querySelectorAll('main details:not([open])')].filter((one) => {
    if (one) one.open = true;
    const wide = document.documentElement.scrollWidth > innerWidth;
    if (one) one.open = false;
    return wide;
  }).map((one) => one ? one.className || one.innerText.slice(0, 40) : 'the page')"""
CUT = """() => {
    const select = document.querySelector('select[name=field]'), style = getComputedStyle(select), ARROW = 16;
    const pen = document.createElement('canvas').getContext('2d');
    pen.font = style.font;
    const room = select.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - ARROW;
    return [...select.options].map((one) => one.text).filter((words) => pen.measureText(words).width > room);
  }"""
# A few pages a test: a slow machine still gives each its time, and workers share them.
SHEETS = [PATHS[start::10] for start in range(10)]


@contextmanager
def drawn_page(chromium: Browser) -> Iterator[Page]:
    """A page on which nothing takes its time to change colour as it changes its window."""
    context = chromium.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


def faults_in_every_window(page: Page) -> Iterator[str]:
    """Look at what is there light and wide, then dark and on a phone. Nothing is loaded anew: styles alone differ."""
    for window in WINDOWS:
        look_through(page, window)
        yield from (f"{window}: {fault}" for fault in violations(page))


@pytest.mark.parametrize("paths", SHEETS, ids=range(len(SHEETS)))
def test_every_page_is_accessible_fits_every_window_and_leaves_room_for_a_thumb(
    chromium: Browser, drawn_site: str, paths: list[str]
) -> None:
    faults, too_wide, too_small = [], [], []
    with drawn_page(chromium) as page:
        complaints = watch(page)
        for path in paths:
            page.goto(drawn_site + path)
            faults += [(path, one) for one in faults_in_every_window(page)]
            for width in WIDTHS:
                resize(page, width)
                if overflow(page) > 0:
                    too_wide.append((path, width, overflow(page)))
                if width == A_THUMBS:
                    too_small += [(path, one) for one in page.evaluate(SMALL)]
            resize(page, NARROWEST)
            too_wide += [(path, NARROWEST, one) for one in page.evaluate(OPENED_TOO_WIDE)]
    assert faults == []
    assert complaints == []
    assert too_wide == []
    assert too_small == []


def test_what_a_column_becomes_can_be_read_to_its_end_and_fills_a_phone(chromium: Browser, drawn_site: str) -> None:
    with drawn_page(chromium) as page:
        page.goto(drawn_site + "/import/check")
        for width in (390, 1440):
            page.set_viewport_size({"width": width, "height": 800})
            assert (width, page.evaluate(CUT)) == (width, [])
        page.set_viewport_size({"width": 390, "height": 800})
        name, becomes = page.locator("#c-1-1").bounding_box(), page.get_by_label("Account Name").bounding_box()
    assert name and becomes
    assert becomes["y"] > name["y"] + name["height"]
    assert becomes["width"] > 250


def test_a_name_that_is_one_long_word_is_broken_before_a_page_scrolls_sideways(
    chromium: Browser, drawn_site: str
) -> None:
    named = "h1, .crumbs a, .deal__line > span:not(.chip), .facts dd, .menu__list b, .palette__list a"
    with drawn_page(chromium) as page:
        for path in ("/", "/deal/01900000-0000-7000-8000-000000000001", "/account", "/debrief/call"):
            page.goto(drawn_site + path)
            page.evaluate(
                f"for (const one of document.querySelectorAll('{named}')) one.append('Krankenhaus'.repeat(20))"
            )
            for width in (390, 1440):
                resize(page, width)
                assert (path, width, overflow(page)) == (path, width, 0)


def test_what_opens_has_no_accessibility_fault(chromium: Browser, drawn_site: str) -> None:
    found = []
    with drawn_page(chromium) as page:
        for path, key in OPENED:
            page.goto(drawn_site + path)
            if key:
                page.keyboard.press(key)
                expect(page.locator("dialog[open], details.menu[open]")).to_be_visible()
            found += [(path, key, one) for one in faults_in_every_window(page)]
    assert found == []


def test_every_press_is_at_hand_without_a_script(chromium: Browser, drawn_site: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(drawn_site)
    page.get_by_role("link", name="Denise Carrow").click()
    expect(page.get_by_role("heading", name="Denise Carrow")).to_be_visible()
    expect(page.get_by_role("button", name="I sent it myself")).to_be_visible()
    page.locator("article:not([hidden]) summary", has_text="Rest").click()
    expect(page.get_by_role("button", name="Monday 12 January")).to_be_visible()
    context.close()


def test_on_paper_the_whole_list_of_today_is_there_and_nothing_lies_over_it(chromium: Browser, drawn_site: str) -> None:
    context = chromium.new_context(viewport={"width": 1123, "height": 400})
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto(drawn_site)
    expect(page.locator(".actions:visible")).to_have_count(0)
    cut = page.evaluate(
        "[...document.querySelectorAll('.queue__scroll, .stage')].map((o) => o.scrollHeight - o.clientHeight)"
    )
    context.close()
    assert cut == [0, 0]
