"""A user's own pack in the data folder: laid over a shipped one, in place of it, or changed while we run."""

from pathlib import Path

import pytest

from rekindle.playbook import PlaybookError, choose_words, load_pack, load_packs
from rekindle.terms.advice import Play
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel

HEAD = 'title = "Ours"\nversion = "1.0"\nabout = "Our own ways."\nextends = "medical"\n'

PAGE = """
[assets.page]
title = "Our page"
summary = "One page"
kind = "one_pager"
reasons = ["price"]
roles = ["*"]
"""


def write(data: Path, name: str, **files: str) -> None:
    folder = data / "packs" / name
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        (folder / f"{file}.toml").write_text(text, encoding="utf-8")


def test_a_pack_of_ones_own_changes_what_it_names_and_keeps_the_rest(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD, guards="[caps]\ngap_days = 70", reasons='[reasons.budget]\nlabel = "No money"')

    ours, medical = load_pack("ours", tmp_path), load_pack("medical")

    assert (ours.name, ours.title, ours.caps.gap_days) == ("ours", "Ours", 70)
    assert ours.caps.per_year == medical.caps.per_year
    assert ours.reasons[Reason.BUDGET].label == "No money"
    assert ours.reasons[Reason.BUDGET].phrase == medical.reasons[Reason.BUDGET].phrase
    assert ours.assets == medical.assets


def test_a_pack_of_ones_own_takes_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    write(tmp_path, "medical", pack=HEAD, words='[words.hello.message."*"]\nparagraphs = ["{greeting}, well done."]')

    packs = load_packs(tmp_path)

    assert list(packs) == ["b2b", "job_search", "medical"]
    assert packs["medical"].title == "Ours"
    words = choose_words(packs["medical"], Play.HELLO, Channel.MESSAGE, None)
    assert words.paragraphs == ("{greeting}, well done.",)
    assert load_pack("medical").title == "Medical"


def test_a_replaced_section_is_not_handed_on(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD + 'replaces = ["assets"]\n', assets=PAGE)

    assert list(load_pack("ours", tmp_path).assets) == ["page"]


def test_a_section_that_is_not_replaced_grows(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD, assets=PAGE)

    assert set(load_pack("ours", tmp_path).assets) == {*load_pack("medical").assets, "page"}


def test_fewer_channels_for_a_play_need_fewer_words(tmp_path: Path) -> None:
    plays = "[plays.closing_note]\nchannels = { mail = 2 }"
    write(tmp_path, "ours", pack=HEAD, plays=plays)

    with pytest.raises(PlaybookError) as caught:
        load_pack("ours", tmp_path)

    assert [problem.key for problem in caught.value.problems] == [
        "words.closing_note.linkedin",
        "words.closing_note.message",
    ]


def test_a_changed_file_is_read_again_and_changes_the_version(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD, guards="[caps]\ngap_days = 30")
    before = load_pack("ours", tmp_path)

    write(tmp_path, "ours", guards="[caps]\ngap_days = 100")
    after = load_pack("ours", tmp_path)

    assert (before.caps.gap_days, after.caps.gap_days) == (30, 100)
    assert before.version != after.version
    assert {version.split("+")[0] for version in (before.version, after.version)} == {"1.0"}


def test_an_unchanged_pack_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD)

    assert load_pack("ours", tmp_path) is load_pack("ours", tmp_path)
    assert load_pack("medical") is load_pack("medical")


def test_a_pack_can_be_loaded_by_its_path(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD)

    assert load_pack(tmp_path / "packs" / "ours").title == "Ours"


def test_other_things_in_the_data_folder_do_not_matter(tmp_path: Path) -> None:
    (tmp_path / "packs" / "notes").mkdir(parents=True)
    (tmp_path / "packs" / "notes" / "read me.txt").write_text("not a pack")

    assert list(load_packs(tmp_path)) == ["b2b", "job_search", "medical"]
    assert list(load_packs(tmp_path / "nowhere")) == ["b2b", "job_search", "medical"]


def test_a_broken_pack_of_ones_own_is_named(tmp_path: Path) -> None:
    write(tmp_path, "ours", pack=HEAD, guards="[caps]\ngap_days = -3")

    with pytest.raises(PlaybookError) as caught:
        load_packs(tmp_path)

    assert (caught.value.pack, str(caught.value)) == (
        "ours",
        "ours/guards.toml: caps.gap_days: must be 1 or more, is -3",
    )
