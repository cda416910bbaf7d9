"""Where the header of a table is, and what its columns are called."""

from collections import Counter
from collections.abc import Callable, Sequence

from rekindle.intake.cells.look import looks_like_value
from rekindle.intake.files.table import Cell, NoHeaderError, as_text

_FIRST_ROWS = 40
_LONGEST_NAME = 500
_LONGEST_PART = 30
_FEW_FIT, _MANY_WIDER = 0.35, 0.25

_NO_NAMES = "no line has column names; put names such as Account, Stage and Amount above the first row"

Row = Sequence[Cell]


def find_header(rows: Sequence[Row], known: Callable[[str], bool], name: str) -> int:
    """Return the index of the header row; `known` says whether a text is a column name of the dictionary.

    Lines before a header (a report's title, its filters) are passed over when the header is clear: mostly texts, as
    wide as the rows below, at least one known word. Raises NoHeaderError if no row is a header.
    """
    first = rows[:_FIRST_ROWS]
    usual = Counter(_filled(row) for row in rows[:500]).most_common(1)[0][0]
    best = max(range(len(first)), key=lambda index: (known_words(first[index], known), -index))
    if known_words(first[best], known) >= 1 and not _is_data(first[best], known):
        return best
    if _filled(first[0]) < max(2, usual * 0.6) or _is_data(first[0], known):
        raise NoHeaderError(f"{name}: {_NO_NAMES}")
    return 0


def is_prose(rows: Sequence[Row], at: int, known: Callable[[str], bool]) -> bool:
    """Say whether the lines of a text are no rows under a header: hardly one has as many cells as that has names, and
    most of those names nobody knows. A list by hand may leave out empty cells at the end of its rows, but not so often.
    """
    below, names = rows[at + 1 :], rows[at]
    same = sum(len(row) == len(names) for row in below)
    wider = sum(len(row) > len(names) for row in below)
    is_ragged = same < _FEW_FIT * len(below) or (2 * same < len(below) and wider > _MANY_WIDER * len(below))
    return is_ragged and 2 * known_words(names, known) <= len(names)


def join_header(
    rows: list[tuple[Cell, ...]], at: int, known: Callable[[str], bool]
) -> tuple[list[tuple[Cell, ...]], int]:
    """Join a header that goes on in the line below ("Close" above "Date"); returns the rows and where it is now.

    Only if that line has no values, says something under every name or nearly, and more names are known together.
    """
    if at + 2 >= len(rows) or len(rows[at]) < 3:
        return rows, at
    first, second = rows[at], rows[at + 1]
    texts = [as_text(cell).strip() for cell in second]
    is_text = all(isinstance(cell, str) for cell in second) and max(map(len, texts)) <= _LONGEST_PART
    if not is_text or any(text and looks_like_value(text) for text in texts) or 2 * _filled(second) < len(first):
        return rows, at
    joined: tuple[Cell, ...] = tuple(
        f"{as_text(cell)} {texts[place] if place < len(texts) else ''}".strip() for place, cell in enumerate(first)
    )
    if known_words(joined, known) <= known_words(first, known):
        return rows, at
    return [*rows[:at], joined, *rows[at + 2 :]], at


def take_groups(rows: list[tuple[Cell, ...]], at: int, known: Callable[[str], bool]) -> list[tuple[Cell, ...]]:
    """Put the names of groups above a header in front of its names where only both together are known.

    "Customer" above "Name" and "City" makes "Customer Name"; what is known by itself, "Status", stays.
    """
    if not at or len(rows[at]) < 3:
        return rows
    above = [as_text(cell).strip() if isinstance(cell, str) else "" for cell in rows[at - 1]]
    if not 2 <= len(set(filter(None, above))) < _filled(rows[at]) or max(map(len, above)) > _LONGEST_PART:
        return rows
    group, named = "", list[Cell]()
    for place, cell in enumerate(rows[at]):
        group = (above[place] if place < len(above) else "") or group
        both = f"{group} {as_text(cell)}".strip()
        named.append(both if cell != "" and group and known(both) else cell)
    return [*rows[:at], tuple(named), *rows[at + 1 :]]


def known_words(row: Row, known: Callable[[str], bool]) -> int:
    """Count the different cells of a row that are column names of the dictionary."""
    return len({as_text(cell) for cell in row if isinstance(cell, str) and cell.strip() and known(cell)})


def _filled(row: Row) -> int:
    return sum(1 for cell in row if cell != "")


def _is_data(row: Row, known: Callable[[str], bool]) -> bool:
    """A row of values has cells no header has: dates, addresses, amounts, and more of them than known words."""
    values = sum(1 for cell in row if cell != "" and looks_like_value(cell))
    return values > 0 and values >= known_words(row, known)


def _tidy(text: str) -> str:
    plain = " ".join(text[: 2 * _LONGEST_NAME].split())
    return plain if len(plain) <= _LONGEST_NAME else f"{plain[: _LONGEST_NAME - 1]}…"


def name_columns(row: Row) -> tuple[str, ...]:
    """Return the column names: blank ones are numbered, one that was there already gets " (2)", long ones are cut."""
    plain = [_tidy(as_text(cell)) or f"Column {number}" for number, cell in enumerate(row, start=1)]
    said, taken = set(plain), set[str]()
    counts = dict.fromkeys(plain, 1)
    names: list[str] = []
    for name in plain:
        given = name
        while given in taken or (given != name and given in said):
            counts[name] += 1
            given = f"{name} ({counts[name]})"
        taken.add(given)
        names.append(given)
    return tuple(names)
