"""The lanes of the board: the first cards of each, and how many deals stand in it."""

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from rekindle.book.read.asking_why import NEWEST
from rekindle.book.read.lost_book import Asked, count_standing, read_pages
from rekindle.book.read.lost_rows import LostDeal
from rekindle.book.read.tallies import Counts
from rekindle.desk.show.book_kept import Kept
from rekindle.desk.show.book_rows import LANES, LaneKind, show_row
from rekindle.desk.show.book_views import BookAsk, Lane
from rekindle.desk.show.voices import voice_of
from rekindle.playbook import Playbook
from rekindle.terms.losses import Standing

ON_BOARD = 8
COUNTED = 99
_BACK = (Standing.TALKING_AGAIN, Standing.WON_BACK)


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
    pages = {name: _lane(asked, name, LANES[name], counts) for name in shown}
    found = dict(zip(shown, read_pages(workspace_id, list(pages.values())), strict=True))

    def look(name: Standing, most: int) -> int:
        rows = len(found[name])
        return rows if rows <= ON_BOARD else count_standing(workspace_id, pages[name], most)

    if _is_narrow(asked):
        return [(rows, f"{len(rows)}" if len(rows) <= ON_BOARD else f"{ON_BOARD}+") for rows in found.values()]
    said = _say_counts(counts, look(Standing.TO_DEBRIEF, NEWEST), [look(name, COUNTED + 1) for name in _BACK])
    return [(found.get(name, []), said[name]) for name in LANES]


def count_standings(kept: Kept, said: BookAsk, asked: Callable[[], Asked], counts: Counts) -> dict[str, str]:
    """Say how many deals there are of each standing; those that are not tallied are looked for as far as on the board,
    once for every command."""

    def look() -> list[int]:
        most = {Standing.TO_DEBRIEF: NEWEST, **dict.fromkeys(_BACK, COUNTED + 1)}
        pages = {name: _lane(asked(), name, LANES[name], counts) for name in most}
        return [count_standing(kept.workspace_id, page, most[name]) for name, page in pages.items()]

    asking, *back = kept.keep(f"standings-{said.whose}", look)
    return _say_counts(counts, asking, back)


def _say_counts(counts: Counts, asking: int, back: list[int]) -> dict[str, str]:
    """Say how many stand in each lane. Who has to be asked why was tallied among those that rest, so that all of them
    add up to what is lost; who came back is counted only as far as anybody reads."""
    stand = {name: counts.by_standing.get(name, 0) for name in LANES}
    stand |= {Standing.TO_DEBRIEF: asking, Standing.RESTING: max(0, stand[Standing.RESTING] - asking)}
    came = {str(name): _say_count(count) for name, count in zip(_BACK, back, strict=True)}
    return {str(name): f"{count:,}" for name, count in stand.items()} | came


def _say_count(found: int) -> str:
    return f"{found}" if found <= COUNTED else f"{COUNTED}+"


def _is_narrow(asked: Asked) -> bool:
    return bool(asked.reason or asked.narrow or asked.found is not None)


def _lane(asked: Asked, name: Standing, lane: LaneKind, counts: Counts) -> Asked:
    """Ask for the first cards of a lane."""
    about = most_judged(name, asked.reason, counts)
    return replace(asked, standing=name, sort=lane.sort, after=None, most=ON_BOARD, about=about)


def most_judged(standing: str, reason: str, counts: Counts) -> int | None:
    """Return how many judgements can match at most, where that is known."""
    named = Standing.RESTING if standing == Standing.TO_DEBRIEF else standing
    known = [counts.by_standing.get(named, 0)] if named else []
    return min([*known, *([counts.by_reason.get(reason, 0)] if reason else [])], default=None)
