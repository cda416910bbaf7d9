"""What a person said about a file: columns, orders of dates, meanings of single statuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from rekindle.intake.cells.dates import Order
from rekindle.intake.columns.dictionary import KEEP, Kind, fields
from rekindle.intake.columns.units import COUNTS
from rekindle.intake.columns.words import status_key
from rekindle.intake.columns.writing import WAYS
from rekindle.intake.files.table import RawTable
from rekindle.intake.names import fold

# How the values of a type can be written, where they do not tell by themselves.
FISCAL = {f"fy{month}": month for month in range(1, 13)}
"""In which month the fiscal years of a file begin, as a person says it: "fy4" for April."""
_WAYS: Mapping[str, tuple[str, ...]] = {"date": (*Order, *FISCAL), "money": (*WAYS, *COUNTS), "number": tuple(WAYS)}
ENDINGS = ("lost", "won", "open", "skip")
EVERY_ROW = "*"
DAY_OF_END = "deal.closed_on"


class MappingError(ValueError):
    """A mapping names a column, field, order or kind that does not exist; the words list those that do."""


@dataclass(slots=True)
class Answers:
    """What somebody said about a table: columns by their place, the order of dates, what marks before three digits are,
    the power of ten amounts are counted in, the month in which fiscal years begin, statuses by (column, value), and
    that no column is the day of the end."""

    kind: Kind | None = None
    fields: dict[int, str] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    marks: dict[int, str] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    fiscal: dict[int, int] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    default: str = ""
    no_day: bool = False


def read_answers(table: RawTable, kind: str, mapping: Mapping[str, str]) -> Answers:
    """Check a mapping against a table. Raises MappingError."""
    answers = Answers(_read_kind(kind))
    for key, value in mapping.items():
        index = _find_column(table, key)
        if index is not None:
            _answer_column(answers, index, key, value)
        elif key.strip() == DAY_OF_END:
            _answer_day(answers, table, value)
        elif key.strip() == EVERY_ROW:
            answers.default = _ending(key, value, ENDINGS[:3])
        else:
            _answer_status(answers, table, key, value)
    if answers.kind is None:
        answers.kind = _implied_kind(answers.fields.values())
    return answers


def _read_kind(kind: str) -> Kind | None:
    if kind == "auto":
        return None
    try:
        return Kind(kind)
    except ValueError:
        raise MappingError(f"there is no kind {kind!r}; possible are auto, {', '.join(Kind)}") from None


def _find_column(table: RawTable, key: str) -> int | None:
    plain = " ".join(key.split())
    if plain in table.columns:
        return table.columns.index(plain)
    if any(plain.startswith(f"{column}:") for column in table.columns):
        # A status may be a sign without letters: "Status: 🔴" is no other way to write "Status".
        return None
    same = [index for index, column in enumerate(table.columns) if fold(column) == fold(plain) and fold(plain)]
    return same[0] if len(same) == 1 else None


def _answer_column(answers: Answers, index: int, key: str, value: str) -> None:
    name, _, way = value.strip().partition("@")
    if name not in fields():
        raise MappingError(f"{key!r}: there is no field {name!r}; possible are {', '.join(fields())}")
    if not fields()[name].kinds:
        raise MappingError(f"{key!r}: {name} is only of a book of ours that was taken along, known by its own columns")
    answers.fields[index] = name
    if not way:
        return
    ways = _WAYS.get(fields()[name].type)
    if ways is None:
        raise MappingError(f"{key!r}: {name} holds no dates and no amounts, so there is nothing to say behind it")
    if way not in ways:
        raise MappingError(f"{key!r}: there is no way {way!r} to read {name}; possible are {', '.join(ways)}")
    if way in WAYS:
        answers.marks[index] = way
    elif way in COUNTS:
        answers.counts[index] = COUNTS[way]
    elif way in FISCAL:
        answers.fiscal[index] = FISCAL[way]
    else:
        answers.orders[index] = Order(way)


def _answer_day(answers: Answers, table: RawTable, value: str) -> None:
    """Which column is the day of the end? {"deal.closed_on": "Datum"} answers as {"Datum": "deal.closed_on"} does."""
    index = _find_column(table, value)
    if index is None and value.strip() == KEEP:
        answers.no_day = True
    elif index is None:
        _no_column(table, value)
    else:
        answers.fields[index] = DAY_OF_END


def _answer_status(answers: Answers, table: RawTable, key: str, value: str) -> None:
    for column in sorted(table.columns, key=len, reverse=True):
        if key.startswith(f"{column}:") and key[len(column) + 1 :].strip():
            answers.statuses[column, status_key(key[len(column) + 1 :])] = _ending(key, value, ENDINGS)
            return
    _no_column(table, key)


def _ending(key: str, value: str, possible: tuple[str, ...]) -> str:
    if value.strip() not in possible:
        raise MappingError(f"{key!r}: {value!r} does not say how a deal ended; possible are {', '.join(possible)}")
    return value.strip()


def _no_column(table: RawTable, key: str) -> NoReturn:
    raise MappingError(f"{table.name} has no column {key!r}; its columns are {', '.join(map(repr, table.columns))}")


def _implied_kind(names: Iterable[str]) -> Kind | None:
    """A field that only one kind of file has says which kind the file is."""
    kinds = [fields()[name].kinds for name in names if len(fields()[name].kinds) == 1]
    return next(iter(kinds[0])) if kinds else None
