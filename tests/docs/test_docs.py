"""Documentation fails when it is not true."""

import re
from pathlib import Path

import pytest

from rekindle.intake.columns.dictionary import profiles
from tools.reference import CALLED, FOLDER, write_pages

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]


def test_the_generated_pages_are_what_the_code_says() -> None:
    assert {name: (FOLDER / name).read_text() for name in write_pages()} == write_pages(), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text())

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_in_the_list_and_says_what_enforces_it() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text()
    pages = list(folder.glob("0*.md"))

    assert [page.name for page in pages if f"({page.name})" not in listed] == []
    assert [page.name for page in pages if "**Enforced by**" not in page.read_text()] == []


def test_every_make_target_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", " ".join(page.read_text() for page in PAGES)))

    assert named - targets - {"it", "a", "one", "stand", "sure", "them"} == set()


def test_every_room_has_its_paragraph_and_its_row() -> None:
    rooms = [path.parent for path in (ROOT / "src" / "rekindle").glob("*/__init__.py")]
    page = (ROOT / "docs" / "rooms.md").read_text()

    for room in rooms:
        assert len((room / "__init__.py").read_text().split('"""')[1]) > 80, room.name
        assert f"`{room.name}`" in page or room.name in {"start"}, room.name


def test_every_system_that_is_known_stands_in_the_guide_and_on_the_page_of_its_columns() -> None:
    guide = (ROOT / "docs" / "guide" / "bring-them-in.md").read_text()
    systems = {profile.system for profile in profiles()} - {"plain"}
    names = {name for system in systems for name in CALLED[system].split(", ")}

    assert systems == set(CALLED)
    assert [name for name in sorted(names) if name.casefold().removesuffix("s") not in guide.casefold()] == []
    assert "(../reference/systems.md)" in guide
