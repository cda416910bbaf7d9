"""A playbook as data: changed by key, compared, put together, and written as a folder again."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rekindle.playbook import (
    PlaybookError,
    compare,
    content_of,
    load_pack,
    put_at,
    put_together,
    seal,
    split_path,
    stem_of,
    write_files,
)

ANGLE = ("reasons", "budget", "angle")
KEYS = st.sampled_from(["a", "b", "c"])
TREES = st.recursive(st.integers(0, 3), lambda below: st.dictionaries(KEYS, below, max_size=3), max_leaves=8)
CONTENTS = st.dictionaries(KEYS, st.dictionaries(KEYS, TREES, max_size=3), max_size=3)


@pytest.mark.parametrize("pack", ["b2b", "medical", "job_search"])
def test_a_pack_written_as_a_folder_reads_as_what_it_was(pack: str, tmp_path: Path) -> None:
    before = load_pack(pack)
    folder = tmp_path / pack
    folder.mkdir()
    for name, text in write_files(content_of(before)).items():
        (folder / name).write_text(text, encoding="utf-8")

    assert compare(content_of(before), content_of(load_pack(folder))) == []


def test_words_with_every_kind_of_mark_survive_a_folder(tmp_path: Path) -> None:
    content = put_at(content_of(load_pack("b2b")), ANGLE, 'Say "so" \\ then \u007f\t\n“Ü” {now}')
    folder = tmp_path / "ours"
    folder.mkdir()
    for name, text in write_files(content).items():
        (folder / name).write_text(text, encoding="utf-8")

    assert load_pack(folder).reasons["budget"].angle == 'Say "so" \\ then \u007f\t\n“Ü” {now}'


def test_a_change_is_one_difference_at_its_key() -> None:
    before = content_of(load_pack("medical"))
    after = put_at(before, ANGLE, "Bring the sums.")

    (found,) = compare(before, after)
    assert (found.path, found.before, found.after) == (ANGLE, before["reasons"]["budget"]["angle"], "Bring the sums.")


def test_a_sealed_version_says_which_pack_it_is_of_and_what_number() -> None:
    content = put_at(content_of(load_pack("medical")), ANGLE, "Bring the sums.")
    first, again = seal(content, 3), seal(content_of(seal(content, 3)), 7)

    assert first.version.startswith("1.0.0/3+")
    assert again.version == first.version.replace("/3+", "/7+")
    assert (stem_of(first.version), stem_of("2026-10"), stem_of("1.0+3f2a")) == ("1.0.0", "2026-10", "1.0")


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("caps.gap_days", -3, "guards.toml: caps.gap_days: must be 1 or more, is -3"),
        ("reasons.budget.angle", " ", "reasons.toml: reasons.budget.angle: must not be empty"),
        ("reasons.budget", None, "reasons.toml: reasons.budget: is missing; every pack needs it"),
        ("sequences.his.steps", [{"play": "hello", "words": "x"}], "plays.toml: sequences.his.title: is missing"),
        ("verdicts.no.revisit", True, "reasons.toml: verdicts.no.revisit: must be false"),
    ],
)
def test_what_no_pack_can_hold_is_refused_with_file_and_key(key: str, value: object, said: str) -> None:
    with pytest.raises(PlaybookError) as refused:
        seal(put_at(content_of(load_pack("b2b")), split_path(key), value), 1)
    assert said in "\n".join(map(str, refused.value.problems))


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([{"play": "hello", "words": "x"}], "must have day or on, one of them"),
        ([{"play": "hello", "words": "x", "day": 1, "on": "promised"}], "must have day or on, one of them"),
        ([{"play": "hello", "words": "x", "day": day} for day in (9, 9)], "each step must come on a later day"),
    ],
)
def test_a_sequence_goes_forwards_and_each_step_has_one_time(steps: list[object], said: str) -> None:
    entry = {"title": "Ours", "reasons": ["price"], "steps": steps}
    with pytest.raises(PlaybookError, match=said):
        seal(put_at(content_of(load_pack("b2b")), ("sequences", "ours"), entry), 1)


def test_what_changed_in_the_pack_comes_in_and_what_we_changed_stays() -> None:
    base = {"caps": {"gap": 28, "year": 4}, "assets": {"old": 1}}
    theirs = {"caps": {"gap": 35, "year": 6}, "assets": {"new": 2}}
    ours = {"caps": {"gap": 28, "year": 5}, "assets": {"old": 1, "mine": 3}}

    together, clashes = put_together(base, theirs, ours)
    assert together == {"caps": {"gap": 35, "year": 5}, "assets": {"mine": 3, "new": 2}}
    assert clashes == [("caps", "year")]


@settings(max_examples=60, deadline=None)
@given(CONTENTS, CONTENTS)
def test_putting_in_every_difference_gives_the_other_content(
    before: dict[str, object], after: dict[str, object]
) -> None:
    changed = before
    for one in compare(before, after):
        changed = put_at(changed, one.path, one.after)
    assert compare(changed, after) == []
