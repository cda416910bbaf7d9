"""A morning worked through in Chromium, on the sample book, with keys, with clicks and with a broken line."""

import re

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.support.browser import WINDOWS, look_through, overflow, violations, watch
from tests.web.conftest import Site

pytestmark = pytest.mark.browser


def slip_in(page: Page, site: Site) -> None:
    """Use the one-time link without a look at its page or at Today."""
    asked = page.context.request
    fields = dict(re.findall(r'name="([^"]+)" value="([^"]*)"', asked.get(site.link).text()))
    asked.post(site.link, form=fields, headers={"Referer": site.link}, max_redirects=0)


def come_in(page: Page, site: Site) -> None:
    """Stand on Today; the page of the link is for those who sign in."""
    slip_in(page, site)
    page.goto(f"{site.address}/")


def people(page: Page) -> list[str]:
    """Read who is in the list."""
    return listed(page).all_inner_texts()


def listed(page: Page) -> Locator:
    return page.locator("[data-touch]:visible .touch__who")


def in_front(page: Page) -> Locator:
    return page.locator("article.focus:not([hidden]) h2")


def settle(page: Page, count: int) -> None:
    """Wait until the desk has answered and the page says that so many are done."""
    expect(page.locator("[data-done]")).to_have_text(str(count))


def test_what_was_pressed_before_the_page_was_left_is_done_all_the_same(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    for press in "111":
        page.keyboard.press(press)
    page.goto(f"{sample_site.address}/settings")

    def done() -> str:
        page.goto(f"{sample_site.address}/")
        return page.locator("[data-done]").inner_text()

    assert any(done() == "3" for _ in range(60))


def test_everybody_is_looked_after_with_keys_and_all_of_it_undone(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    come_in(page, sample_site)
    before = people(page)
    assert len(before) >= 5
    for count in range(1, len(before) + 1):
        page.keyboard.press("1")
        settle(page, count)
    expect(listed(page)).to_have_text([])
    expect(page.get_by_role("heading", name="That’s everyone.")).to_be_visible()
    for count in range(len(before) - 1, -1, -1):
        page.keyboard.press("z")
        if count:
            settle(page, count)
    expect(page.locator("[data-touch]:visible")).to_have_count(len(before))
    expect(listed(page)).to_have_text(before)
    page.reload()
    expect(listed(page)).to_have_text(before)
    assert complaints == []


def test_presses_in_a_hurry_are_all_kept(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    before = people(page)
    page.keyboard.type("111")
    settle(page, 3)
    expect(listed(page)).to_have_text(before[3:])
    page.keyboard.type("zz")
    settle(page, 1)
    page.reload()
    settle(page, 1)


def test_a_note_follows_the_last_thing_and_is_on_the_deal(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    deal = page.locator("article.focus:not([hidden])").get_attribute("data-card")
    # Typed before the desk has answered, it is a note all the same: its letters are no keys for whoever is in front.
    page.keyboard.type("1mWants two loaners in November")
    page.keyboard.press("Enter")
    expect(page.locator(".toast")).to_contain_text("Noted")
    page.goto(f"{sample_site.address}/deal/{deal}")
    expect(page.locator(".timeline").first).to_contain_text("Wants two loaners in November")


def test_s_twice_lets_somebody_rest_and_n_leaves_somebody_alone(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    first, second = people(page)[:2]
    page.keyboard.press("s")
    page.keyboard.press("s")
    settle(page, 1)
    expect(page.locator(".toast")).to_contain_text("Resting until")
    expect(listed(page).filter(has_text=first)).to_have_count(0)
    name = in_front(page).inner_text()
    page.keyboard.press("n")
    expect(page.locator(".toast")).to_contain_text("Left alone")
    expect(page.locator(".toast")).to_contain_text(name)
    expect(listed(page).filter(has_text=second)).to_have_count(0)
    page.keyboard.press("z")
    expect(page.locator(".toast")).to_contain_text("Undone")
    expect(listed(page).filter(has_text=second)).to_have_count(1)
    expect(in_front(page)).to_have_text(name)


def test_a_line_that_breaks_says_not_saved_and_brings_them_back(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    before, first = people(page), in_front(page).inner_text()
    page.context.set_offline(True)
    page.keyboard.press("1")
    expect(page.locator(".toast--refusal")).to_contain_text("Not saved")
    expect(listed(page)).to_have_text(before)
    expect(in_front(page)).to_have_text(first)
    page.context.set_offline(False)
    page.keyboard.press("1")
    settle(page, 1)


def test_an_answer_that_got_lost_is_not_done_twice(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    deal = page.locator("article.focus:not([hidden])").get_attribute("data-card")
    sample_site.line.loses_answers = True
    page.keyboard.press("1")
    expect(page.locator(".toast--refusal")).to_contain_text("Not saved")
    sample_site.line.loses_answers = False
    page.keyboard.press("1")
    settle(page, 1)
    page.goto(f"{sample_site.address}/deal/{deal}")
    today = page.locator(".timeline .event", has_text="Spoke").all_inner_texts()
    page.goto(sample_site.address)
    page.keyboard.press("z")
    expect(page.locator("[data-done]")).to_have_text("0")
    page.goto(f"{sample_site.address}/deal/{deal}")
    assert len(page.locator(".timeline .event", has_text="Spoke").all_inner_texts()) == len(today) - 1


def test_a_session_that_ran_out_loses_no_word(page: Page, sample_site: Site) -> None:
    come_in(page, sample_site)
    context: BrowserContext = page.context
    page.locator("article.focus:not([hidden]) [data-deal]").click()
    page.wait_for_url("**/deal/*")
    where = page.url
    page.locator("#log").fill("1 wants loaners in November")
    cookies = context.cookies()
    context.clear_cookies(name="sessionid")
    page.locator("#log").press("Enter")
    page.wait_for_url("**/sign-in?next=*")
    context.add_cookies([cookie for cookie in cookies if cookie["name"] == "sessionid"])  # type: ignore[misc]
    page.goto(where)
    expect(page.locator("#log")).to_have_value("1 wants loaners in November")
    page.locator("#log").press("Enter")
    expect(page.locator(".timeline").first).to_contain_text("wants loaners in November")
    expect(page.locator("#log")).to_have_value("")


def test_without_a_script_a_person_is_logged_by_a_form(chromium: object, sample_site: Site, page: Page) -> None:
    plain = page.context.browser
    assert plain is not None
    context = plain.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    bare = context.new_page()
    bare.goto(sample_site.link)
    bare.get_by_role("button", name="Open my desk").click()
    before = bare.locator("[data-touch]").count()
    bare.locator("article.focus:not([hidden]) [data-key='1']").click()
    expect(bare.locator("[data-touch]")).to_have_count(before - 1)
    expect(bare.locator(".toast")).to_be_visible()
    bare.get_by_role("button", name="Undo", exact=False).last.click()
    expect(bare.locator("[data-touch]")).to_have_count(before)
    context.close()


def test_the_sample_reads_well_in_every_window(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    page.emulate_media(reduced_motion="reduce")
    slip_in(page, sample_site)
    page.goto(sample_site.address)
    deal = page.locator("article.focus:not([hidden])").get_attribute("data-card")
    wide, phone = WINDOWS
    faults, too_wide = [], []
    # Every page in every window stands in test_looks.
    for path, windows in {
        "/": (wide, phone),
        f"/deal/{deal}": (wide, phone),
        **dict.fromkeys(("/book", "/add", "/judgement"), (wide,)),
        **dict.fromkeys(("/book?page=2", "/import", "/settings"), (phone,)),
    }.items():
        page.goto(sample_site.address + path)
        for window in windows:
            look_through(page, window)
            faults += [(path, window, fault) for fault in violations(page)]
            if overflow(page) > 0:
                too_wide.append((path, window))
    assert faults == []
    assert too_wide == []
    assert complaints == []
