"""The page Judgement: every word and position of it."""

from dataclasses import dataclass

from rekindle.desk.show.patterns.views import Answer


@dataclass(frozen=True, slots=True)
class Habit:
    """One way of choosing whom to contact. Positions are per cent of the bar; `gain` says what the desk found more."""

    label: str
    found: str
    likely: str
    gain: str
    width: float
    low: float
    high: float
    is_desk: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that were alike: what was said, what came, and where they stand in a drawing of 320 x 240."""

    said: str
    came: str
    likely: str
    count: str
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class JudgementView:
    """`tested_words` is empty before the first test; `shows_own_line` where a habit is whom they did contact."""

    title: str
    why: str
    tested_words: str
    answers: tuple[Answer, ...]
    habits: tuple[Habit, ...]
    bins: tuple[Bin, ...]
    scale: int
    horizon_words: str
    calibration_words: str
    model: tuple[str, ...]
    proof: tuple[str, ...]
    held_out: bool
    too_large: bool
    undo_words: str = ""
    shows_own_line: bool = False
    may_hold_out: bool = True
