"""The return window drawn large: what was, the loss, every contact, today, and the window on one line of days.

The same line is drawn wide and narrow; everything on it is also told in words and as a table. Where the chance of each
fortnight is known, the window is a part of that curve, with its interval around it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rekindle.desk.show.phrases import say_count, say_day
from rekindle.desk.show.window_curve import Curve, Fortnight, Place, draw_curve

_LETTER = 6.4
_BEFORE_LOSS, _AHEAD = timedelta(days=240), timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Happened:
    """Something with a day on the line. `kind`: touch, reply, loss or return; `words` for its tag, `more` beneath."""

    on: date
    kind: str
    words: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """What is drawn. `is_open` says that the window is open to us today; `ahead` are days that are still to come, by
    which the line is lengthened."""

    today: date
    opened_on: date | None
    lost_on: date
    window_from: date
    window_to: date
    now_words: str
    is_open: bool
    happened: tuple[Happened, ...]
    ahead: tuple[Happened, ...] = ()
    fortnights: tuple[Fortnight, ...] = ()
    lost: str = "Lost"


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark on the axis; `words` are its tooltip."""

    x: float
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Tag:
    """Words above or below the axis, with a second line."""

    x: float
    anchor: str
    words: str
    more: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """One drawing, in units of its own width; `base` is the height of the axis."""

    width: int
    height: int
    base: int
    sell: tuple[float, float] | None
    axis: tuple[float, float]
    win: tuple[float, float]
    is_open: bool
    curve: Curve | None
    now: float
    now_at: float
    now_anchor: str
    now_words: str
    dots: tuple[Dot, ...]
    tags: tuple[Tag, ...]

    @property
    def sell_width(self) -> float:
        """Return how long the time before the loss is drawn."""
        return round(self.sell[1] - self.sell[0], 1) if self.sell else 0.0

    @property
    def win_width(self) -> float:
        """Return how wide the window is drawn where its curve is not known."""
        return round(max(self.win[1] - self.win[0], 4), 1)

    @property
    def block_at(self) -> int:
        """Return where the window begins from above where its curve is not known."""
        return self.base - 40

    @property
    def words_at(self) -> int:
        """Return how low the words under the axis stand."""
        return self.base + 27

    @property
    def more_at(self) -> int:
        """Return how low the second line under the axis stands."""
        return self.base + 43


@dataclass(frozen=True, slots=True)
class WindowDrawn:
    """`label` says the drawing in words. `waits` says that the curve is worth asking for."""

    wide: Drawing
    narrow: Drawing
    label: str
    waits: bool = False

    @property
    def drawings(self) -> tuple[Drawing, Drawing]:
        """Return both drawings, the wide one first."""
        return self.wide, self.narrow


def draw_window(line: Line, label: str, *, waits: bool = False) -> WindowDrawn:
    """Draw a line of days for a wide place and for a narrow one."""
    return WindowDrawn(_draw(line, 1060, 120, 24), _draw(line, 346, 112, 14), label, waits)


def _draw(line: Line, width: int, base: int, margin: int) -> Drawing:
    narrow = width < 600
    start, end = _reach(line, narrow=narrow)
    days = max((end - start).days, 1)

    def place(day: date) -> float:
        return round(margin + (width - 2 * margin) * min(max((day - start).days / days, 0), 1), 1)

    lost, now = place(line.lost_on), place(line.today)
    dots = [Dot(place(one.on), one.kind, _title(one, line.today)) for one in line.happened if start <= one.on <= end]
    now_at, anchor = (now + 8, "start") if now < width * 0.6 else (now - 8, "end")
    return Drawing(
        width=width,
        height=base + 56,
        base=base,
        sell=(place(start), lost) if not narrow and line.lost_on > start else None,
        axis=(lost if not narrow else place(start), place(end)),
        win=(place(line.window_from), place(line.window_to)),
        is_open=line.is_open,
        curve=draw_curve(line.fortnights, line.window_from, line.window_to, place, base) if line.fortnights else None,
        now=now,
        now_at=now_at,
        now_anchor=anchor,
        now_words=line.now_words,
        dots=tuple(sorted(dots, key=lambda dot: dot.kind == "loss")),
        tags=tuple(_tags(line, place, width, margin, narrow=narrow)),
    )


def _title(one: Happened, today: date) -> str:
    return ": ".join(filter(None, (say_day(one.on, today), one.words)))


def _reach(line: Line, *, narrow: bool) -> tuple[date, date]:
    """Return the first and the last day on the line: what is told, a year ahead, and more only where the window is
    longer: the line goes on beyond its end by a sixth of it, so that one sees where it ends."""
    first = line.lost_on - timedelta(days=20)
    if not narrow and line.opened_on:
        first = min(first, max(line.opened_on, line.lost_on - _BEFORE_LOSS))
    last = max([line.today, line.window_to, *(one.on for one in line.ahead)])
    last = min(last, line.today + _AHEAD)
    if line.fortnights and not narrow:
        last = max(last, min(line.fortnights[-1].from_on, line.today + _AHEAD))
    beyond = line.window_to + (line.window_to - line.window_from) / 6
    return first, max(last + max(timedelta(days=21), (last - first) / 20), beyond)


def _tags(line: Line, place: Place, width: int, margin: int, *, narrow: bool) -> Iterator[Tag]:
    """Write words under what matters most, as long as there is room for them."""
    taken: list[tuple[float, float]] = []
    for one in _wanted(line):
        x, words, more = place(one.on), one.words, say_day(one.on, line.today) + (f", {one.more}" if one.more else "")
        if narrow or len(more) > 34:
            more = say_day(one.on, line.today)
        size = max(len(words), len(more)) * _LETTER
        anchor, left = _anchor(x, size, width, margin)
        if all(left > right + 10 or left + size < other - 10 for other, right in taken):
            taken.append((left, left + size))
            yield Tag(x, anchor, words, more)


def _anchor(x: float, size: float, width: int, margin: int) -> tuple[str, float]:
    if x - size / 2 < margin / 2:
        return "start", x
    return ("end", x - size) if x + size / 2 > width - margin / 2 else ("middle", x - size / 2)


def _wanted(line: Line) -> Iterable[Happened]:
    """The loss, the day it waits for or the window, what was agreed, the first day, the latest contact, earlier
    losses: in this order."""
    losses = [one for one in line.happened if one.kind == "loss"]
    yield from losses[-1:]
    waits = [one for one in line.ahead if one.kind == "waits"]
    yield from waits
    if line.today < line.window_from and not waits:
        yield Happened(line.window_from, "window", "Window opens")
    if line.window_to >= line.today:
        yield Happened(line.window_to, "window", "Window closes")
    yield from (one for one in line.ahead if one.kind != "waits")
    if line.opened_on:
        yield Happened(max(line.opened_on, line.lost_on - _BEFORE_LOSS), "opened", "In talks")
    yield from [one for one in line.happened if one.kind in {"touch", "reply"} and one.on > line.lost_on][-1:]
    yield from reversed([one for one in line.happened if one.kind in {"loss", "return"}][:-1])


def say_drawing(line: Line) -> str:
    """Say the drawing in words, for whoever does not see it."""
    since = [one for one in line.happened if one.kind in {"touch", "reply"} and one.on > line.lost_on]
    window = f"{say_day(line.window_from, line.today)} to {say_day(line.window_to, line.today)}"
    if line.is_open:
        window = f"now to {say_day(line.window_to, line.today)}"
    lost = f"{line.lost} {say_day(line.lost_on, line.today)}"
    return f"{lost}, {say_count(len(since), 'contact')} since, best window {window}."
