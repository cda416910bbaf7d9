"""People written into a cell as records: "[{"name": "Lena Whit", "emails": [...]}]", as interfaces and exports do."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rekindle.intake.files.table import MAX_COLUMNS, Cell, RawTable

_LONGEST, _MOST = 100_000, 50
_NAMES = ("name", "display_name", "full_name", "fullName", "displayName")
_GIVEN, _FAMILY = ("first_name", "firstName", "firstname"), ("last_name", "lastName", "lastname")
_MAILS = ("emails", "email", "email_addresses", "email_address", "emailAddress", "mail")
_PHONES = ("phones", "phone", "phone_numbers", "phone_number", "phoneNumber", "mobile")
_TITLES = ("title", "job_title", "jobTitle", "role")
_PARTS = ("contact name", "contact phone", "contact title")
_VALUES = ("email", "phone", "value", "number", "address")


def unfold_people(table: RawTable) -> RawTable:
    """Write the people whom cells hold as records into columns of their own; the cells stay as they are.

    Each name has its address behind it; several are parted by semicolons. Telephone and title are those of the first. A
    table without such a column, or with columns of these names already, comes back as it is.
    """
    if set(_PARTS) & {column.casefold() for column in table.columns} or len(table.columns) + len(_PARTS) > MAX_COLUMNS:
        return table
    place = next((at for at in range(len(table.columns)) if _holds_people(table, at)), None)
    if place is None:
        return table
    width = len(table.columns)
    rows = [(*row[:width], *_columns_of(row[place]), *row[width:]) for row in table.rows]
    return replace(table, columns=(*_renamed(table.columns, place), *_PARTS), rows=rows)


def _renamed(columns: tuple[str, ...], place: int) -> tuple[str, ...]:
    """The records themselves are kept, under a name that is not taken for that of a column of names or addresses."""
    return tuple(f"{column}: as records" if at == place else column for at, column in enumerate(columns))


def _holds_people(table: RawTable, place: int) -> bool:
    filled = [row[place] for row in table.rows[:_MOST] if place < len(row) and row[place] not in ("", "[]", "{}")]
    first = filled[0] if filled else ""
    if not isinstance(first, str) or not first.lstrip().startswith(("[{", "{")):
        return False
    return all(_people_of(cell) for cell in filled)


def _people_of(cell: Cell) -> list[Mapping[str, Any]]:
    """Return the records of a cell if each of them is of a person: a name, and an address or a telephone."""
    if not isinstance(cell, str) or len(cell) > _LONGEST or cell.lstrip()[:1] not in ("[", "{"):
        return []
    try:
        said = json.loads(cell)
    except (ValueError, RecursionError):
        return []
    records = said if isinstance(said, list) else [said]
    is_people = all(
        isinstance(one, dict) and _name(one) and any(key in one for key in (*_MAILS, *_PHONES)) for one in records
    )
    return records if is_people else []


def _columns_of(cell: Cell) -> tuple[str, str, str]:
    people = _people_of(cell)
    if not people:
        return "", "", ""
    names = "; ".join(f"{_name(one)} <{mail}>" if (mail := _first(one, _MAILS)) else _name(one) for one in people)
    return names, _first(people[0], _PHONES), _first(people[0], _TITLES)


def _name(one: Mapping[str, Any]) -> str:
    return _first(one, _NAMES) or f"{_first(one, _GIVEN)} {_first(one, _FAMILY)}".strip()


def _first(one: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((text for key in keys if (text := _text(one.get(key)))), "")


def _text(value: Any) -> str:
    """Return a text, or the first one of a list or of a record such as {"email": ..., "type": "office"}."""
    for _ in range(3):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = next((value[key] for key in _VALUES if key in value), "")
    return " ".join(value.replace("\x00", "").replace(";", ",").split()) if isinstance(value, str) else ""
