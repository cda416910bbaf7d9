"""Amounts that can be read in two ways, by their marks or by what they count in: one question for the column."""

from collections.abc import Iterator
from decimal import Decimal

from rekindle.intake.cells.money import read_amount
from rekindle.intake.cells.numbers import COMMA, POINT, Writing
from rekindle.intake.columns.dictionary import fields
from rekindle.intake.columns.match import Samples, example_of
from rekindle.intake.columns.recognition import Question
from rekindle.intake.columns.settle import ColumnReading
from rekindle.intake.columns.writing import THOUSANDS, WAYS, Open, find_open
from rekindle.intake.files.table import RawTable

_WAY = {POINT: "point", COMMA: "comma"}


def ask_amounts(table: RawTable, readings: tuple[ColumnReading, ...]) -> Iterator[Question]:
    """Ask about each column of money some of whose amounts can be read in two ways, with both readings of a row."""
    for reading in sorted(readings, key=lambda one: one.index):
        if fields()[reading.field].type != "money" or not reading.writing.is_unsure:
            continue
        unsure, other = find_open((row[reading.index] for row in table.rows), reading.writing)
        ways = (THOUSANDS, *(_WAY[sign] for sign in sorted({one.sign for one in unsure})))
        shown = " and ".join(_both(one) for one in unsure)
        beside = f" {other!r} in the same column is written otherwise." if other else ""
        words = f"{reading.column!r}: is {shown}?{beside} Until this is answered such amounts count as unknown."
        yield Question(reading.column, words, tuple(f"{reading.field}@{way}" for way in ways))


def ask_counts(readings: tuple[ColumnReading, ...], samples: Samples) -> Iterator[Question]:
    """Ask what each column counts in whose name says "mil", which is a thousand or a million."""
    for reading in sorted(readings, key=lambda one: one.index):
        if reading.factor is None:
            words = (
                f"{reading.column!r}: does {example_of(samples[reading.index])!r} count in thousands or in millions? "
                "Until this is answered such amounts count as unknown."
            )
            yield Question(
                reading.column, words, tuple(f"{reading.field}@{way}" for way in ("x1000", "x1000000", "x1"))
            )


def _both(one: Open) -> str:
    """Write both readings of an amount: "'99,000' (row 3) 99000 or 99"."""
    larger = read_amount(one.text, Writing(WAYS[THOUSANDS])).value
    smaller = read_amount(one.text, Writing(WAYS[_WAY[one.sign]])).value
    return f"{one.text!r} (row {one.row}) {_plain(larger)} or {_plain(smaller)}"


def _plain(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
