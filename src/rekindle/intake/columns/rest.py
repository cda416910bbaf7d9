"""What is said about a file without asking: rivals, misfits, units, repeated rows, columns that foretell."""

from collections import Counter
from collections.abc import Iterator

from rekindle.intake.cells.money import CURRENCY, sign_in
from rekindle.intake.columns.dictionary import fields
from rekindle.intake.columns.future import find_foretelling
from rekindle.intake.columns.match import Match, Samples, example_of
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.files.table import RawTable
from rekindle.intake.standing.telling import Telling


def warn(
    table: RawTable, match: Match, readings: tuple[ColumnReading, ...], samples: Samples, telling: Telling
) -> tuple[str, ...]:
    """Return what a person should know about the columns and rows of a file."""
    return (
        *_rivals(table, match),
        *_misfits(table, match, samples),
        *_counted_in(readings),
        *_shared_signs(match, readings, samples),
        *_repeats(table),
        *find_foretelling(table, match, telling),
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
