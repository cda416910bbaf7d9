"""What is made of a playbook's tables is made once: every verb asks for the same again."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import pyarrow as pa

from rekindle.tables.schemas import Tables

P = ParamSpec("P")
T = TypeVar("T")
_MOST_KEPT = 8


def made_of(*names: str) -> Callable[[Callable[Concatenate[Tables, P], T]], Callable[Concatenate[Tables, P], T]]:
    """Keep what a function makes of these tables of a playbook, and of whatever else it is asked with (hashable).

    It is given no other table, so that it cannot lean on one that is not looked at; and the very same tables are looked
    for, which are kept with what was made of them. What it returns must not be changed.
    """

    def wrap(make: Callable[Concatenate[Tables, P], T]) -> Callable[Concatenate[Tables, P], T]:
        kept: dict[tuple[Any, ...], tuple[tuple[pa.Table, ...], T]] = {}

        @wraps(make)
        def made(playbook: Tables, /, *rest: P.args, **more: P.kwargs) -> T:
            tables = tuple(playbook[name] for name in names)
            key = (*map(id, tables), *rest, *more.values())
            found = kept.get(key)
            if found is None:
                found = tables, make(dict(zip(names, tables, strict=True)), *rest, **more)
                if len(kept) >= _MOST_KEPT:
                    kept.clear()
                kept[key] = found
            return found[1]

        return made

    return wrap
