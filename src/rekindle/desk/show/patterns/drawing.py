"""Positions of what is drawn: curves with bands, and columns, each in a wide and a narrow drawing."""

from collections.abc import Sequence
from dataclasses import dataclass

from rekindle.desk.show.patterns.saying import Row, percent
from rekindle.desk.show.patterns.views import Block, Drawing, Line, Text

MONTHS = (0, 6, 12, 18, 24)
Labelled = Sequence[tuple[str, list[Row]]]
# Labels beside the ends of curves stand at least so far apart.
LABEL_GAP = 16.0
SHORT = 24


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a drawing's axes lie; labels stand right of `right` where there is room, else inside."""

    kind: str
    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float

    @property
    def is_wide(self) -> bool:
        """Say whether labels have a place beside the curves."""
        return self.kind == "wide"

    def along(self, month: float) -> float:
        """Return where a month lies."""
        return round(self.left + (self.right - self.left) * month / MONTHS[-1], 1)

    def up(self, share: float, scale: float) -> float:
        """Return where a share lies on a scale that ends at `scale` in 100."""
        return round(self.bottom - (self.bottom - self.top) * min(100 * share / scale, 1), 1)


FRAMES = (Frame("wide", 520, 318, 34, 372, 12, 256), Frame("narrow", 346, 330, 30, 330, 12, 264))


def draw_curves(labelled: Labelled, every: list[Row]) -> tuple[Drawing, ...]:
    """Draw curves with their bands and labels, and under them how many losses are still followed."""
    if not labelled:
        return ()
    highest = 100 * max(row["high"] for _, curve in labelled for row in curve)
    scale = next(top for top in (10, 20, 50, 100) if highest <= top or top == 100)
    return tuple(_draw(frame, labelled, every, scale) for frame in FRAMES)


def _draw(frame: Frame, labelled: Labelled, every: list[Row], scale: int) -> Drawing:
    steps = [scale * nth // 5 for nth in range(6)]
    heights = [frame.up(step / 100, scale) for step in steps]
    grid = tuple(f"M{frame.left} {y}H{frame.right}" for y in heights)
    ticks = [
        Text(frame.left - 8, y + 4, f"{step}%" if step == scale else f"{step}", "end")
        for step, y in zip(steps, heights, strict=True)
    ]
    ticks += [Text(frame.along(month), frame.bottom + 18, f"{month}") for month in MONTHS]
    ticks.append(Text(frame.left, frame.bottom + 38, "Still followed at that month", "start"))
    followed = {row["month"]: row["followed"] for row in every}
    ticks += [
        Text(frame.along(month), frame.bottom + 55, f"{followed[month]:,}", kind="strong")
        for month in MONTHS
        if month in followed
    ]
    lines = tuple(_line(frame, nth, curve, scale) for nth, (_, curve) in enumerate(labelled, 1))
    heights = _spread_out(frame, lines)
    texts = (*ticks, *(_label(frame, y, *one) for y, one in zip(heights, labelled, strict=True)))
    leads = [
        (one.number, f"M{one.x} {one.y}L{frame.right + 6} {y - 4:.1f}") for one, y in zip(lines, heights, strict=True)
    ]
    return Drawing(
        frame.kind, frame.width, frame.height, grid, texts, lines, leads=tuple(leads) if frame.is_wide else ()
    )


def _line(frame: Frame, number: int, curve: list[Row], scale: int) -> Line:
    def path(name: str, rows: Sequence[Row]) -> str:
        return "L".join(f"{frame.along(row['month'])} {frame.up(row[name], scale)}" for row in rows)

    last = curve[-1]
    band = f"M{path('high', curve)}L{path('low', curve[::-1])}Z"
    return Line(number, f"M{path('back', curve)}", band, frame.along(last["month"]), frame.up(last["back"], scale))


def _spread_out(frame: Frame, lines: tuple[Line, ...]) -> list[float]:
    """Give each curve's label a height near the curve's end, none over another."""
    order = sorted(range(len(lines)), key=lambda nth: lines[nth].y)
    heights = [0.0] * len(lines)
    floor = frame.top + 4
    for left, nth in enumerate(order):
        room = frame.bottom - LABEL_GAP * (len(order) - 1 - left)
        heights[nth] = round(min(max(lines[nth].y + (4 if frame.is_wide else -7), floor), room), 1)
        floor = heights[nth] + LABEL_GAP
    return heights


def _label(frame: Frame, y: float, name: str, curve: list[Row]) -> Text:
    words = f"{percent(curve[-1]['back'])} {name if len(name) <= SHORT else name[: SHORT - 1] + '…'}"
    if frame.is_wide:
        return Text(frame.right + 10, y, words, "start", "label")
    return Text(frame.right - 6, y, words, "end", "halo")


COLUMN_FRAMES = (Frame("wide", 520, 236, 8, 512, 48, 190), Frame("narrow", 346, 220, 6, 340, 48, 180))


def draw_columns(
    counts: Sequence[int], names: Sequence[str], tones: Sequence[str], under: str, mark: tuple[int, str] | None
) -> tuple[Drawing, ...]:
    """Draw counts as columns with their number on top; `mark` is a line before one of them with its words."""
    return tuple(_columns(frame, counts, names, tones, under, mark) for frame in COLUMN_FRAMES)


def _columns(
    frame: Frame,
    counts: Sequence[int],
    names: Sequence[str],
    tones: Sequence[str],
    under: str,
    mark: tuple[int, str] | None,
) -> Drawing:
    step = (frame.right - frame.left) / len(counts)
    highest = max(counts) or 1
    blocks, texts = [], []
    for nth, (count, name, tone) in enumerate(zip(counts, names, tones, strict=True)):
        x, height = frame.left + nth * step, (frame.bottom - frame.top) * count / highest
        y = frame.bottom - height
        blocks.append(Block(round(x + step * 0.14, 1), round(y, 1), round(step * 0.72, 1), round(height, 1), tone))
        texts.append(Text(round(x + step / 2, 1), round(y - 6, 1), f"{count:,}", kind="strong"))
        texts.append(Text(round(x + step / 2, 1), frame.bottom + 17, name))
    texts.append(Text((frame.left + frame.right) / 2, frame.bottom + 36, under))
    line = ""
    if mark:
        x = round(frame.left + mark[0] * step, 1)
        line = f"M{x} 12V{frame.bottom}"
        late = x > (frame.left + frame.right) / 2
        texts.append(Text(x - 6 if late else x + 6, 16, mark[1], "end" if late else "start", "label"))
    base = f"M{frame.left} {frame.bottom}H{frame.right}"
    return Drawing(frame.kind, frame.width, frame.height, (base,), tuple(texts), blocks=tuple(blocks), mark=line)
