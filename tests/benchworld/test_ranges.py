"""The worlds were decided on before anything was tuned on them, and nobody moves their numbers unseen."""

import pytest

from rekindle.benchworld import REGIMES, digest_of_ranges, draw_market
from rekindle.benchworld.ranges import ranges_of

DECIDED = "609e37eee4c4c93fcfd458ddd80398692b3af4f7b8ce50f93a45c31409ef54a7"


def test_the_ranges_are_those_decided_on_before_the_engine_was_tuned() -> None:
    assert digest_of_ranges() == DECIDED


def test_every_regime_of_the_protocol_is_there() -> None:
    assert set(REGIMES) == {
        "default",
        "reasons_scrambled",
        "not_proportional",
        "no_heterogeneity",
        "no_windows",
        "fatigue_zero",
        "fatigue_extreme",
        "drift",
        "interactions",
        "prior_wrong",
    }


def test_a_regime_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(ValueError, match="no regime 'easy'; there are default, reasons_scrambled"):
        draw_market("easy", 0)


@pytest.mark.parametrize("regime", REGIMES)
def test_a_market_lies_inside_the_ranges_of_its_regime(regime: str) -> None:
    ranges = ranges_of(regime)
    for seed in range(20):
        draws = draw_market(regime, seed).draws
        for key, value in draws.items():
            section, _, name = key.partition(".")
            decided = ranges[section][name] if name else None
            if isinstance(decided, list):
                assert decided[0] <= value <= decided[1], (key, seed)


def test_a_wrong_prior_reaches_from_two_fifths_to_two_and_a_half() -> None:
    levels = [draw_market("prior_wrong", seed).draws["clocks.book_level"] for seed in range(200)]
    assert (min(levels) < 0.45, max(levels) > 2.2) == (True, True)
    assert 70 <= sum(level < 1 for level in levels) <= 130


def test_reps_name_the_true_reason_as_often_as_the_regime_says() -> None:
    for regime, low, high in (("default", 0.5, 0.8), ("reasons_scrambled", 0.4, 0.5)):
        for seed in range(10):
            mistaken = draw_market(regime, seed).mistaken
            assert mistaken.sum(axis=1) == pytest.approx(1.0)
            assert ((mistaken.diagonal() >= low) & (mistaken.diagonal() <= high)).all()
