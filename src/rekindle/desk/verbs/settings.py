"""Settings of a member, and of the workspace."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from rekindle.book.read.workspace import read_workspace
from rekindle.book.write.members import change_member, change_workspace
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.enter import OWN_NAMES
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.playbooks import list_packs
from rekindle.desk.show.voices import voice_in
from rekindle.desk.verbs.finding import check_line, need_role
from rekindle.terms.people import MemberRole

_ADMINS = frozenset({MemberRole.ADMIN})
_WEEK = 7 * 24 * 60

# What is an argument of `change_settings`, and the column it goes into.
_OWN = {
    "name": "name",
    "zone": "zone",
    "minutes_per_week": "minutes_per_week",
    "touches_per_day": "touches_per_day",
    "working_days": "working_days",
    "hour_price_minor": "hour_price_minor",
    "keymap": "keymap",
}
_SHARED = {
    "workspace_name": "name",
    "workspace_zone": "zone",
    "workspace_hour_price_minor": "hour_price_minor",
    "pack": "pack",
    "currency": "currency",
    "jurisdiction": "jurisdiction",
    "fiscal_month": "fiscal_month",
}


def change_settings(
    actor: Actor,
    key: str,
    *,
    name: str | None = None,
    zone: str | None = None,
    minutes_per_week: int | None = None,
    touches_per_day: int | None = None,
    working_days: str | None = None,
    hour_price_minor: int | None = None,
    keymap: dict[str, Any] | None = None,
    workspace_name: str | None = None,
    workspace_zone: str | None = None,
    workspace_hour_price_minor: int | None = None,
    pack: str | None = None,
    currency: str | None = None,
    jurisdiction: str | None = None,
    fiscal_month: int | None = None,
) -> Done:
    """Change one's own settings; an admin also those of the workspace, from `workspace_name` on. None leaves a thing.

    `working_days` are ISO weekdays, 1 is Monday; prices are minor units of the workspace's currency. One's own count
    from the next morning on; after those of the workspace the morning is planned anew. Own settings can be undone;
    those of the workspace are changed back by changing them. Raises
    RefusedError for a value that cannot be, or a workspace setting by somebody who is no admin.
    """
    request = arguments_of(locals())
    return perform(actor, "change_settings", key, request, lambda writing: _change(writing, actor.member_id, request))


def _change(writing: Writing, member_id: UUID, request: Mapping[str, Any]) -> Result:
    mine, ours = _given(request, _OWN), _given(request, _SHARED)
    if not mine and not ours:
        raise RefusedError("Nothing was said to change.")
    if ours:
        need_role(writing, _ADMINS, "Settings of the workspace are for its admin. Ask them to change it.")
        before = read_workspace(writing.workspace_id).name
        change_workspace(writing.workspace_id, **ours)
        if ours.get("name", before) == before in OWN_NAMES.values():
            # A name that nobody chose says what the book is.
            change_workspace(writing.workspace_id, name=OWN_NAMES[voice_in(read_workspace(writing.workspace_id)).key])
    if mine:
        change_member(writing, member_id, **mine)
    return Result("Settings changed", undoable=not ours, whole_book=bool(ours))


def _given(request: Mapping[str, Any], columns: Mapping[str, str]) -> dict[str, Any]:
    """Return the checked values that were said, by the column each of them goes into."""
    said = {column: request[argument] for argument, column in columns.items()}
    return {column: _CHECKS[column](value) for column, value in said.items() if value is not None}


def _check_zone(zone: str) -> str:
    try:
        return ZoneInfo(zone).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as problem:
        raise RefusedError(f"“{zone}” is no time zone. Write it as Europe/Berlin or America/Chicago.") from problem


def _check_pack(name: str) -> str:
    packs = list_packs()
    if name not in packs:
        raise RefusedError(f"There is no playbook “{name}”. There are {', '.join(packs)}.")
    if packs[name]:
        raise RefusedError(f"The playbook “{name}” cannot be read: {packs[name][0]}. Mend that file first.")
    return name


def _check_days(days: str) -> str:
    if not days or set(days) - set("1234567"):
        raise RefusedError("Working days are the digits 1, Monday, to 7, Sunday: 12345 for Monday to Friday.")
    return "".join(sorted(set(days)))


def _check_letters(count: int, what: str, value: str) -> str:
    letters = value.strip().upper()
    if len(letters) != count or not (letters.isascii() and letters.isalpha()):
        raise RefusedError(f"“{value}” is no {what}. Write its {count} letters.")
    return letters


def _check_jurisdiction(value: str) -> str:
    return _check_letters(2, "country", value) if value.strip() else ""


def _check_between(low: int, high: int, what: str, value: int) -> int:
    if not low <= value <= high:
        raise RefusedError(f"{what} lies between {low:,} and {high:,}; {value:,} does not.")
    return value


def _check_keymap(keymap: dict[str, Any]) -> dict[str, Any]:
    """Take `off`, and in `moved` the key that does what a letter did: both single, a key empty for none."""
    moved = keymap.get("moved", {})
    if len(moved) > 26 or any(len(letter) != 1 or len(key) > 1 for letter, key in moved.items()):
        raise RefusedError("A letter moves to one other key, or to none.")
    return {"off": bool(keymap.get("off")), "moved": dict(sorted(moved.items()))}


_CHECKS: dict[str, Any] = {
    "keymap": _check_keymap,
    "name": lambda value: check_line(value, "The name", 200, needed="A name is needed."),
    "zone": _check_zone,
    "pack": _check_pack,
    "minutes_per_week": lambda value: _check_between(0, _WEEK, "Minutes per week", value),
    "touches_per_day": lambda value: _check_between(1, 200, "Touches per day", value),
    "working_days": _check_days,
    "hour_price_minor": lambda value: _check_between(0, 10**12, "The price of an hour", value),
    "currency": lambda value: _check_letters(3, "currency", value),
    "jurisdiction": _check_jurisdiction,
    "fiscal_month": lambda value: _check_between(1, 12, "The month in which the year begins", value),
}
