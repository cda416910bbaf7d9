"""Whole stories in Chromium: a coach gets a review ready; somebody breaking in is told to ask again in spring."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from rekindle.desk.enter import actor_for_user
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.today import show_today
from tests.support.browser import watch
from tests.web.conftest import Site
from tests.web.test_morning import come_in, slip_in

pytestmark = pytest.mark.browser


def test_a_coach_gets_a_review_ready_and_hands_something_out(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    come_in(page, sample_site)
    page.get_by_role("link", name="Coach").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("worth having this week")
    talk = page.locator("article.talk").filter(has=page.get_by_role("link", name="Read it together")).first
    who = talk.locator("header b").inner_text()
    talk.get_by_role("button", name="Add to the next 1:1").click()
    expect(page.locator("#kept")).to_contain_text(who)

    page.locator("#kept").get_by_role("link", name="Read it together").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("what we know")
    expect(page.locator("main")).to_contain_text("Nobody is to blame for a no.")
    page.get_by_role("textbox").fill("Meet the budget holder before the demo.")
    page.get_by_role("button", name="Keep it").click()
    expect(page.locator("blockquote", has_text="Meet the budget holder")).to_be_visible()
    # On paper: no way around the page, no form, and lines to write on by hand.
    page.emulate_media(media="print")
    for hidden in (".nav", "form.read__write", ".page__tools"):
        expect(page.locator(hidden).first).to_be_hidden()
    expect(page.locator(".read__lines")).to_be_visible()
    page.emulate_media(media="screen")

    page.goto(f"{sample_site.address}/coach")
    hand = page.locator("form.hand__form")
    for field in hand.locator("select").all():
        field.select_option(index=1)
    given = hand.locator("select").first.locator("option:checked").inner_text()
    hand.get_by_role("button", name="Hand it over").click()
    expect(page.get_by_text("Waiting to be taken:")).to_contain_text(f"for {given.split()[0]}")
    assert complaints == []


def test_ask_again_in_spring_rests_until_spring_and_then_stands_on_today(page: Page, sample_site: Site) -> None:
    complaints = watch(page)
    slip_in(page, sample_site)
    page.goto(f"{sample_site.address}/import")
    page.get_by_role("button", name="Open your own book").click()
    expect(page).to_have_url(f"{sample_site.address}/import")
    expect(page.get_by_label("Sample book")).to_have_count(0)
    page.goto(sample_site.address)
    page.get_by_role("button", name="Make this my job search").click()
    expect(page.locator(".nav")).to_contain_text("My outreach")

    page.goto(f"{sample_site.address}/add")
    page.get_by_label("Company").fill("Ostrava Spine")
    page.get_by_label("Who you know there").fill("Carla Jensen")
    page.get_by_label("What they said, if anything").fill("No opening at this time.")
    page.get_by_text("More, if you have it").click()
    page.get_by_label("Their title").fill("Hiring manager")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ostrava Spine")
    expect(page.locator(".deal__line")).to_contain_text("“Not at this time”")

    spring = datetime.now(UTC).date() + timedelta(days=120)
    allowed = page.locator("#do-permission")
    allowed.locator("summary").click()
    allowed.get_by_label("What they said").select_option("granted")
    allowed.get_by_label("They named a day to come back").fill(spring.isoformat())
    allowed.get_by_label("Their words").fill("Ask again in spring.")
    allowed.get_by_role("button", name="Keep it").click()
    expect(page.locator("#window-h")).to_contain_text("Ask again in spring.")
    expect(page.locator(".crumbs")).to_contain_text("Resting")
    page.goto(sample_site.address)
    expect(page.locator("[data-touch]")).to_have_count(0)
    assert complaints == []

    user_id = get_user_model()._default_manager.get().pk
    # The first days may be holidays or days off there; then it is the next one.
    found: list[tuple[str, str]] = []
    for later in range(5):
        if found:
            break
        actor = actor_for_user(user_id, "book", datetime.combine(spring + timedelta(days=later), time(15), UTC))
        plan_workspace(actor.workspace_id, actor.at)
        found = [(group.group, card.person) for group in show_today(actor).groups for card in group.cards]
    assert found == [("promised", "Carla Jensen")]
