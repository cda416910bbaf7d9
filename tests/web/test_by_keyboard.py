"""A day's work without a pointer: the core tasks by keys alone, and twelve people in at most thirty presses."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.support.browser import watch
from tests.web.conftest import Site
from tests.web.test_morning import come_in, in_front, listed, settle, slip_in

pytestmark = pytest.mark.browser


def tab_to(page: Page, where: Locator, most: int = 90) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if where.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"Tab never came to {where}")


def go(page: Page, letter: str, path: str) -> None:
    # Also where it leads to the page one is on: keys before its scripts are there would be lost.
    with page.expect_navigation(url=f"**{path}"):
        page.keyboard.press("g")
        page.keyboard.press(letter)


def test_twelve_people_take_at_most_thirty_presses(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    count = listed(page).count()
    presses = ["s", "s", "n", "4", *["1"] * (count - 3)]
    assert (count, len(presses) <= 30) == (12, True)
    for press in presses:
        page.keyboard.press(press)
    expect(page.get_by_role("heading", name="That’s everyone.")).to_be_visible(timeout=60_000)
    expect(listed(page)).to_have_count(0)


def test_the_core_tasks_need_no_pointer(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    sign_in(page, sample_site)
    log_a_call_and_note_it(page)
    say_it_in_own_words(page)
    bring_something_else(page)
    rest_respect_a_no_and_take_it_back(page)
    find_somebody_half_remembered(page)
    let_two_rest_at_once_and_undo_it(page)
    log_from_the_page_of_a_deal(page)
    add_a_deal_and_see_the_debriefs(page)
    assert complaints == []


def heading(page: Page) -> Locator:
    return page.locator("article:not([hidden]) h2")


def toast(page: Page) -> Locator:
    return page.locator(".toast")


def sign_in(page: Page, sample_site: Site) -> None:
    page.goto(sample_site.link)
    tab_to(page, page.get_by_role("button", name="Open my desk"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"{sample_site.address}/")


def log_a_call_and_note_it(page: Page) -> None:
    page.keyboard.press("1")
    settle(page, 1)
    page.keyboard.press("m")
    page.keyboard.type("Wants two loaners")
    page.keyboard.press("Enter")
    expect(toast(page)).to_contain_text("Noted")
    expect(heading(page)).to_be_focused()


def say_it_in_own_words(page: Page) -> None:
    name = in_front(page).inner_text()
    page.keyboard.press("e")
    words = page.locator("article:not([hidden]) textarea")
    expect(words).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("In my own words.")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article:not([hidden]) .draft")).to_contain_text("Your own words")
    expect(in_front(page)).to_have_text(name)


def bring_something_else(page: Page) -> None:
    change = page.locator("article:not([hidden]) .bring__change")
    tab_to(page, change)
    page.keyboard.press("Enter")
    page.wait_for_url("**/bring/*")
    other = page.locator(".brings__one:not([aria-current])").first
    title = other.locator("b").inner_text()
    tab_to(page, other)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("article:not([hidden]) .bring b")).to_have_text(title)


def rest_respect_a_no_and_take_it_back(page: Page) -> None:
    page.keyboard.press("s")
    page.keyboard.press("s")
    settle(page, 2)
    page.keyboard.press("n")
    expect(toast(page)).to_contain_text("Left alone")
    page.keyboard.press("z")
    expect(toast(page)).to_contain_text("Undone")


def find_somebody_half_remembered(page: Page) -> None:
    expect(heading(page)).to_be_focused()
    page.keyboard.press("j")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#palette .palette__list")).to_contain_text("Just did")
    page.keyboard.press("Escape")
    expect(heading(page)).to_be_focused()
    page.keyboard.press("Control+k")
    page.keyboard.type("tamarak")
    expect(page.locator("#palette-list a").first).to_contain_text("Tamarack")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#palette-list a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/*")


def let_two_rest_at_once_and_undo_it(page: Page) -> None:
    go(page, "b", "/book")
    page.keyboard.press("x")
    page.keyboard.press("Shift+J")
    expect(page.locator("[data-count]")).to_have_text("2")
    with page.expect_navigation():
        page.keyboard.press("s")
        page.keyboard.press("s")
    expect(toast(page)).to_contain_text("two deals")
    with page.expect_navigation():
        page.keyboard.press("z")
    expect(toast(page)).to_contain_text("Undone")


def log_from_the_page_of_a_deal(page: Page) -> None:
    go(page, "b", "/book")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deal/*")
    page.keyboard.press("l")
    expect(page.locator("#log")).to_be_focused()
    page.keyboard.type("1 wants loaners in November")
    page.keyboard.press("Enter")
    expect(page.locator(".timeline").first).to_contain_text("wants loaners in November")
    expect(page.get_by_role("heading", level=1)).to_be_focused()


def add_a_deal_and_see_the_debriefs(page: Page) -> None:
    go(page, "a", "/add")
    tab_to(page, page.locator("[name=who]"))
    page.keyboard.type("Quill River Health")
    page.keyboard.press("Enter")
    page.wait_for_url("**/deal/*")
    expect(page.get_by_role("heading", level=1)).to_have_text("Quill River Health")
    go(page, "d", "/debriefs")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_letter_moved_elsewhere_acts_there_and_nowhere_else_on_every_device(
    page: Page, chromium: Browser, sample_site: Site
) -> None:
    slip_in(page, sample_site)
    page.goto(f"{sample_site.address}/settings#keys-list")
    page.locator("[data-remaps] summary").click()
    page.locator("#remap-j").fill("y")
    expect(page.locator("[data-remap-said]")).to_contain_text("kept")
    page.locator("#remap-k").fill("y")
    expect(page.locator("[data-remap-said]")).to_contain_text("two things")
    page.goto(sample_site.address)
    first = in_front(page).inner_text()
    page.keyboard.press("j")
    expect(in_front(page)).to_have_text(first)
    page.keyboard.press("y")
    expect(in_front(page)).not_to_have_text(first)

    # Another device, and the letters are where they were put; switched off there, they are off here.
    state = page.context.storage_state()
    phone = chromium.new_context(storage_state={"cookies": state["cookies"], "origins": []}).new_page()
    phone.goto(f"{sample_site.address}/settings")
    expect(phone.locator("#remap-j")).to_have_value("Y")
    with phone.expect_response("**/settings/keys"):
        phone.locator("#keys-list [data-keys-toggle]").uncheck()
    phone.context.close()
    page.goto(sample_site.address)
    page.keyboard.press("y")
    expect(in_front(page)).to_have_text(first)


def test_the_practice_is_done_by_keys_and_never_comes_back_once_skipped(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    before = listed(page).all_inner_texts()
    page.get_by_role("link", name="Practise on three people").click()
    page.wait_for_load_state()
    for key, said in (("1", "Spoke"), ("s", ""), ("s", "Resting"), ("n", "Left alone")):
        page.keyboard.press(key)
        if said:
            expect(page.locator(".practice__said")).to_contain_text(said)
            page.wait_for_load_state()
    expect(page.get_by_role("heading", name="That’s everyone.")).to_be_visible()
    page.keyboard.press("z")
    expect(page.locator(".practice__said")).to_contain_text("Resting")
    page.get_by_role("button", name="Skip").click()
    expect(listed(page)).to_have_text(before)
    expect(page.locator("[data-done]")).to_have_text("0")
    expect(page.get_by_role("link", name="Practise on three people")).to_have_count(0)
