"""Keys and small scripts on drawn pages."""

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.web.card_maker import deal_id

pytestmark = pytest.mark.browser

KEEP = """([member, path]) => {
  const words = {line: '1 wants loaners'};
  sessionStorage.setItem('kept', JSON.stringify({member, path, words}));
}"""


def in_front(page: Page) -> Locator:
    return page.locator("article.focus:not([hidden]) h2")


def test_j_and_k_walk_through_the_people_and_stop_at_the_ends(page: Page, drawn_site: str) -> None:
    page.goto(drawn_site)
    page.keyboard.press("j")
    expect(in_front(page)).to_have_text("Dr. Amit Rao")
    page.keyboard.press("ArrowDown")
    expect(in_front(page)).to_have_text("Claire Dubois")
    for _ in range(12):
        page.keyboard.press("k")
    expect(in_front(page)).to_have_text("Dr. Lena Whitfield")
    expect(page).to_have_url(f"{drawn_site}/?deal={deal_id(1)}")


def test_s_opens_the_dates_and_escape_closes_them(page: Page, drawn_site: str) -> None:
    page.goto(drawn_site)
    page.keyboard.press("s")
    first = page.locator("article:not([hidden]) [data-first]")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("article:not([hidden]) [data-rest] button").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()


def test_letters_typed_into_a_field_act_on_nothing(page: Page, drawn_site: str) -> None:
    page.goto(f"{drawn_site}/?toast=spoke")
    page.keyboard.press("m")
    field = page.locator("#toast-note")
    expect(field).to_be_focused()
    page.keyboard.type("jknz1 wants loaners")
    expect(field).to_have_value("jknz1 wants loaners")
    expect(in_front(page)).to_have_text("Dr. Lena Whitfield")


def test_the_list_of_keys_opens_and_letters_can_be_switched_off(page: Page, drawn_site: str) -> None:
    page.goto(drawn_site)
    page.keyboard.press("?")
    page.locator("#keys [data-keys-toggle]").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(in_front(page)).to_have_text("Dr. Lena Whitfield")


def test_a_chosen_theme_is_remembered(chromium: Browser, drawn_site: str) -> None:
    context = chromium.new_context(color_scheme="light", viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(drawn_site)
    page.get_by_role("button", name="Switch between light and dark").click()
    page.goto(f"{drawn_site}/book")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    context.close()


def test_l_goes_to_the_deal_and_there_to_its_line(page: Page, drawn_site: str) -> None:
    page.goto(drawn_site)
    page.keyboard.press("l")
    page.wait_for_url(f"**/deal/{deal_id(1)}#log")
    expect(page.locator("#log")).to_be_focused()
    page.goto(f"{drawn_site}/deal/{deal_id(1)}")
    page.keyboard.press("l")
    expect(page.locator("#log")).to_be_focused()


def test_a_link_into_the_deal_opens_what_it_points_at(page: Page, drawn_site: str) -> None:
    page.goto(f"{drawn_site}/deal/{deal_id(1)}#do-inbound")
    expect(page.locator("#do-inbound form")).to_be_visible()


def test_typed_words_come_back_after_the_session_ran_out(page: Page, drawn_site: str) -> None:
    page.goto(f"{drawn_site}/deal/{deal_id(1)}")
    page.evaluate(
        KEEP,
        [str(deal_id(900)), f"/deal/{deal_id(1)}/line"],
    )
    page.reload()
    expect(page.locator("#log")).to_have_value("1 wants loaners")


def test_words_of_somebody_else_do_not_come_back(page: Page, drawn_site: str) -> None:
    page.goto(f"{drawn_site}/deal/{deal_id(1)}")
    page.evaluate(
        KEEP,
        [str(deal_id(901)), f"/deal/{deal_id(1)}/line"],
    )
    page.reload()
    expect(page.locator("#log")).to_have_value("")
