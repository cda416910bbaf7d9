"""A pack that cannot be used says in which file, at which key, and what is allowed there."""

from pathlib import Path

import pytest

from rekindle.playbook import PlaybookError, load_pack
from tests.playbook.broken_cases import CASES

HEAD = 'title = "Mine"\nversion = "1"\nabout = "For a test."\nextends = "b2b"\n'


def write_pack(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(parents=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def complaint_about(folder: Path) -> str:
    with pytest.raises(PlaybookError) as caught:
        load_pack(folder)
    return str(caught.value)


@pytest.mark.parametrize(("file", "text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_broken_pack_names_file_and_key_and_what_is_allowed(
    tmp_path: Path, file: str, text: str, expected: str
) -> None:
    folder = write_pack(tmp_path / "mine", {"pack.toml": HEAD, file: text})

    assert complaint_about(folder) == f"mine/{expected}"


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    broken = {"guards.toml": "[caps]\ngap_days = 0\nper_year = 0", "reasons.toml": "[verdicts.unknown]\nrevisit = 1"}
    folder = write_pack(tmp_path / "mine", {"pack.toml": HEAD, **broken})

    assert complaint_about(folder).splitlines() == [
        "mine/reasons.toml: verdicts.unknown.revisit: must be true or false, is 1",
        "mine/guards.toml: caps.gap_days: must be 1 or more, is 0",
        "mine/guards.toml: caps.per_year: must be 1 or more, is 0",
    ]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            HEAD.replace("b2b", "retail"),
            "mine/pack.toml: extends: must be one of b2b, job_search, medical, is 'retail'",
        ),
        (
            HEAD + 'replaces = ["asset"]\n',
            "mine/pack.toml: replaces: must be a list of sections out of language, voice, reasons, verdicts, sources, "
            "priors, shapes, bumps, plays, channels, roles, groups, standings, sequences, words, on_signal, tone, "
            "tone_rules, assets, caps, rules, places, regions, gifts, gift_currency, duties, companies, holidays; "
            "is ['asset']",
        ),
        (HEAD.replace('version = "1"\n', ""), "mine/pack.toml: version: is missing"),
        (HEAD + 'titel = "M"\n', "mine/pack.toml: titel: is not a key here; allowed are title, version, about, "
        "language, voice, extends, replaces; did you mean title?"),
    ],
)  # fmt: skip
def test_a_pack_that_is_put_together_wrongly_says_so(tmp_path: Path, head: str, expected: str) -> None:
    assert complaint_about(write_pack(tmp_path / "mine", {"pack.toml": head})) == expected


def test_a_folder_whose_name_is_no_key_says_so(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "My pack", {"pack.toml": HEAD})

    assert complaint_about(folder) == (
        "My pack/pack.toml: the folder of a pack is named with lower-case letters, digits and _, a letter first; "
        "is My pack"
    )


def test_a_file_in_another_encoding_says_so(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", {"pack.toml": HEAD})
    (folder / "reasons.toml").write_bytes('[reasons.timing]\nlabel = "Spät"'.encode("latin-1"))

    assert complaint_about(folder) == "mine/reasons.toml: must be saved as UTF-8 text"


def test_a_pack_that_stands_alone_must_bring_every_section(tmp_path: Path) -> None:
    folder = write_pack(tmp_path / "mine", {"pack.toml": HEAD.replace('extends = "b2b"\n', "")})

    missing = [line.removeprefix("mine/") for line in complaint_about(folder).splitlines()]
    assert missing[:3] == [
        "pack.toml: language: is missing",
        "reasons.toml: reasons: is missing",
        "reasons.toml: verdicts: is missing",
    ]
    assert "guards.toml: caps: is missing" in missing


def test_a_section_that_is_replaced_must_be_whole(tmp_path: Path) -> None:
    head = HEAD + 'replaces = ["standings", "bumps"]\n'
    plays = '[standings.resting]\nlabel = "Asleep"'
    bumps = '[bumps.promised]\nlog_lift = 1.0\nsd_days = 28\nbasis = "assumption"'
    folder = write_pack(tmp_path / "mine", {"pack.toml": head, "plays.toml": plays, "timing.toml": bumps})

    complaints = complaint_about(folder).splitlines()
    assert complaints[0] == "mine/timing.toml: bumps.contract_end: is missing; every pack needs it"
    assert complaints[-1] == "mine/plays.toml: standings.left_alone: is missing; every pack needs it"


def test_a_reason_without_a_prior_is_missed_for_every_kind_of_deal(tmp_path: Path) -> None:
    head = HEAD + 'replaces = ["priors"]\n'
    folder = write_pack(tmp_path / "mine", {"pack.toml": head, "timing.toml": "[priors.new]\n[priors.job]"})

    complaints = complaint_about(folder).splitlines()
    assert complaints[0] == "mine/timing.toml: priors.new.timing.*: is missing; every reason needs a prior under *"
    assert len(complaints) == 3 * 15


def test_a_pack_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(PlaybookError) as caught:
        load_pack("retail", tmp_path)

    assert str(caught.value) == ("retail/pack.toml: there is no such pack; the packs here are b2b, job_search, medical")
