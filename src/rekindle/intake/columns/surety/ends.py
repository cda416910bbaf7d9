"""Which column of days is the day on which deals ended."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.look import looks_like_date
from rekindle.intake.columns.dictionary import KEEP
from rekindle.intake.columns.known import Known
from rekindle.intake.columns.match import Match, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.surety.rows import (
    HARDLY_ANY,
    NEARLY_ALL,
    SAMPLE,
    Row,
    by_field_of,
    filled,
    rivals_of,
    split_by_end,
)
from rekindle.intake.files.table import RawTable, as_text
from rekindle.intake.standing.telling import Telling

_FEWEST_ENDED, _FEWEST_OPEN = 3, 2
_VAGUE = 0.6
_ONLY_ENDED = "Deals that are over have a day here, and open ones have none."
_DAYS_OF_END = ("deal.closed_on", "deal.lost_on", "deal.won_on")


def settle_days(table: RawTable, match: Match, telling: Telling) -> None:
    """A column called "Date" that ended deals have, and open ones have not, is the day of the end, if no other is."""
    vague = [at for at, one in match.meant.items() if one.field == "deal.created_on" and one.score <= _VAGUE]
    if {one.field for one in match.meant.values()} & {*_DAYS_OF_END}:
        return
    ended, still = split_by_end(table, match, telling)
    for index in vague:
        if index not in match.supposed and _only_ended(index, ended, still):
            match.meant[index] = replace(match.meant[index], field="deal.closed_on", why=_ONLY_ENDED)


def _only_ended(index: int, ended: Sequence[Row], still: Sequence[Row]) -> bool:
    """Say whether deals that are over have something in a column and open ones have not; of a single open one that is
    no chance only where all others have."""
    most = NEARLY_ALL if len(still) >= _FEWEST_OPEN else 1.0
    is_enough = len(ended) >= _FEWEST_ENDED and bool(still)
    return is_enough and filled(index, ended) >= most and filled(index, still) <= HARDLY_ANY


def ask_ends(known: Known) -> Iterator[Question]:
    """Ask about a second column of days of the end: one that is called so, too, and has other days, or one that all
    deals that are over have, where the first stands at open ones as well and is only expected there."""
    end = next((at for name in _DAYS_OF_END if (at := by_field_of(known.match).get(name)) is not None), None)
    if end is None:
        yield from _ask_only_ended(known)
        return
    if end in known.match.supposed or end in known.answers.fields:
        return
    ended, still = split_by_end(known.table, known.match, known.telling)
    is_open_too = bool(still) and filled(end, still) >= NEARLY_ALL
    rivals = [at for name in _DAYS_OF_END for at in rivals_of(known.match, name)]
    for index, column in enumerate(known.table.columns):
        cells = known.samples[index]
        if not _is_free(known, index) or not cells or not all(map(looks_like_date, cells)):
            continue
        is_rival = index in rivals and known.profile.system == "plain" and _differ(known.table, index, end)
        if is_rival or (is_open_too and _ended_have(index, ended, still)):
            words = (
                f"Is {column!r}, for example {example_of(cells)!r}, the day on which deals ended? "
                f"Until this is answered it is {known.table.columns[end]!r}, which has other days."
            )
            yield Question(column, words, ("deal.closed_on", "deal.revisit_on", KEEP))


def _ask_only_ended(known: Known) -> Iterator[Question]:
    """Ask about days that only deals have that are over, in a layout without a day of the end it knows."""
    if known.profile.system == "plain" or known.meant & {"deal.stage_changed_on", "history.at"}:
        return
    ended, still = split_by_end(known.table, known.match, known.telling)
    for index, column in enumerate(known.table.columns):
        cells = known.samples[index]
        if _is_free(known, index) and cells and all(map(looks_like_date, cells)) and _only_ended(index, ended, still):
            words = (
                f"Is {column!r}, for example {example_of(cells)!r}, the day on which deals ended? No other column is."
            )
            yield Question(column, words, ("deal.closed_on", "deal.revisit_on", KEEP))


def _is_free(known: Known, index: int) -> bool:
    """Say whether a column is not read, or only as the day of opening under a name as vague as "Date"."""
    one = known.match.meant.get(index)
    is_vague = one is not None and one.field == "deal.created_on" and one.score <= _VAGUE
    return index not in known.answers.fields and (one is None or is_vague or index in known.match.lost)


def _differ(table: RawTable, this: int, that: int) -> bool:
    """Say whether most rows that have anything in two columns say otherwise in them."""
    both = [(as_text(row[this]), as_text(row[that])) for row in table.rows[:SAMPLE]]
    said = [one != other for one, other in both if one or other]
    return 2 * sum(said) > len(said)


def _ended_have(index: int, ended: Sequence[Row], still: Sequence[Row]) -> bool:
    """Say whether nearly all deals that are over have something in a column, and some open ones have not."""
    blank = sum(is_blank(as_text(row[index])) for row in still)
    is_some = blank >= _FEWEST_OPEN and bool(ended) and filled(index, ended) >= NEARLY_ALL
    return is_some or _only_ended(index, ended, still)
