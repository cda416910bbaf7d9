"""Builds drafts from tables of the data files: a key is a field's name, a day is an offset, a text may hold marks."""

from dataclasses import fields, is_dataclass
from datetime import date, datetime
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from rekindle.desk.sample.days import Days

T = TypeVar("T")


def build(kind: type[T], table: dict[str, Any], days: Days, where: str) -> T:
    """Build one dataclass from a table; raises ValueError that names file and key of what is not understood."""
    hints = get_type_hints(kind)
    known = [one.name for one in fields(kind)]  # type: ignore[arg-type]
    for key in table:
        if key not in known:
            raise ValueError(f"{where}: {key} is not one of {', '.join(known)}")
    try:
        return kind(**{key: _convert(hints[key], value, days, f"{where}.{key}") for key, value in table.items()})
    except TypeError as error:
        raise ValueError(f"{where}: {error}") from error


def _convert(hint: Any, value: Any, days: Days, where: str) -> Any:
    if get_origin(hint) is UnionType:
        hint = next(one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_convert(get_args(hint)[0], one, days, f"{where}[{n}]") for n, one in enumerate(value))
    if get_origin(hint) is dict:
        return {key: days.fill(text) for key, text in value.items()}
    if is_dataclass(hint):
        return build(hint, value, days, where)  # type: ignore[arg-type]
    try:
        return _simple(hint, value, days)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error


def _simple(hint: Any, value: Any, days: Days) -> Any:
    if hint is datetime:
        return days.at(value)
    if hint is date:
        return days.on(value)
    return hint(days.fill(value) if isinstance(value, str) else value)
