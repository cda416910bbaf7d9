"""The reader is measured on texts with known answers, one half of them written by somebody else."""

from pathlib import Path

import pytest

from rekindle.debrief.evaluate import LabelledText, Report, Share, as_text, evaluate, read_rows

DATA = Path(__file__).parent.parent / "data"
HALVES = ["loss_texts.csv", "loss_texts_held_back.csv"]


@pytest.fixture(scope="module", params=HALVES)
def report(request: pytest.FixtureRequest) -> Report:
    found = evaluate(read_rows(DATA / request.param))
    print("\n" + as_text(found, request.param))  # noqa: T201
    return found


def test_on_each_half_the_reader_beats_both_baselines_beyond_chance(report: Report) -> None:
    ours, *others = report.scores
    assert [score.reader for score in others] == ["keywords", "majority"]
    for other in others:
        assert ours.reason.interval[0] > other.reason.interval[1]
        assert ours.verdict.interval[0] > other.verdict.interval[1]


def test_on_each_half_confidence_means_what_it_says_within_fifteen_points(report: Report) -> None:
    assert {part.of: part.ece < 0.15 for part in report.calibrations} == {"reason": True, "verdict": True}


def test_the_texts_are_many_and_of_many_languages() -> None:
    rows = [row for half in HALVES for row in read_rows(DATA / half)]
    assert len(rows) >= 300
    assert {row.language for row in rows} >= {"en", "de", "fr", "es"}


def test_a_share_has_its_wilson_interval() -> None:
    low, high = Share(8, 10).interval
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)
    assert Share(0, 0).interval == (0.0, 1.0)


def test_a_small_set_is_scored_by_hand() -> None:
    rows = [
        LabelledText("price too high", "price", "unknown"),
        LabelledText("n/a", "unknown", "unknown"),
        LabelledText("price", "budget", "not_now"),
    ]
    ours, keywords, majority = evaluate(rows).scores
    assert (ours.reason, ours.verdict, ours.unknown, ours.precise) == (
        Share(2, 3),
        Share(2, 3),
        Share(1, 3),
        Share(1, 2),
    )
    assert (keywords.reason, majority.reason, majority.verdict) == (Share(2, 3), Share(1, 3), Share(2, 3))


def test_calibration_counts_every_text_once_and_weighs_the_gaps() -> None:
    report = evaluate([LabelledText("price too high", "price", "unknown")] * 4)
    reason = report.calibrations[0]
    assert sum(one.count for one in reason.bins) == 4
    assert reason.ece == pytest.approx(1 - reason.bins[0].confidence)


def test_a_label_nobody_knows_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("text,reason,verdict\nok,price,unknown\nbad,cost,unknown\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"texts\.csv line 3: reason 'cost' is not one of"):
        read_rows(path)


def test_a_file_without_its_columns_says_which(tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("text,why\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"texts.csv has no column \['reason', 'verdict'\]"):
        read_rows(path)


def test_the_page_about_it_shows_the_figures_in_force() -> None:
    page = (Path(__file__).parents[2] / "docs" / "debrief.md").read_text(encoding="utf-8")
    for half in HALVES:
        assert as_text(evaluate(read_rows(DATA / half)), half) in page
