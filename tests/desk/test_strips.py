"""When a window glows: it is open, and nothing holds one back beyond the coming month."""

from datetime import date, timedelta

import pytest

from rekindle.desk.show.strips import draw_strip
from rekindle.desk.show.window import Line, draw_window
from rekindle.terms.losses import SOON_DAYS

TODAY = date(2026, 10, 14)
SOON = TODAY + timedelta(days=SOON_DAYS)


@pytest.mark.parametrize(
    ("window_to", "held_until", "glows"),
    [
        (SOON, None, True),
        (SOON, SOON, True),
        (SOON, SOON + timedelta(days=1), False),
        (TODAY - timedelta(days=1), None, False),
    ],
)
def test_a_window_glows_only_where_one_may_get_back_within_a_month(
    window_to: date, held_until: date | None, *, glows: bool
) -> None:
    strip = draw_strip(date(2026, 2, 11), date(2026, 9, 1), window_to, TODAY, held_until)
    assert strip is not None
    assert strip.is_open == glows


@pytest.mark.parametrize("days", [30, 365, 800])
def test_the_line_goes_on_beyond_the_end_of_a_window_however_long_it_is(days: int) -> None:
    until = TODAY + timedelta(days=days)
    drawn = draw_window(Line(TODAY, None, TODAY, TODAY, until, "Today", is_open=True, happened=()), "")
    for drawing in drawn.drawings:
        start, end = drawing.win
        assert drawing.axis[1] - end >= (end - start) / 7
