"""A file comes in without a pointer: chosen, looked at, a column mended, watched, and taken back."""

import threading
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from rekindle.desk.bring_in import background, chunks
from tests.support.browser import violations, watch
from tests.web.conftest import Site
from tests.web.test_by_keyboard import go, tab_to
from tests.web.test_morning import come_in

pytestmark = pytest.mark.browser

ROWS = 30
# A look at a file plans the morning after it.
LONG = 60_000


def write_export(folder: Path) -> Path:
    """Write a small export of lost deals with a column that no system has."""
    lines = ["Account Name,Opportunity Name,Stage,Close Date,Amount,Loss Reason,Part of the land"]
    lines += [
        f"Quill River {n},Scopes {n},Closed Lost,2026-01-{n % 28 + 1:02d},{n}000,Price,North" for n in range(ROWS)
    ]
    path = folder / "lost.csv"
    path.write_text("\n".join(lines))
    return path


def choose_a_file(page: Page, path: Path) -> None:
    """Choose the file by keys, and have it read."""
    # Listening begins before the way there: asked for in the moment of the key, it may come after it.
    with page.expect_file_chooser() as chooser:
        tab_to(page, page.locator("input[type=file]"))
        page.keyboard.press("Space")
    chooser.value.set_files(path)
    tab_to(page, page.get_by_role("button", name="Read it"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Does this look right?")).to_be_visible(timeout=LONG)


def mend_a_column(page: Page) -> None:
    """Say what the column that no system has means, and look again."""
    becomes = page.get_by_label("Part of the land")
    tab_to(page, becomes)
    page.keyboard.type("the region")
    expect(becomes).to_have_value("account.region")
    tab_to(page, page.get_by_role("button", name="Look again with these"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("Part of the land")).to_have_value("account.region", timeout=LONG)


def test_a_file_is_brought_in_watched_and_taken_back_by_keys_alone(
    page: Page, sample_site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, store_file = threading.Event(), background.store_file

    def hold(*said: Any) -> object:
        """Wait behind the first ten rows, as a long file does."""
        return store_file(*said[:4], lambda done, total: gate.wait(60))

    monkeypatch.setattr(background, "AT_ONCE", 0)
    monkeypatch.setattr(background, "store_file", hold)
    monkeypatch.setattr(chunks, "CHUNK", 10)
    complaints = watch(page)
    come_in(page, sample_site)
    go(page, "i", "/import")
    expect(page.get_by_label("Sample book")).to_contain_text("beside made-up deals")

    choose_a_file(page, write_export(tmp_path))
    mend_a_column(page)
    tab_to(page, page.get_by_role("button", name="Bring them in"))
    page.keyboard.press("Enter")

    # It goes on by itself, and says how far it is after the page was loaded again.
    page.wait_for_url("**/import/file/*", timeout=LONG)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "10", timeout=LONG)
    page.reload()
    expect(page.get_by_text(f"lost.csv: 10 of {ROWS} rows.")).to_be_visible()
    assert violations(page) == []
    gate.set()
    expect(page.get_by_role("heading", name="They are in.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text(f"{ROWS} created, 0 updated, 0 skipped, 0 rejected.")).to_be_visible()

    # Taken back, with one key.
    tab_to(page, page.get_by_role("button", name="Take it back"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Taken back.")).to_be_visible(timeout=LONG)
    expect(page.get_by_text("Nothing of it is left")).to_be_visible()
    assert complaints == []
