"""The lost book worked with keys in Chromium, and without a script."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import overflow, violations, watch
from tests.web.conftest import Site
from tests.web.test_morning import slip_in

pytestmark = pytest.mark.browser


def test_some_are_ticked_with_keys_rest_together_and_come_back_by_one_undo(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    slip_in(page, sample_site)
    page.goto(f"{sample_site.address}/book")
    expect(page.get_by_role("region", name="Lost deals by where they stand")).to_be_visible()
    page.get_by_role("link", name="Table").click()
    expect(page.locator(".bulk")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("x")
    page.keyboard.press("Shift+J")
    expect(page.locator("[data-count]")).to_have_text("2")
    page.keyboard.press("s")
    page.get_by_role("button", name="In a month").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile(r"Resting until .*: two deals"))
    page.keyboard.press("z")
    expect(page.get_by_role("status")).to_contain_text("Undone: Resting until")
    expect(page).to_have_url(re.compile("view=table"))
    assert complaints == []


def test_a_look_at_the_book_is_narrowed_kept_and_opened_again(page: Page, sample_site: Site) -> None:
    slip_in(page, sample_site)
    page.goto(f"{sample_site.address}/book?view=table")
    page.get_by_role("navigation", name="Where they stand").get_by_role("link", name="Left alone").click()
    expect(page.locator(".c-state .chip").first).to_have_text("Left alone")
    page.locator("summary", has_text="More").click()
    page.get_by_label("In which order").select_option("amount")
    page.get_by_label("Owner", exact=True).uncheck()
    page.get_by_role("button", name="Show it so").click()
    expect(page.locator(".c-owner")).to_have_count(0)
    rows = page.locator(".table--book tbody th").all_inner_texts()
    page.locator("summary", has_text="Views").click()
    page.get_by_label("Keep this look as").fill("The largest we leave alone")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("Kept as")
    page.goto(f"{sample_site.address}/book")
    page.locator("summary", has_text="Views").click()
    page.get_by_role("link", name="The largest we leave alone").click()
    expect(page.locator(".table--book tbody th")).to_have_text(rows)
    assert violations(page) == []


def test_pages_follow_each_other_and_nobody_comes_twice(page: Page, sample_site: Site) -> None:
    slip_in(page, sample_site)
    page.goto(f"{sample_site.address}/book?view=table&sort=account")
    first = set(page.locator("[name=deal]").evaluate_all("boxes => boxes.map((box) => box.value)"))
    page.get_by_role("link", name="The next ones").click()
    page.wait_for_url("**after=*")
    second = set(page.locator("[name=deal]").evaluate_all("boxes => boxes.map((box) => box.value)"))
    assert (len(first), len(second), first & second) == (50, 50, set())


def test_without_a_script_the_bar_is_there_and_works(chromium: Browser, sample_site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(sample_site.link)
    page.get_by_role("button", name="Open my desk").click()
    page.goto(f"{sample_site.address}/book?view=table")
    assert overflow(page) == 0
    page.get_by_role("button", name="Leave alone").click()
    expect(page.get_by_role("status")).to_contain_text("Not done: Tick one or more deals first.")
    page.locator("[name=deal]").first.check()
    page.get_by_role("button", name="Leave alone").click()
    expect(page.get_by_role("status")).to_contain_text("Left alone:")
    context.close()
