"""What a change to a playbook is called, and where it lies."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rekindle.desk.actor import RefusedError
from rekindle.desk.editing.choosing import name_keys
from rekindle.desk.editing.shapes import ABOUT, SECTIONS, Section
from rekindle.playbook import Content, Difference, Path, Playbook, find_at, put_at, split_path
from rekindle.terms.people import MemberRole

MAY_CHANGE = frozenset({MemberRole.ADMIN, MemberRole.COACH})


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry lies: its section, and the keys that name it in there."""

    section: Section
    keys: Path

    @property
    def path(self) -> Path:
        """The path in the whole content; empty for what a pack says of itself."""
        return () if self.section is ABOUT else (self.section.name, *self.keys)


def find_place(section: str, key: str) -> Place:
    """Return the place of an entry; raises RefusedError where no entry can be."""
    found = ABOUT if section == ABOUT.name else SECTIONS.get(section)
    keys = split_path(key) if key else ()
    if found is None or len(keys) != found.depth:
        raise RefusedError("There is no such part of a playbook.")
    return Place(found, keys)


def entry_at(content: Mapping[str, Any], place: Place) -> dict[str, Any] | None:
    """Return the entry at a place; None where there is none."""
    if place.section is ABOUT:
        return {field.name: content[field.name] for field in ABOUT.fields}
    found = find_at(content, place.path)
    return dict(found) if isinstance(found, Mapping) else None


def changes_of(place: Place, entry: Mapping[str, Any] | None) -> dict[str, Any]:
    """Return an entry as changes by dotted key; None takes the entry away."""
    if place.section is ABOUT:
        return dict(entry or {})
    return {".".join(place.path): entry}


def digest_entry(entry: Mapping[str, Any] | None) -> str:
    """Return what tells one state of an entry from another; empty for none."""
    return "" if entry is None else hashlib.sha256(json.dumps(entry, sort_keys=True).encode()).hexdigest()[:16]


def name_place(place: Place, playbook: Playbook) -> str:
    """Name an entry in words: Reasons and their angles, Budget froze."""
    keys = name_keys(place.section.name, place.keys, playbook)
    return ", ".join(keys) if keys else place.section.title


def name_path(path: Path, playbook: Playbook) -> str:
    """Name any path in words, down to its field."""
    section = SECTIONS.get(path[0])
    if section is None:
        return next((field.label for field in ABOUT.fields if field.name == path[0]), path[0])
    keys = name_keys(section.name, path[1 : 1 + section.depth], playbook)
    labels = {field.name: field.label for field in section.fields}
    rest = [labels.get(key, key) for key in path[1 + section.depth :]]
    return ", ".join([section.title, *keys, *rest])


def name_changes(found: list[Difference], playbook: Playbook) -> str:
    """Say in a few words what a version changes: the first thing by name, the others by number."""
    places = list(dict.fromkeys(_entry_of(one.path) for one in found))
    more = f", and {len(places) - 1} more" if len(places) > 1 else ""
    return f"{name_path(places[0], playbook)}{more}" if places else "nothing"


def _entry_of(path: Path) -> Path:
    section = SECTIONS.get(path[0])
    return path[: 1 + section.depth] if section else path[:1]


def say_value(value: Any) -> str:
    """Write a value as a line or a few; nothing for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "\n".join(f"{key}: {say_value(one)}" for key, one in value.items() if one is not None)
    if isinstance(value, list | tuple):
        return "\n".join(", ".join(say_value(one).split("\n")) for one in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def content_with(content: Content, changes: Mapping[str, Any]) -> Content:
    """Return content with every change put in."""
    for key, value in changes.items():
        content = put_at(content, split_path(key), value)
    return content
