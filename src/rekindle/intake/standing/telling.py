"""What tells how the deals of a file stand, settled once for all its rows."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.flags import is_yes
from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.fit import sample_of
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status, may_tell_ends, status_key
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.intake.standing.chance import counts_to_one, is_nothing

SAYS_STATUS = (
    "history.to",
    "history.property",
    "deal.status",
    "deal.stage",
    "deal.is_closed",
    "deal.is_won",
    "deal.is_lost",
)
_STATUS_WORDS = ("deal.status", "deal.stage", "history.to")
_OF_LOSS = re.compile(
    r"los[ts]|lose|why|warum|wieso|pourquoi|por ?que|perche|waarom|verlo|verlu|verlies|perd|pers|reject|declin"
    r"|absag|ablehn|refus|rechaz|debrief|post ?mortem|no ?sale"
)
_NO_STATUS = "no column says which deals were lost"
_BY_CHANCE = f"{_NO_STATUS}; a chance of 0 % counts as lost, one of 100 % as won"
_MOSTLY = 0.75
_SAYS_LOST = ("deal.lost_reason", "deal.lost_notes", "deal.lost_on")


@dataclass(frozen=True, slots=True)
class Telling:
    """What tells how the rows of a file stand.

    `rest` is what rows are of which nothing tells, "" in `asked` files, where a person has to say it once and they
    are open meanwhile. `words_tell`: some value of the status or stage says lost or won, so that the others are stages
    on the way. `no_is_lost`: only a column of who won tells, and says nothing of deals that are open. `by_chance`: only
    its chance tells, in "percent" or as a share of "one". `answers` is what a person said of single statuses:
    {(column, folded text): lost, won, open or skip}. `words` are the sentences that say so.
    """

    rest: str = "open"
    is_asked: bool = False
    words_tell: bool = False
    no_is_lost: bool = False
    by_chance: str = ""
    answers: Mapping[tuple[str, str], str] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    def is_answered(self, column: str, text: str) -> bool:
        """Say whether a person said what a status means."""
        return (column, status_key(text)) in self.answers


def meaning_of(column: str, text: str, telling: Telling) -> str:
    """Return lost, won, open, skip, unclear or nothing: what a person said about a word, else what it says itself."""
    return telling.answers.get((column, status_key(text))) or classify_status(text)


def find_telling(table: RawTable, match: Match, answers: Answers) -> Telling:
    """Return what tells how the rows of a table stand."""
    rest, words = _rest(table, match, answers)
    return Telling(
        rest=rest or "open",
        is_asked=not rest,
        words_tell=_words_tell(table, match, answers),
        no_is_lost=_no_is_lost(table, match) and not answers.default,
        by_chance=_how_chances_tell(table, match) if not answers.default else "",
        answers=answers.statuses,
        words=tuple(words),
    )


def _rest(table: RawTable, match: Match, answers: Answers) -> tuple[str, list[str]]:
    """Return what rows are whose status nothing tells, and the sentence that says so; nothing if it has to be asked."""
    if answers.default:
        return answers.default, []
    by_field = _by_field(match)
    if told := _told_of_both(table, match, by_field):
        return "open", [told]
    is_told = by_field.keys() & set(SAYS_STATUS) and not (says_only_won(by_field) or says_only_closed(by_field))
    unknown = set(range(len(table.columns))) - set(match.meant)
    if is_told or any(may_tell_ends(sample_of(table.rows, at)) for at in unknown):
        # What a column nobody knows by its name says about ends is asked first.
        return "open", []
    if _tells_by_chance(by_field, _samples_of(table, by_field.get("deal.probability"))):
        return "open", [_BY_CHANCE]
    if why := _told_of_all(table, by_field):
        return "lost", [f"{_NO_STATUS}; as {why}, all rows count as lost"]
    return "", []


def _by_field(match: Match) -> dict[str, int]:
    return {one.field: index for index, one in match.meant.items()}


def _told_of_all(table: RawTable, by_field: dict[str, int]) -> str:
    if _mostly_told(table, by_field):
        return "the file tells why or when"
    return "the file's name does" if classify_status(table.name.rpartition(".")[0]) == "lost" else ""


def _told_of_both(table: RawTable, match: Match, by_field: dict[str, int]) -> str:
    """Say by what a file without a status tells lost and won deals apart from those that are open; else nothing."""
    if _no_is_lost(table, match):
        column = table.columns[by_field["deal.is_won"]]
        return f"a 'no' under {column!r} counts as lost, and where nothing is said the deal is open"
    if {"deal.lost_on", "deal.won_on"} <= by_field.keys() and not by_field.keys() & set(SAYS_STATUS):
        lost, won = (table.columns[by_field[f"deal.{end}_on"]] for end in ("lost", "won"))
        return f"{lost!r} and {won!r} tell how deals ended; what has neither is open"
    return ""


def _mostly_told(table: RawTable, by_field: dict[str, int]) -> bool:
    """Say whether three of four rows tell why or when they were lost: where fewer do, the others may be won or open."""
    told = [
        at for name in _SAYS_LOST if (at := by_field.get(name)) is not None and _is_of_loss(name, table.columns[at])
    ]
    filled = sum(any(not is_blank(as_text(row[index])) for index in told) for row in table.rows)
    return bool(told) and filled >= _MOSTLY * len(table.rows)


def _is_of_loss(name: str, column: str) -> bool:
    """What happened, or what they said, may be told of any deal; why it was lost only of a lost one."""
    return name != "deal.lost_notes" or bool(_OF_LOSS.search(fold_header(column)))


def _tells_by_chance(names: Collection[str], chances: Collection[Cell]) -> bool:
    """Say whether only the chance of a deal tells how it stands, or which of those that are not won are open: some have
    none, others have one."""
    told = {is_nothing(as_text(cell)) for cell in chances}
    told_by = set(names) & {*SAYS_STATUS, "deal.is_active"}
    return told_by in (set(), {"deal.is_won"}, {"deal.is_closed"}) and told == {True, False}


def _how_chances_tell(table: RawTable, match: Match) -> str:
    by_field = _by_field(match)
    chances = _samples_of(table, by_field.get("deal.probability"))
    if not _tells_by_chance(by_field, chances):
        return ""
    return "one" if counts_to_one(chances) else "percent"


def _samples_of(table: RawTable, index: int | None) -> list[Cell]:
    return [] if index is None else sample_of(table.rows, index)


def says_only_won(names: Collection[str]) -> bool:
    """Say whether a file tells who won and nothing else about ends: the others may be lost, or open still."""
    return set(names) & set(SAYS_STATUS) == {"deal.is_won"}


def says_only_closed(names: Collection[str]) -> bool:
    """Say whether a file tells which deals are over and nothing of how."""
    return set(names) & set(SAYS_STATUS) == {"deal.is_closed"}


def _no_is_lost(table: RawTable, match: Match) -> bool:
    """Say whether a column of who won, the only one that tells of ends, says yes, no and of some deals nothing."""
    by_field = _by_field(match)
    if not says_only_won(by_field):
        return False
    cells = {as_text(row[by_field["deal.is_won"]]) for row in table.rows}
    flags = {is_yes(text) for text in cells if not is_blank(text)}
    return flags == {True, False} and any(map(is_blank, cells))


def _words_tell(table: RawTable, match: Match, answers: Answers) -> bool:
    indexes = [index for index, one in match.meant.items() if one.field in _STATUS_WORDS]
    values = {as_text(row[index]) for row in table.rows for index in indexes}
    return bool(answers.statuses) or any(classify_status(value) in ("lost", "won") for value in values)
