"""Columns that look into the future: written only once a deal was over, so that they tell its end."""

from collections.abc import Iterable, Iterator, Sequence

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.columns.match import Match
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.standing.row import How, find_standings
from rekindle.intake.standing.telling import Telling

# About the end by their meaning: nobody takes them for something known before.
_ABOUT_THE_END = frozenset(
    {
        "deal.status",
        "deal.stage",
        "deal.is_closed",
        "deal.is_won",
        "deal.is_lost",
        "deal.is_active",
        "deal.is_deleted",
        "deal.lost_on",
        "deal.won_on",
        "deal.closed_on",
        "deal.stage_changed_on",
        "deal.modified_on",
        "deal.lost_reason",
        "deal.lost_notes",
        "deal.competitor",
        "deal.revisit_on",
        "deal.probability",
        "deal.forecast",
        "deal.expected_on",
    }
)
_SAMPLE = 4_000
_SENTENCE = "{!r} is filled only for {}: it was written after the end, so it foretells nothing"
_ENOUGH, _OFTEN, _NEVER = 8, 0.5, 0.02
_FEWEST_LOST, _FEWEST_OTHERS = 4, 2

Row = tuple[Cell, ...]


def find_foretelling(table: RawTable, match: Match, telling: Telling) -> Iterator[str]:
    """Say which columns are filled only for deals that are over, or only for lost ones; needs eight of both kinds."""
    step = max(1, len(table.rows) // _SAMPLE)
    rows: Sequence[Row] = table.rows[::step]
    endings = [one.how for one in find_standings(rows, table.columns, match, telling)]
    over = [row for row, ending in zip(rows, endings, strict=True) if ending in (How.LOST, How.WON)]
    still = [row for row, ending in zip(rows, endings, strict=True) if ending is How.OPEN]
    lost = [row for row, ending in zip(rows, endings, strict=True) if ending is How.LOST]
    others = [row for row, ending in zip(rows, endings, strict=True) if ending in (How.WON, How.OPEN)]
    for index, column in enumerate(table.columns):
        if index in match.meant and match.meant[index].field in _ABOUT_THE_END:
            continue
        if _tells(index, lost, others):
            yield _SENTENCE.format(column, "lost deals")
        elif _tells(index, over, still):
            yield _SENTENCE.format(column, "deals that are over")


def find_of_losses(table: RawTable, match: Match, telling: Telling, columns: Iterable[int]) -> frozenset[int]:
    """Return which of some columns hold words in most rows of lost deals and in none of the others; it takes four of
    those and two of these."""
    step = max(1, len(table.rows) // _SAMPLE)
    rows: Sequence[Row] = table.rows[::step]
    endings = [one.how for one in find_standings(rows, table.columns, match, telling)]
    told = list(zip(rows, endings, strict=True))
    lost = [row for row, ending in told if ending is How.LOST]
    others = [row for row, ending in told if ending in (How.WON, How.OPEN)]
    if len(lost) < _FEWEST_LOST or len(others) < _FEWEST_OTHERS:
        return frozenset()
    return frozenset(index for index in columns if _filled(index, lost) >= _OFTEN and not _filled(index, others))


def _tells(index: int, those: Sequence[Row], others: Sequence[Row]) -> bool:
    if min(len(those), len(others)) < _ENOUGH:
        return False
    return _filled(index, those) >= _OFTEN and _filled(index, others) <= _NEVER


def _filled(index: int, rows: Sequence[Row]) -> float:
    return sum(not is_blank(as_text(row[index])) for row in rows) / len(rows)
