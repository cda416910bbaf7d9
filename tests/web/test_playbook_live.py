"""Words are looked at while they are typed; without a script a button does the same."""

import pytest
from playwright.sync_api import Browser, expect

from tests.web.conftest import Site

pytestmark = pytest.mark.browser
WORDS = "/playbook/entry/words?key=promised.mail.budget"


@pytest.mark.parametrize("scripts", [True, False], ids=["typed", "without a script"])
def test_a_phrase_that_hurts_is_said_before_anything_is_kept(
    chromium: Browser, sample_site: Site, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(sample_site.link)
    page.get_by_role("button", name="Open my desk").click()
    page.goto(sample_site.address + WORDS)
    page.get_by_label("Words, one paragraph a line").fill("{greeting}, just checking in. {asset_title}.")
    if not scripts:
        page.get_by_role("button", name="Look at it first").press("Enter")
    expect(page.locator("#tried .remarks")).to_contain_text("you want something and have nothing to bring")
    expect(page.get_by_label("Words, one paragraph a line")).to_have_value(
        "{greeting}, just checking in. {asset_title}."
    )
    context.close()
