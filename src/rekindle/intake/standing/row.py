"""How one row stands, with the column and the word that show it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from rekindle.intake.cells.blank import CellError, is_blank
from rekindle.intake.cells.flags import read_flag
from rekindle.intake.columns.match import Match
from rekindle.intake.columns.words import classify_status, is_pause, read_word
from rekindle.intake.files.table import Cell, as_text
from rekindle.intake.standing.chance import is_nothing, is_sure
from rekindle.intake.standing.telling import Telling, meaning_of

_ENDS = ("lost", "won")


class How(StrEnum):
    """What a row is: a deal that is lost, won or open; no deal at all; or one of which nobody can say."""

    LOST = "lost"
    WON = "won"
    OPEN = "open"
    NO_DEAL = "skip"
    UNKNOWN = "unknown"


class By(StrEnum):
    """What shows how a row stands."""

    DELETED = "deleted"
    REASON = "reason"
    FLAG = "flag"
    WORD = "word"
    DAY = "day"
    CHANCE = "chance"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stands and by what: the column and its text, both empty where only the rest of the file tells."""

    how: How
    by: By
    column: str = ""
    text: str = ""


class Said(Protocol):
    """A filled cell: its column and its text."""

    @property
    def column(self) -> str: ...
    @property
    def text(self) -> str: ...


class Says(Protocol):
    """A row by the fields its columns mean."""

    def flag(self, name: str) -> bool | None: ...
    def first(self, name: str) -> Said | None: ...
    def all(self, name: str) -> Sequence[Said]: ...


def find_standing(row: Says, telling: Telling) -> Standing:
    """Fold what a row says about its end: deleted, flags, words of status and stage, a reason or day of loss, a chance.

    `IsClosed and not IsWon` is lost whatever the stage is called; what nobody can say counts as open until it is asked.
    """
    return (
        _no_deal(row)
        or _by_flags(row, telling)
        or _by_words(row, telling)
        or _by_evidence(row)
        or _by_chance(row, telling)
        or Standing(How(telling.rest), By.OTHERS)
    )


def _no_deal(row: Says) -> Standing | None:
    if row.flag("deal.is_deleted"):
        return Standing(How.NO_DEAL, By.DELETED)
    of_mistakes = (said for said in row.all("deal.lost_reason") if read_word("reason", said.text) == "skip")
    found = next(of_mistakes, None)
    return Standing(How.NO_DEAL, By.REASON, found.column, found.text) if found else None


def _by_flags(row: Says, telling: Telling) -> Standing | None:
    closed, won, lost = (row.flag(f"deal.is_{name}") for name in ("closed", "won", "lost"))
    if won:
        return _by_flag(row, How.WON, "deal.is_won")
    if lost:
        return _by_flag(row, How.LOST, "deal.is_lost")
    if closed is False:
        return _by_flag(row, How.OPEN, "deal.is_closed")
    if won is False and (closed or telling.no_is_lost or _may_be_closed(row)):
        return _by_flag(row, How.LOST, "deal.is_won")
    if row.flag("deal.is_active") is False:
        chance = row.first("deal.probability")
        return _by_flag(row, How.LOST, "deal.is_active") if chance and is_nothing(chance.text) else _by_evidence(row)
    return None


def _may_be_closed(row: Says) -> bool:
    """Say whether a status or stage tells that a deal may be over, and not how: "Closed" beside a no under "Won"."""
    found = [said.text for said in (row.first("deal.status"), row.first("deal.stage")) if said]
    return any(classify_status(text) == "unclear" and not is_pause(text) for text in found)


def _by_flag(row: Says, how: How, name: str) -> Standing:
    said = row.first(name)
    return Standing(how, By.FLAG, said.column if said else "", said.text if said else "")


