"""What a person said about a file: columns, orders of dates, meanings of single statuses."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from rekindle.intake.cells.dates import Order
from rekindle.intake.columns.dictionary import Kind, fields
from rekindle.intake.files.table import RawTable
from rekindle.intake.names import fold

ENDINGS = ("lost", "won", "open", "skip")
EVERY_ROW = "*"


class MappingError(ValueError):
    """A mapping names a column, field, order or kind that does not exist; the words list those that do."""


@dataclass(slots=True)
class Answers:
    """What somebody said about a table: columns by their place, the order of dates, statuses by (column, value)."""

    kind: Kind | None = None
    fields: dict[int, str] = field(default_factory=dict)
    orders: dict[int, Order] = field(default_factory=dict)
    statuses: dict[tuple[str, str], str] = field(default_factory=dict)
    default: str = ""


def read_answers(table: RawTable, kind: str, mapping: Mapping[str, str]) -> Answers:
    """Check a mapping against a table. Raises MappingError."""
    answers = Answers(_read_kind(kind))
    for key, value in mapping.items():
        index = _find_column(table, key)
        if index is not None:
            _answer_column(answers, index, key, value)
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
    same = [index for index, column in enumerate(table.columns) if fold(column) == fold(plain) and fold(plain)]
    return same[0] if len(same) == 1 else None


def _answer_column(answers: Answers, index: int, key: str, value: str) -> None:
    name, _, order = value.strip().partition("@")
    if name not in fields():
        raise MappingError(f"{key!r}: there is no field {name!r}; possible are {', '.join(fields())}")
    if order and fields()[name].type != "date":
        raise MappingError(f"{key!r}: {name} holds no dates, so it has no order")
    if order and order not in list(Order):
        raise MappingError(f"{key!r}: there is no order {order!r}; possible are {', '.join(Order)}")
    answers.fields[index] = name
    if order:
        answers.orders[index] = Order(order)


def _answer_status(answers: Answers, table: RawTable, key: str, value: str) -> None:
    for column in sorted(table.columns, key=len, reverse=True):
        if key.startswith(f"{column}:") and key[len(column) + 1 :].strip():
            answers.statuses[column, fold(key[len(column) + 1 :])] = _ending(key, value, ENDINGS)
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
