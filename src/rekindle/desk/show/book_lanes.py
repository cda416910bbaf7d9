"""The lanes of the board: the first cards of each, and how many deals stand in it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from rekindle.book.read.lost_book import Asked, LostDeal, count_standing, read_pages
from rekindle.book.read.tallies import Counts
from rekindle.desk.show.book_kept import Kept
from rekindle.desk.show.book_rows import LANES, LaneKind, show_row
from rekindle.desk.show.book_views import BookAsk, Lane
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.terms.losses import Standing

ON_BOARD = 8
NEWEST = 500
COUNTED = 99
_UNTALLIED = (Standing.TO_DEBRIEF, Standing.TALKING_AGAIN, Standing.WON_BACK)


def show_lanes(
    kept: Kept, said: BookAsk, asked: Callable[[], Asked], counts: Counts, playbook: Playbook
) -> tuple[Lane, ...]:
    """Show every lane with its first cards."""
    found = kept.keep(f"lanes-{said}", lambda: _read_lanes(kept.workspace_id, asked(), counts))
    return tuple(
        Lane(
            name,
            playbook.standings[name].label,
            voice_of(playbook).lanes[name],
            lane.icon,
            count,
            tuple(show_row(deal, playbook, kept.today, kept.zone, name) for deal in rows[:ON_BOARD]),
            len(rows) > ON_BOARD,
        )
        for (name, lane), (rows, count) in zip(LANES.items(), found, strict=True)
    )


def _read_lanes(workspace_id: UUID, asked: Asked, counts: Counts) -> list[tuple[list[LostDeal], str]]:
    """Read the first cards of each lane, and how many stand in it; who is left alone is a number, which is known."""
    shown = [name for name in LANES if name != Standing.LEFT_ALONE or _is_narrow(asked)]
    pages = [_lane(asked, name, LANES[name], counts) for name in shown]
    found = {
        name: (rows, _count(workspace_id, page, counts, rows))
        for name, page, rows in zip(shown, pages, read_pages(workspace_id, pages), strict=True)
    }
    return [found.get(name, ([], f"{counts.by_standing.get(name, 0):,}")) for name in LANES]


def count_standings(kept: Kept, said: BookAsk, asked: Callable[[], Asked], counts: Counts) -> dict[str, str]:
    """Say how many deals there are of each standing; those that are not tallied are looked for as far as on the board,
    once for every command."""

    def look() -> list[int]:
        pages = [_lane(asked(), name, LANES[name], counts) for name in _UNTALLIED]
        return [count_standing(kept.workspace_id, page, COUNTED + 1) for page in pages]

    tallied = {name: f"{count:,}" for name, count in counts.by_standing.items()}
    found = kept.keep(f"standings-{said.whose}", look)
    return {**tallied, **{name: _say_count(count) for name, count in zip(_UNTALLIED, found, strict=True)}}


def _say_count(found: int) -> str:
    return f"{found}" if found <= COUNTED else f"{COUNTED}+"


def _is_narrow(asked: Asked) -> bool:
    return bool(asked.reason or asked.narrow or asked.found is not None)


def _lane(asked: Asked, name: Standing, lane: LaneKind, counts: Counts) -> Asked:
    """Ask for the first cards of a lane; who was not asked is looked for among the newest, as people remember weeks."""
    newest = NEWEST if name == Standing.TO_DEBRIEF else 0
    about = most_judged(name, asked.reason, counts)
    return replace(asked, standing=name, sort=lane.sort, after=None, most=ON_BOARD, about=about, newest=newest)


def most_judged(standing: str, reason: str, counts: Counts) -> int | None:
    """Return how many judgements can match at most, where that is known."""
    named = Standing.RESTING if standing == Standing.TO_DEBRIEF else standing
    known = [counts.by_standing.get(named, 0)] if named else []
    return min([*known, *([counts.by_reason.get(reason, 0)] if reason else [])], default=None)


def _count(workspace_id: UUID, page: Asked, counts: Counts, rows: list[LostDeal]) -> str:
    """Say how many stand in a lane: from the index, or counted only as far as anybody reads."""
    if len(rows) <= ON_BOARD:
        return f"{len(rows)}"
    if _is_narrow(page):
        return f"{ON_BOARD}+"
    if page.standing in counts.by_standing:
        return f"{counts.by_standing[page.standing]:,}"
    return _say_count(count_standing(workspace_id, page, COUNTED + 1))
