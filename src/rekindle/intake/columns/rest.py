"""What is said about a file without asking: rivals, misfits, repeated rows, what rows without a status are."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.cells.flags import is_yes
from rekindle.intake.cells.money import CURRENCY, sign_in
from rekindle.intake.columns.answers import Answers
from rekindle.intake.columns.chance import BY_CHANCE, counts_to_one, is_nothing
from rekindle.intake.columns.dictionary import fields
from rekindle.intake.columns.fit import sample_of
from rekindle.intake.columns.future import find_foretelling
from rekindle.intake.columns.guessing import tells_ends
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.match import Match, Samples, example_of
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.columns.words import classify_status
from rekindle.intake.files.table import Cell, RawTable, as_text
from rekindle.terms.losses import Status

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
_SAYS_LOST = ("deal.lost_reason", "deal.lost_notes", "deal.lost_on")


def default_status(table: RawTable, match: Match, answers: Answers) -> tuple[Status | None, list[str]]:
    """Return what rows are whose status nothing tells, and the sentence that says so; None if it has to be asked."""
    if answers.default:
        return Status(answers.default), []
    by_field = {one.field: index for index, one in match.meant.items()}
    if told := _told_of_both(table, match, by_field):
        return Status.OPEN, [told]
    is_told = by_field.keys() & set(SAYS_STATUS) and not says_only_won(by_field)
    if is_told or any(
        tells_ends(sample_of(table.rows, at)) for at in set(range(len(table.columns))) - set(match.meant)
    ):
        # What a column nobody knows by its name says about ends is asked first.
        return Status.OPEN, []
    if tells_by_chance(by_field, samples_of(table, by_field.get("deal.probability"))):
        return Status.OPEN, [BY_CHANCE]
    if why := _told_of_all(table, by_field):
        return Status.LOST, [f"{_NO_STATUS}; as {why}, all rows count as lost"]
    return None, []


def _told_of_all(table: RawTable, by_field: dict[str, int]) -> str:
    if _mostly_told(table, by_field):
        return "the file tells why or when"
    return "the file's name does" if classify_status(table.name.rpartition(".")[0]) == "lost" else ""


def _told_of_both(table: RawTable, match: Match, by_field: dict[str, int]) -> str:
    """Say by what a file without a status tells lost and won deals apart from those that are open; else nothing."""
    if no_is_lost(table, match):
        column = table.columns[by_field["deal.is_won"]]
        return f"a 'no' under {column!r} counts as lost, and where nothing is said the deal is open"
    if {"deal.lost_on", "deal.won_on"} <= by_field.keys() and not by_field.keys() & set(SAYS_STATUS):
        lost, won = (table.columns[by_field[f"deal.{end}_on"]] for end in ("lost", "won"))
        return f"{lost!r} and {won!r} tell how deals ended; what has neither is open"
    return ""


def _mostly_told(table: RawTable, by_field: dict[str, int]) -> bool:
    """Say whether at least half of the rows tell why or when they were lost."""
    told = [
        at for name in _SAYS_LOST if (at := by_field.get(name)) is not None and _is_of_loss(name, table.columns[at])
    ]
    filled = sum(any(not is_blank(as_text(row[index])) for index in told) for row in table.rows)
    return bool(told) and filled * 2 >= len(table.rows)


def tells_by_chance(names: Collection[str], chances: Sequence[Cell]) -> bool:
    """Say whether only the chance of a deal tells how it stands: some have none, others have one."""
    told = {is_nothing(as_text(cell)) for cell in chances}
    return not set(names) & {*SAYS_STATUS, "deal.is_active"} and told == {True, False}


def how_chances_tell(table: RawTable, match: Match) -> str:
    """Return how the chances are counted where only they tell how deals stand, "percent" or "one"; else nothing."""
    by_field = {one.field: index for index, one in match.meant.items()}
    chances = samples_of(table, by_field.get("deal.probability"))
    if not tells_by_chance(by_field, chances):
        return ""
    return "one" if counts_to_one(chances) else "percent"


def samples_of(table: RawTable, index: int | None) -> list[Cell]:
    """Return filled cells of a column, none where there is no such column."""
    return [] if index is None else sample_of(table.rows, index)


def _is_of_loss(name: str, column: str) -> bool:
    """What happened, or what they said, may be told of any deal; why it was lost only of a lost one."""
    return name != "deal.lost_notes" or bool(_OF_LOSS.search(fold_header(column)))


def says_won(cells: Sequence[Cell]) -> bool:
    """Say whether some cells are words for how a deal stands, a win among them."""
    return tells_ends(cells) and any(classify_status(as_text(cell)) == "won" for cell in cells)


def says_only_won(names: Iterable[str]) -> bool:
    """Say whether a file tells who won and nothing else about ends: the others may be lost, or open still."""
    return set(names) & set(SAYS_STATUS) == {"deal.is_won"}


def no_is_lost(table: RawTable, match: Match) -> bool:
    """Say whether a column of who won, the only one that tells of ends, says yes, no and of some deals nothing."""
    by_field = {one.field: index for index, one in match.meant.items()}
    if not says_only_won(by_field):
        return False
    cells = {as_text(row[by_field["deal.is_won"]]) for row in table.rows}
    flags = {is_yes(text) for text in cells if not is_blank(text)}
    return flags == {True, False} and any(map(is_blank, cells))


def words_tell(table: RawTable, match: Match, answers: Answers) -> bool:
    """Say whether some value of the status or stage column is a word for lost or won."""
    indexes = [index for index, one in match.meant.items() if one.field in _STATUS_WORDS]
    values = {as_text(row[index]) for row in table.rows for index in indexes}
    return bool(answers.statuses) or any(classify_status(value) in ("lost", "won") for value in values)


def warn(table: RawTable, match: Match, readings: tuple[ColumnReading, ...], samples: Samples) -> tuple[str, ...]:
    """Return what a person should know about the columns and rows of a file."""
    return (
        *_rivals(table, match),
        *_misfits(table, match, samples),
        *_counted_in(readings),
        *_shared_signs(match, readings, samples),
        *_repeats(table),
        *find_foretelling(table, match),
    )


def _rivals(table: RawTable, match: Match) -> Iterator[str]:
    for index, (name, winner) in sorted(match.lost.items()):
        same = all(row[index] == row[winner] for row in table.rows)
        if not same:
            means = fields()[name].short
            yield (
                f"{table.columns[index]!r} looks like {means} too; {table.columns[winner]!r} is used for it, "
                "the other is kept as it is"
            )


def _misfits(table: RawTable, match: Match, samples: Samples) -> Iterator[str]:
    for index, name in sorted(match.misfit.items()):
        yield (
            f"{table.columns[index]!r} is not read as {fields()[name].short}: most of its values are something else, "
            f"such as {example_of(samples[index])!r}"
        )


def _counted_in(readings: tuple[ColumnReading, ...]) -> Iterator[str]:
    for reading in sorted(readings, key=lambda one: one.index):
        if reading.factor:
            yield f"{reading.column!r} does not count in ones: 45 was read as {45 * 10**reading.factor:,}"


def _shared_signs(match: Match, readings: tuple[ColumnReading, ...], samples: Samples) -> Iterator[str]:
    """Say which currency a sign is taken for that several share; a "$" is told apart by the book's own."""
    if any(one.field == "deal.currency" for one in match.meant.values()):
        return
    for reading in sorted(readings, key=lambda one: one.index):
        if fields()[reading.field].type != "money" or reading.currency:
            continue
        said = {sign_in(cell) for cell in samples[reading.index] if isinstance(cell, str)} - {"$"}
        for sign in sorted(said & CURRENCY["shared"].keys()):
            codes = CURRENCY["shared"][sign]
            yield (
                f"{sign!r} in {reading.column!r} may be {', '.join(codes[:-1])} or {codes[-1]}: it is your book's own "
                f"currency if that is one of them, else {codes[0]}; a name such as 'Amount ({codes[-1]})' settles it"
            )


def _repeats(table: RawTable) -> Iterator[str]:
    count = sum(many - 1 for many in Counter(map(tuple, table.rows)).values())
    if count:
        yield f"{count:,} {'row is an exact repeat' if count == 1 else 'rows are exact repeats'} of another row"
