"""Stories of the debrief in Chromium: a rep and a buyer differ, a buyer says no alone, a link that is not open."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.browser import violations, watch
from tests.web.conftest import Site
from tests.web.test_morning import slip_in

pytestmark = pytest.mark.browser


def open_first(page: Page, site: Site) -> str:
    """Come in and open the newest loss nobody talked about; returns its path."""
    slip_in(page, site)
    page.goto(f"{site.address}/debriefs?all=1")
    page.locator(".untold__row").first.click()
    page.wait_for_url("**/debrief/*")
    return page.url.removeprefix(site.address)


def make_link(page: Page, site: Site) -> str:
    """Make a link to the buyer's form of the newest loss; returns its address."""
    open_first(page, site)
    page.get_by_role("link", name="Send the form instead").click()
    page.get_by_role("button", name="Make the link").click()
    return page.get_by_label(re.compile("The link for")).input_value()


def test_a_rep_writes_their_own_view_then_listens_and_sees_the_gap(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    path = open_first(page, sample_site)
    page.goto(f"{sample_site.address}{path}/mine")
    page.get_by_label("Price").check()
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("status")).to_contain_text("Your own view is kept")

    page.get_by_label("Yes, in about a year").check()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", name=re.compile("key decision factors"))).to_be_visible()
    page.keyboard.press("6")
    page.keyboard.press("1")
    expect(page.locator(".factor", has_text="Training and rollout").locator(".factor__n")).to_have_text("1")
    expect(page.locator(".factor", has_text="Price").locator(".factor__n")).to_have_text("2")
    page.get_by_label("Their words").fill("Week one worried us.")
    page.reload()
    expect(page.get_by_label("Their words")).to_have_value("Week one worried us.")
    for _ in range(5):
        page.keyboard.press("Control+Enter")

    expect(page.get_by_role("status")).to_contain_text("Debriefed:")
    expect(page.get_by_role("heading", name=re.compile("see it differently"))).to_be_visible()
    expect(page.locator(".differ__gap")).to_have_text("Gap 1")
    assert violations(page) == []
    page.keyboard.press("z")
    expect(page.get_by_role("status")).to_contain_text("Undone: Debriefed")
    assert complaints == []


def test_a_buyer_answers_without_a_script_and_their_no_binds_everybody(
    page: Page, chromium: Browser, sample_site: Site
) -> None:
    link = make_link(page, sample_site)
    context = chromium.new_context(java_script_enabled=False)
    buyer = context.new_page()
    buyer.goto(link)
    expect(buyer.locator("input:checked")).to_have_count(0)
    buyer.get_by_label("Price").check()
    buyer.get_by_role("link", name="Continue").click()
    expect(buyer.get_by_role("heading", name="Was there anything we could have done better?")).to_be_visible()
    buyer.get_by_role("link", name="Skip").click()
    buyer.get_by_role("link", name="Continue").click()
    buyer.get_by_label("No, please don’t").check()
    buyer.get_by_role("button", name="Send my answers").click()
    expect(buyer.get_by_role("heading", name="Thank you.")).to_be_visible()
    assert context.cookies() == []
    context.close()

    page.reload()
    expect(page.get_by_role("heading", name="Four questions they can answer alone.")).to_be_visible()
    page.get_by_role("navigation", name="Where you are").get_by_role("link").nth(1).click()
    now = datetime.now(UTC)
    # Wherever the book is kept, its today is one of these.
    days = "|".join(f"{day.day} {day:%B}" for day in (now - timedelta(days=1), now, now + timedelta(days=1)))
    expect(page.get_by_text(re.compile(f"They said no on ({days})[ .]"))).to_be_visible()


def test_who_is_signed_in_may_look_and_not_answer(page: Page, sample_site: Site) -> None:
    page.goto(make_link(page, sample_site) + "#q4")
    expect(page.get_by_text("You are looking at it from inside.")).to_be_visible()
    expect(page.get_by_role("button", name="Send my answers")).to_have_count(0)


def test_a_wrong_an_old_and_a_closed_link_get_the_same_answer(page: Page, chromium: Browser, sample_site: Site) -> None:
    link = make_link(page, sample_site)
    page.get_by_role("button", name="Close it").click()
    expect(page.get_by_role("status")).to_contain_text("The form is closed")
    context = chromium.new_context()
    answers = [context.request.get(address) for address in (link, link[:-1], f"{sample_site.address}/f/nonsense")]
    assert {answer.status for answer in answers} == {404}
    assert len({answer.text() for answer in answers}) == 1
    posted = context.request.post(link, form={"may_return": "no", "key": "a"})
    assert (posted.status, posted.text()) == (404, answers[0].text())
    assert answers[0].headers["referrer-policy"] == "no-referrer"
    context.close()
