"""The picture of where it stops paying, as text and as SVG."""

from xml.sax.saxutils import escape

from rekindle.learning.cadence.stopping import Step, Stop

_WIDTH, _ROW, _LEFT, _BAR = 640, 26, 150, 400


def draw_text(steps: tuple[Step, ...], even: float, width: int = 40) -> list[str]:
    """Draw one line per step: a bar up to its chance, `|` at break-even, and the numbers."""
    scale = max([step.high for step in steps] + [even]) or 1.0
    mark = min(int(even / scale * width), width - 1)
    lines = []
    for step in steps:
        full = round(step.chance / scale * width)
        cells = ["█" if place < full else "·" for place in range(width)]
        cells[mark] = "|"
        said = f"{step.chance * 100:5.1f} in 100  ({step.low * 100:.1f} to {step.high * 100:.1f}; {step.rows:,})"
        lines.append(f"{step.label:>16}  {''.join(cells)}  {said}")
    return lines


def draw_svg(stop: Stop, within: float) -> str:
    """Draw bars by number and by days with their intervals and the line of break-even, as one SVG."""
    parts, top = [], 40
    for title, steps in (("by number of follow-ups", stop.by_number), ("by days since the start", stop.by_days)):
        parts.append(f'<text x="{_LEFT}" y="{top}" font-weight="bold">{title}</text>')
        parts += _bars(steps, stop.break_even, top + 12)
        top += 52 + _ROW * len(steps)
    words = escape(f"Chance that one more follow-up brings a case back within {within:g} days; line: break-even")
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {top}" role="img" font-family="sans-serif" '
        f'font-size="13"><title>{words}</title><rect width="100%" height="100%" fill="#fbf8f2"/>'
        f'<text x="12" y="18">{words}</text>'
    )
    return head + "".join(parts) + "</svg>\n"


def _bars(steps: tuple[Step, ...], even: float, top: int) -> list[str]:
    scale = max([step.high for step in steps] + [even]) or 1.0
    drawn = []
    for place, step in enumerate(steps):
        y = top + place * _ROW
        full, low, high = (_BAR * share / scale for share in (step.chance, step.low, step.high))
        colour = "#c2410c" if step.chance >= even else "#a8a29e"
        drawn.append(f'<text x="{_LEFT - 8}" y="{y + 14}" text-anchor="end">{escape(step.label)}</text>')
        drawn.append(f'<rect x="{_LEFT}" y="{y}" width="{full:.1f}" height="18" fill="{colour}"/>')
        drawn.append(f'<path d="M{_LEFT + low:.1f} {y + 9}H{_LEFT + high:.1f}" stroke="#1c1917"/>')
        drawn.append(f'<text x="{_LEFT + high + 6:.1f}" y="{y + 14}">{step.chance * 100:.1f}</text>')
    x = _LEFT + _BAR * even / scale
    drawn.append(f'<path d="M{x:.1f} {top - 4}V{top + _ROW * len(steps)}" stroke="#1c1917" stroke-dasharray="4 3"/>')
    return drawn
