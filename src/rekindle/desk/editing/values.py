"""Between what is typed in a form and what stands in a playbook."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rekindle.desk.editing.shapes import Field
from rekindle.terms.touches import Channel

# What was typed: every value under its name, as a browser sends it.
Typed = Mapping[str, Sequence[str]]

_ON = ("promised", "contract_end", "signal")


def read_entry(fields: tuple[Field, ...], typed: Typed, before: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as it was typed over the one before; what is no number stays text, for the check to complain."""
    return {**before, **{field.name: _READ.get(field.kind, _read_line)(field, typed) for field in fields}}


def show_value(field: Field, value: Any) -> Any:
    """Return a value as its form shows it: text, or a list of chosen keys, or minutes by channel."""
    if field.kind in ("some", "minutes"):
        return value or ([] if field.kind == "some" else {})
    if field.kind == "yes":
        return bool(value)
    if field.kind == "maybe":
        return "" if value is None else ("yes" if value else "no")
    if field.kind in ("lines", "steps", "run"):
        return "\n".join(_LINE[field.kind](one) for one in value or [])
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _first(field: Field, typed: Typed) -> str:
    return " ".join((typed.get(field.name) or [""])[0].split())


def _lines(field: Field, typed: Typed) -> list[str]:
    text = (typed.get(field.name) or [""])[0]
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _read_line(field: Field, typed: Typed) -> Any:
    # An empty choice is refused by the check with the list of what is allowed.
    return _first(field, typed)


def _read_number(field: Field, typed: Typed) -> Any:
    text = _first(field, typed)
    return None if not text else _number(text, whole=field.kind == "whole")


def _number(text: str, *, whole: bool) -> Any:
    try:
        return int(text) if whole else float(text.replace(",", "."))
    except ValueError:
        return text


def _read_yes(field: Field, typed: Typed) -> bool:
    return bool(_first(field, typed))


def _read_maybe(field: Field, typed: Typed) -> bool | None:
    return {"yes": True, "no": False}.get(_first(field, typed))


def _read_some(field: Field, typed: Typed) -> list[str]:
    chosen = [one for one in typed.get(field.name) or [] if one]
    return ["*"] if "*" in chosen else chosen


def _read_minutes(field: Field, typed: Typed) -> dict[str, Any]:
    found = {one: " ".join((typed.get(f"{field.name}.{one}") or [""])[0].split()) for one in map(str, Channel)}
    return {channel: _number(text, whole=True) for channel, text in found.items() if text}


def _read_steps(field: Field, typed: Typed) -> list[list[Any]]:
    return [_read_step(re.split(r"[\s;|]+", line)) for line in _lines(field, typed)]


def _read_step(parts: list[str]) -> list[Any]:
    return [_number(part, whole=nth < 2) for nth, part in enumerate(parts)]


def _read_run(field: Field, typed: Typed) -> list[dict[str, Any]]:
    return [_read_turn(line) for line in _lines(field, typed)]


def _read_turn(line: str) -> dict[str, Any]:
    """Read `45 | value_touch | the words`; the order is what it is, the bars may be spared nowhere."""
    when, play, words = ([part.strip() for part in line.split("|", 2)] + ["", ""])[:3]
    if when in _ON:
        return {"day": None, "on": when, "play": play, "words": words}
    return {"day": _number(when, whole=True), "on": None, "play": play, "words": words}


def _say_turn(step: Mapping[str, Any]) -> str:
    when = step.get("on") or step.get("day")
    return f"{'' if when is None else when} | {step.get('play', '')} | {step.get('words', '')}"


_READ: dict[str, Callable[[Field, Typed], Any]] = {
    "share": _read_number,
    "number": _read_number,
    "whole": _read_number,
    "yes": _read_yes,
    "maybe": _read_maybe,
    "choice": lambda field, typed: _first(field, typed) or ("" if field.required else None),
    "day": lambda field, typed: _first(field, typed) or None,
    "some": _read_some,
    "lines": _lines,
    "minutes": _read_minutes,
    "steps": _read_steps,
    "run": _read_run,
}
_LINE: dict[str, Callable[[Any], str]] = {
    "lines": str,
    "steps": lambda step: " ".join(f"{one:g}" for one in step),
    "run": _say_turn,
}
