"""What the rules of roles look at: which column has a field, how many rows have something in one, what is over."""

from collections.abc import Sequence
from dataclasses import replace

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.columns.dictionary import KEEP
from rekindle.intake.columns.match import Candidate, Match
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.standing.row import How, find_standings
from rekindle.intake.standing.telling import Telling

SAMPLE = 3_000
MOSTLY, NEARLY_ALL, HARDLY_ANY = 0.9, 0.8, 0.2

Row = tuple[Cell, ...]


def by_field_of(match: Match) -> dict[str, int]:
    """Return which column means each field."""
    return {one.field: index for index, one in match.meant.items()}


def rivals_of(match: Match, field: str) -> list[int]:
    """Return the columns that were called as a field is, too, and did not get it."""
    return sorted(index for index, (name, _) in match.lost.items() if name == field)


def swap(match: Match, winner: int, other: int, field: str, why: str) -> None:
    """Give a field to another column that is called so, too; `why` is the reason, a sentence."""
    match.meant[other], match.meant[winner] = replace(match.meant[winner], why=why), Candidate(KEEP, 0.0)
    del match.lost[other]
    match.lost = {at: (name, other if of == winner else of) for at, (name, of) in match.lost.items()}
    match.lost[winner] = (field, other)


def filled(index: int, rows: Sequence[Row]) -> float:
    """Return the share of some rows that have something in a column."""
    return sum(not is_blank(as_text(row[index])) for row in rows) / len(rows) if rows else 0.0


def split_by_end(table: RawTable, match: Match, telling: Telling) -> tuple[list[Row], list[Row]]:
    """Return rows of deals that are over, and rows of deals that are not."""
    rows = table.rows[:: max(1, len(table.rows) // SAMPLE)]
    told = [(row, one.how) for row, one in zip(rows, find_standings(rows, table.columns, match, telling), strict=True)]
    ended = [row for row, how in told if how in (How.LOST, How.WON)]
    return ended, [row for row, how in told if how is How.OPEN]