def _by_words(row: Says, telling: Telling) -> Standing | None:
    """A stage of the way, such as "Discovery", is open if the file's other rows use words for an end.

    Of a status that may be an end or a pause the stage says which: "Closed" beside "Won". Two that say otherwise, "Won"
    beside "Lost", tell nothing.
    """
    found = [said for said in (row.first("deal.status"), row.first("deal.stage")) if said]
    if are_at_odds(found, telling):
        return Standing(How.UNKNOWN, By.WORD, found[0].column, found[0].text)
    if len(found) == 2 and classify_status(found[0].text) == "unclear" and classify_status(found[1].text) in _ENDS:
        found = found[1:]
    for said in found:
        means = meaning_of(said.column, said.text, telling)
        if means == "unclear":
            return _by_evidence(row, of_pause=is_pause(said.text)) or _unknown(said)
        if means:
            return Standing(How(means), By.WORD, said.column, said.text)
    if not (found and telling.words_tell):
        return None
    # Closed, and no word of the stage says how.
    return _unknown(found[0]) if row.flag("deal.is_closed") else _open(found[0])


def are_at_odds(found: Sequence[Said], telling: Telling) -> bool:
    """Say whether the status and the stage of a row tell two ends, and nobody said of the status which one holds."""
    if len(found) < 2 or telling.is_answered(found[0].column, found[0].text):
        return False
    return {classify_status(said.text) for said in found} == set(_ENDS)


def _unknown(said: Said) -> Standing:
    return Standing(How.UNKNOWN, By.WORD, said.column, said.text)


def _open(said: Said) -> Standing:
    return Standing(How.OPEN, By.WORD, said.column, said.text)


def _by_evidence(row: Says, *, of_pause: bool = False) -> Standing | None:
    """A reason tells that a deal was lost, or only why it rests."""
    reasons = [] if of_pause else [said for said in row.all("deal.lost_reason") if not is_blank(said.text)]
    if day := row.first("deal.lost_on"):
        return Standing(How.LOST, By.DAY, day.column, day.text)
    if reasons:
        return Standing(How.LOST, By.REASON, reasons[0].column, reasons[0].text)
    day = row.first("deal.won_on")
    return Standing(How.WON, By.DAY, day.column, day.text) if day else None


def _by_chance(row: Says, telling: Telling) -> Standing | None:
    chance = row.first("deal.probability")
    if chance is None or not telling.by_chance:
        return None
    if is_nothing(chance.text):
        how = How.LOST
    else:
        how = How.WON if is_sure(chance.text, of_one=telling.by_chance == "one") else How.OPEN
    return Standing(how, By.CHANCE, chance.column, chance.text)


@dataclass(frozen=True, slots=True)
class CellSaid:
    """A filled cell of a row that was not read yet."""

    column: str
    text: str


class Cells:
    """A row as it stands in the file, by the fields its columns mean, before any of its cells was read."""

    def __init__(self, row: Sequence[Cell], places: Mapping[str, Sequence[int]], columns: Sequence[str]) -> None:
        self._row, self._places, self._columns = row, places, columns

    def all(self, name: str) -> list[CellSaid]:
        """Return the filled cells of a field."""
        found = ((place, as_text(self._row[place])) for place in self._places.get(name, ()))
        return [CellSaid(self._columns[place], text) for place, text in found if not is_blank(text)]

    def first(self, name: str) -> CellSaid | None:
        """Return the first filled cell of a field."""
        return next(iter(self.all(name)), None)

    def flag(self, name: str) -> bool | None:
        """Return a field's yes or no, None if the row does not say."""
        said = self.first(name)
        try:
            return read_flag(said.text) if said else None
        except CellError:
            return None


def find_standings(
    rows: Iterable[Sequence[Cell]], columns: Sequence[str], match: Match, telling: Telling
) -> list[Standing]:
    """Return how rows of a table stand, before any of their cells was read."""
    places: dict[str, list[int]] = {}
    for index, one in match.meant.items():
        places.setdefault(one.field, []).append(index)
    return [find_standing(Cells(row, places, columns), telling) for row in rows]
