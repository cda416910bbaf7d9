"""Columns that look into the future: written only once a deal was over, so that they tell its end."""

from collections.abc import Iterable, Iterator, Sequence

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell, RawTable, as_text

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


def find_foretelling(table: RawTable, match: Match) -> Iterator[str]:
    """Say which columns are filled only for deals that are over, or only for lost ones; needs eight of both kinds."""
    step = max(1, len(table.rows) // _SAMPLE)
    rows: Sequence[Row] = table.rows[::step]
    endings = _endings(rows, match)
    over = [row for row, ending in zip(rows, endings, strict=True) if ending in ("lost", "won")]
    still = [row for row, ending in zip(rows, endings, strict=True) if ending == "open"]
    lost = [row for row, ending in zip(rows, endings, strict=True) if ending == "lost"]
    others = [row for row, ending in zip(rows, endings, strict=True) if ending in ("won", "open")]
    for index, column in enumerate(table.columns):
        if index in match.meant and match.meant[index].field in _ABOUT_THE_END:
            continue
        if _tells(index, lost, others):
            yield _SENTENCE.format(column, "lost deals")
        elif _tells(index, over, still):
            yield _SENTENCE.format(column, "deals that are over")


def find_of_losses(table: RawTable, match: Match, columns: Iterable[int]) -> frozenset[int]:
    """Return which of some columns hold words in most rows of lost deals and in none of the others; it takes four of
    those and two of these."""
    step = max(1, len(table.rows) // _SAMPLE)
    rows: Sequence[Row] = table.rows[::step]
    told = list(zip(rows, _endings(rows, match), strict=True))
    lost = [row for row, ending in told if ending == "lost"]
    others = [row for row, ending in told if ending in ("won", "open")]
    if len(lost) < _FEWEST_LOST or len(others) < _FEWEST_OTHERS:
        return frozenset()
    return frozenset(index for index in columns if _filled(index, lost) >= _OFTEN and not _filled(index, others))


def _endings(rows: Sequence[Row], match: Match) -> list[str]:
    by_field = {one.field: index for index, one in match.meant.items()}
    closed, won = by_field.get("deal.is_closed"), by_field.get("deal.is_won")
    if closed is not None and won is not None:
        return [_by_flags(row[closed], row[won]) for row in rows]
    words = [by_field[name] for name in ("deal.status", "deal.stage") if name in by_field]
    if won is not None and not words:
        return [_by_flags(not is_blank(as_text(row[won])), row[won]) for row in rows]
    return [_by_words([as_text(row[index]) for index in words]) for row in rows]


def _by_flags(closed: Cell, won: Cell) -> str:
    try:
        return ("won" if read_flag(won) else "lost") if read_flag(closed) else "open"
    except CellError:
        return ""


def _by_words(texts: list[str]) -> str:
    said = [found for text in texts if text and (found := classify_status(text) or "open") in ("lost", "won", "open")]
    return next((found for found in said if found != "open"), said[0] if said else "")


def _tells(index: int, those: Sequence[Row], others: Sequence[Row]) -> bool:
    if min(len(those), len(others)) < _ENOUGH:
        return False
    return _filled(index, those) >= _OFTEN and _filled(index, others) <= _NEVER


def _filled(index: int, rows: Sequence[Row]) -> float:
    return sum(not is_blank(as_text(row[index])) for row in rows) / len(rows)
