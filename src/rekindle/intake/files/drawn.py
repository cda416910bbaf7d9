"""A table drawn with bars in a text, as Markdown and the tools of databases write it: its cells, without the lines."""

import re

from rekindle.intake.files.delimited import Lines, Parted
from rekindle.intake.files.table import refuse

_LINE = re.compile(r"[ \t]*[|+]?[ \t]*:?-{2,}:?[ \t]*(?:[|+][ \t]*:?-{2,}:?[ \t]*)+[|+]?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_IN_A_TEXT = "this is a text, not a list: {} in it; bring in the list itself, as CSV or XLSX"


def part_drawn(text: str, name: str) -> Parted | None:
    """Part the only table drawn in a text into rows of cells; None if none is drawn.

    Raises UnreadableError where there are several tables, or mostly other text: what of it is a list nobody can say.
    """
    if "--" not in text:
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    under = [at for at, line in enumerate(lines) if _LINE.fullmatch(line) and _begins(lines, at - 1)]
    if not under:
        return None
    start = under[0] - 1
    end = next((at for at in range(start + 2, len(lines)) if "|" not in lines[at]), len(lines))
    if any(at >= end for at in under):
        refuse(name, _IN_A_TEXT.format("several tables stand"))
    if 2 * (end - start) < len(lines):
        refuse(name, _IN_A_TEXT.format("one table stands among other words"))
    rows: Lines = [_cells(line) for line in lines[start:end] if not _LINE.fullmatch(line)]
    return Parted(rows, "|", _say_rest([*lines[:start], *lines[end:]]))


def _begins(lines: list[str], at: int) -> bool:
    """Say whether a line is the first of those with bars."""
    return at >= 0 and "|" in lines[at] and (at == 0 or "|" not in lines[at - 1])


def _cells(line: str) -> tuple[str, ...]:
    cells = _BAR.split(line.strip())
    cells = cells[1 if line.lstrip().startswith("|") else 0 :]
    if cells and not cells[-1].strip():
        cells = cells[:-1]
    return tuple(cell.replace("\\|", "|").strip() for cell in cells)


def _say_rest(rest: list[str]) -> tuple[str, ...]:
    if not rest:
        return ()
    first = " ".join(rest[0].split())[:60]
    lines = "one line" if len(rest) == 1 else f"{len(rest):,} lines"
    return (f"{lines} of text around the table {'was' if len(rest) == 1 else 'were'} not read, such as {first!r}",)
