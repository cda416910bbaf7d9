"""Letters that act on a page: which, and on which key, as a member keeps it."""

import json
from collections.abc import Mapping
from typing import Any

from rekindle.desk.actor import RefusedError

# Letters that may be given another place on the keyboard, and what they do.
KEYS = (
    ("j", "Next"),
    ("k", "Previous"),
    ("c", "Call, or write"),
    ("e", "Edit the words"),
    ("s", "Let it rest"),
    ("n", "Respect the no"),
    ("m", "Note on the last thing"),
    ("z", "Undo"),
    ("l", "Log on the deal’s page, in a line"),
    ("x", "Tick a deal in the book"),
    ("f", "Filters of the book"),
    ("g", "Go to a page"),
)


def read_keymap(said: Mapping[str, str], before: Mapping[str, Any]) -> dict[str, Any]:
    """Read what was posted; what was not asked stays as it was. Raises RefusedError for a key that would do two things.

    The answer holds `off`, and in `moved` for each moved letter the key that does it now, empty for none.
    """
    keymap = {"off": bool(before.get("off")), "moved": dict(before.get("moved", {}))}
    if "asks-letters" in said:
        keymap["off"] = "letters" not in said
    if any(f"remap-{letter}" in said for letter, _ in KEYS):
        now = {letter: said.get(f"remap-{letter}", letter).strip().casefold()[:1] for letter, _ in KEYS}
        pressed = [key for key in now.values() if key]
        twice = next((key for key in pressed if pressed.count(key) > 1), "")
        if twice:
            raise RefusedError(f"{twice.upper()} would do two things. Nothing is changed yet.")
        keymap["moved"] = {letter: key for letter, key in now.items() if key != letter}
    return keymap


def show_letters(keymap: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return (letter, what it does, the key that does it now) of each letter."""
    moved = keymap.get("moved", {})
    return [(letter, does, moved.get(letter, letter).upper()) for letter, does in KEYS]


def write_keymap(keymap: Mapping[str, Any]) -> str:
    """Write for a script what each pressed key stands for, empty for nothing: JSON."""
    moved: Mapping[str, str] = keymap.get("moved", {})
    stands = dict.fromkeys(moved, "") | {key: letter for letter, key in moved.items() if key}
    return json.dumps(stands)
