"""Turns what the validator found into sentences: file, key, what is allowed, what stands there."""

import json
from collections.abc import Callable
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rekindle.playbook.errors import Problem
from rekindle.playbook.layout import FILE_OF
from rekindle.playbook.model import Playbook
from rekindle.playbook.read import unknown_key

_KINDS = {
    "string": "text in quotes",
    "int": "a whole number",
    "float": "a number",
    "finite": "a number",
    "bool": "true or false",
    "dict": "a table",
    "model": "a table",
    "tuple": "a list",
    "date": "a date such as 2027-03-31",
}
_BOUNDS: dict[str, Callable[[dict[str, Any]], str]] = {
    "greater_than_equal": lambda ctx: f"must be {_number(ctx['ge'])} or more",
    "less_than_equal": lambda ctx: f"must be {_number(ctx['le'])} or less",
    "greater_than": lambda ctx: f"must be more than {_number(ctx['gt'])}",
    "enum": lambda ctx: f"must be one of {_listed(ctx['expected'])}",
    "literal_error": lambda ctx: f"must be one of {_listed(ctx['expected'])}",
    "too_long": lambda ctx: f"must have {ctx['max_length']} parts",
}


def explain(error: ValidationError) -> list[Problem]:
    """Say in plain words everything a validation found."""
    errors = error.errors(include_url=False)
    unknown = tuple(f"{_key(found)}." for found in errors if "[key]" in found["loc"])
    return [_problem(found) for found in errors if not _key(found).startswith(unknown)]


def _problem(found: ErrorDetails) -> Problem:
    file = FILE_OF.get(str(found["loc"][0]), "pack.toml") if found["loc"] else "pack.toml"
    return Problem(file, _key(found), _say(found))


def _key(found: ErrorDetails) -> str:
    return ".".join(str(step) for step in found["loc"] if step != "[key]")


def _say(found: ErrorDetails) -> str:
    kind, ctx = found["type"], found.get("ctx") or {}
    if kind == "missing":
        return "is missing"
    if kind == "extra_forbidden":
        return unknown_key(str(found["loc"][-1]), _fields_at(found["loc"][:-1]))
    if kind in ("too_short", "empty"):
        return "must not be empty"
    allowed = _BOUNDS[kind](ctx) if kind in _BOUNDS else _allowed(kind, found["msg"])
    return allowed if kind in ("expires", "together") else f"{allowed}, is {_shown(found['input'])}"


def _allowed(kind: str, message: str) -> str:
    wanted = _KINDS.get(kind.partition("_")[0])
    return f"must be {wanted}" if wanted and kind != "value_error" else message


def _number(value: float) -> str:
    return f"{value:g}"


def _listed(expected: str) -> str:
    return expected.replace("'", "").replace(" or ", ", ")


def _shown(value: Any) -> str:
    shown = json.dumps(value, default=str, ensure_ascii=False)
    return shown if len(shown) <= 60 else f"{shown[:57]}..."


def _fields_at(loc: tuple[int | str, ...]) -> list[str]:
    kind: Any = Playbook
    for step in loc:
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            kind = kind.model_fields[str(step)].annotation
        else:
            kind = [part for part in get_args(kind) if part is not Ellipsis][-1]
        kind = getattr(kind, "__origin__", kind) if hasattr(kind, "__metadata__") else kind
    return list(kind.model_fields)
