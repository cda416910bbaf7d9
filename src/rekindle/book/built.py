"""Questions that are built once: to build one with the ORM takes longer than the database takes to answer it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

Question = Callable[..., "QuerySet[Any]"]
# What kind of thing is given: one id, a day, an instant, or a list of so many ids.
_Kind = str | int
Given = UUID | date | list[UUID]
# Lists are asked in sizes of so many: the last id is repeated up to the next one.
_AT_ONCE = 16
# A longer list is seldom asked for, and its question is not kept.
_MOST = 256
# The first of the ids that stand for what is given; no clock makes one like it. Days of the first year stand for days,
# and their midnights for instants.
_FIRST = 0xF0F0 << 112
_ID, _DAY, _INSTANT = "id", "day", "instant"


class _Built(NamedTuple):
    """A question as SQL. `fixed` are its parameters; `given` says of each what replaces it: which of the things given,
    and which id of it, or None where nothing does."""

    sql: str
    fixed: list[Any]
    given: list[tuple[int, int] | None]
    told: Callable[[Any], Any]


def ask(question: Question, *given: Given) -> list[Any]:
    """Return what `question(*given)` lists, a query set of `values_list` without `flat`; none for an empty list.

    The question is built once for each kind of thing given, and asked again with others in their place: so it may
    only compare with what it is given, never look at it. Raises ValueError where something given is not asked for.
    """
    lengths = [len(one) for one in given if isinstance(one, list)]
    if 0 in lengths:
        return []
    if max(lengths, default=0) > _MOST:
        return list(question(*given))
    asked = [_fill(one) if isinstance(one, list) else [one] for one in given]
    vendor = connections[DEFAULT_DB_ALIAS].vendor
    built = _build(question, tuple(map(_kind_of, given, asked)), vendor)
    params = [
        fixed if at is None else _prepare(asked[at[0]][at[1]], vendor)
        for fixed, at in zip(built.fixed, built.given, strict=True)
    ]
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(built.sql, params)
        return list(built.told(cursor.fetchall()))


def read_first(rows: "QuerySet[Any]", most: int) -> tuple[list[Any], int]:
    """Return the first rows of a query set of `values_list`, and how many it lists: of the others nothing is made."""
    compiler = rows.query.get_compiler(DEFAULT_DB_ALIAS)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return [], 0
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    return list(_teller(compiler)(found[:most])), len(found)


def _teller(compiler: Any) -> Callable[[Any], Any]:
    """Return what makes values of the rows that a database answers."""
    converters = compiler.get_converters([told[0] for told in compiler.select[: compiler.col_count]])
    return (lambda rows: map(tuple, compiler.apply_converters(rows, converters))) if converters else (lambda rows: rows)


def _fill(ids: list[UUID]) -> list[UUID]:
    return ids + ids[-1:] * (-len(ids) % _AT_ONCE)


def _kind_of(one: Given, asked: list[Any]) -> _Kind:
    if isinstance(one, list):
        return len(asked)
    return _ID if isinstance(one, UUID) else _INSTANT if isinstance(one, datetime) else _DAY


def _prepare(value: UUID | date, vendor: str) -> Any:
    """Write an id, a day or an instant as the database takes it."""
    if vendor == "postgresql":
        return value
    if isinstance(value, datetime):
        return str(value.astimezone(UTC).replace(tzinfo=None))
    return value.hex if isinstance(value, UUID) else value.isoformat()


def _stand_in(kind: _Kind, at: int) -> list[Any]:
    """Return what stands for the thing given at a place."""
    if kind == _DAY:
        return [date(1, 1, 1 + at)]
    if kind == _INSTANT:
        return [datetime(1, 1, 1 + at, tzinfo=UTC)]
    return [UUID(int=_FIRST + (at << 64) + one) for one in range(kind if isinstance(kind, int) else 1)]


def _is_reckoned(fixed: Any, given: tuple[int, int] | None) -> bool:
    """Say whether a parameter is another day or instant than the one given, reckoned from it."""
    return given is None and str(fixed).startswith("0001-")


@lru_cache(maxsize=512)
def _build(question: Question, kinds: tuple[_Kind, ...], vendor: str) -> _Built:
    """Build a question for things of these kinds."""
    shown = [_stand_in(kind, at) for at, kind in enumerate(kinds)]
    places = {_prepare(one, vendor): (at, number) for at, some in enumerate(shown) for number, one in enumerate(some)}
    asked = [some if isinstance(kind, int) else some[0] for some, kind in zip(shown, kinds, strict=True)]
    compiler = question(*asked).query.get_compiler(DEFAULT_DB_ALIAS)
    sql, fixed = compiler.as_sql()
    given = [places.get(one) if isinstance(one, str | UUID | date) else None for one in fixed]
    if set(places.values()) - set(given) or ({_DAY, _INSTANT} & set(kinds) and any(map(_is_reckoned, fixed, given))):
        raise ValueError(f"{question.__name__} has to compare with everything it is given, as it is given")
    return _Built(sql, list(fixed), given, _teller(compiler))
