"""What the browser loads: fonts as they were packed, raw values in one file, no rule nobody uses, small scripts."""

import hashlib
import re
from pathlib import Path

import pytest

import rekindle.web
from tests.web.test_drawing import PATHS
from tests.web.weighing import MOST, weigh

WEB = Path(rekindle.web.__file__).parent
STATIC = WEB / "static" / "rekindle"
SHEETS = sorted((STATIC / "css").glob("*.css"))
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(")


def classes_in(sheet: Path) -> set[str]:
    text = re.sub(r"/\*.*?\*/|url\([^)]*\)|'[^']*'", "", sheet.read_text(), flags=re.DOTALL)
    return {
        name for selector in re.findall(r"([^{}]+)\{", text) for name in re.findall(r"\.(-?[a-zA-Z_][\w-]*)", selector)
    }


def written_anywhere() -> str:
    sources = [*WEB.rglob("*.html"), *WEB.rglob("*.py"), *(STATIC / "js").glob("*.js")]
    return "\n".join(path.read_text() for path in sources)


def test_the_fonts_are_the_files_whose_sums_the_readme_gives() -> None:
    told = dict(re.findall(r"`([\w.-]+\.woff2)` \| `([0-9a-f]{64})`", (STATIC / "fonts" / "README.md").read_text()))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (STATIC / "fonts").glob("*.woff2")}
    assert found == told


def test_each_font_family_comes_with_its_licence() -> None:
    for family in ("inter", "newsreader"):
        licence = (STATIC / "fonts" / f"{family}-OFL.txt").read_text()
        assert "SIL Open Font License, Version 1.1" in licence


@pytest.mark.parametrize("sheet", [one for one in SHEETS if one.name != "tokens.css"], ids=lambda one: one.name)
def test_only_the_tokens_hold_raw_colours(sheet: Path) -> None:
    text = re.sub(r"/\*.*?\*/|url\(#[\w-]+\)", "", sheet.read_text(), flags=re.DOTALL)
    assert COLOUR.findall(text) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda one: one.name)
def test_every_rule_has_somebody_who_uses_it(sheet: Path) -> None:
    used = written_anywhere()
    unused = {name for name in classes_in(sheet) if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", used)}
    assert unused == set()


def test_every_class_in_a_template_has_a_rule() -> None:
    ruled = set().union(*map(classes_in, SHEETS))
    named: set[str] = set()
    for path in WEB.rglob("*.html"):
        text = re.sub(r"\{%.*?%\}", " ", path.read_text())
        text = re.sub(r"\{\{.*?\}\}", "", text)
        named |= {name for value in re.findall(r'class="([^"]*)"', text) for name in value.split()}
    assert named - ruled - {"mark-ring"} == set()


def test_every_icon_that_is_named_is_in_the_sprite() -> None:
    drawn = set(re.findall(r'<symbol id="i-([\w-]+)"', (STATIC / "sprite.svg").read_text()))
    named = {name for path in WEB.rglob("*.html") for name in re.findall(r'\{% icon "([\w-]+)"', path.read_text())}
    named |= set(
        re.findall(r'"i-([\w-]+)"', "\n".join(path.read_text() for path in (WEB.parent / "desk").rglob("*.py")))
    )
    assert named - drawn == set()


def test_scripts_stay_small() -> None:
    sizes = {path.name: path.stat().st_size for path in (STATIC / "js").glob("*.js")}
    assert max(sizes.values()) < 10_000


def test_no_page_is_heavier_than_it_may_be() -> None:
    weights = {path: weigh(path) for path in PATHS}
    assert [(path, one) for path, one in weights.items() if any(one[kind] > most for kind, most in MOST.items())] == []


def test_nothing_is_asked_of_another_site() -> None:
    for path in [*STATIC.rglob("*.css"), *STATIC.rglob("*.js"), *WEB.rglob("*.html")]:
        assert re.findall(r"(?:src|href|url|import|fetch)\W{1,3}https?://", path.read_text()) == []
