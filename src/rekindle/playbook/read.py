"""Reads the files of a pack, and lays one pack over another. Finds what stands in the wrong place."""

import re
import tomllib
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from rekindle.playbook.errors import Problem
from rekindle.playbook.layout import DEPTH_OF, FILE_OF, LAYOUT, OWN_ONLY

Sections = dict[str, Any]


def read_folder(folder: Path) -> tuple[Sections, list[Problem]]:
    """Read the sections of a pack from its folder, with what is wrong in the files themselves."""
    sections: Sections = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.toml")):
        if path.name not in LAYOUT:
            problems.append(Problem(path.name, "", f"is not a file of a pack; those are {', '.join(LAYOUT)}"))
            continue
        content, unread = _read_file(path)
        misplaced = [_place(path.name, key) for key in content if key not in LAYOUT[path.name]]
        problems += unread + misplaced
        sections |= {key: value for key, value in content.items() if key in LAYOUT[path.name]}
    return sections, problems


def _read_file(path: Path) -> tuple[Sections, list[Problem]]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8")), []
    except UnicodeDecodeError:
        return {}, [Problem(path.name, "", "must be saved as UTF-8 text")]
    except tomllib.TOMLDecodeError as error:
        return {}, [Problem(path.name, "", f"cannot be read as TOML: {error}")]
    except OSError as error:
        return {}, [Problem(path.name, "", f"cannot be opened: {error.strerror}")]


def _place(file: str, key: str) -> Problem:
    if key in FILE_OF:
        return Problem(file, key, f"belongs in {FILE_OF[key]}")
    return Problem(file, key, unknown_key(key, list(LAYOUT[file])))


def unknown_key(key: str, known: list[str]) -> str:
    """Say that a key is not known, which ones are, and which one was perhaps meant."""
    near = get_close_matches(key, known, n=1)
    meant = f"; did you mean {near[0]}?" if near else ""
    return f"is not a key here; allowed are {', '.join(known)}{meant}"


def find_misbuilt(name: str, own: Sections, shipped: tuple[str, ...]) -> list[Problem]:
    """Find what is wrong in how a pack is put together: its name, what it extends, what it replaces."""
    problems = []
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        text = f"the folder of a pack is named with lower-case letters, digits and _, a letter first; is {name}"
        problems.append(Problem("pack.toml", "", text))
    base, replaced = own.get("extends"), own.get("replaces", [])
    if base is not None and base not in shipped:
        problems.append(Problem("pack.toml", "extends", f"must be one of {', '.join(shipped)}, is {base!r}"))
    replaceable = [section for section in FILE_OF if section not in OWN_ONLY]
    if not isinstance(replaced, list) or any(section not in replaceable for section in replaced):
        text = f"must be a list of sections out of {', '.join(replaceable)}; is {replaced!r}"
        problems.append(Problem("pack.toml", "replaces", text))
    return problems


def lay_over(base: Sections, own: Sections) -> Sections:
    """Lay a pack over the one it extends: entries are added, the fields of an entry replaced one by one.

    A section named in `replaces` is not handed on at all."""
    replaced = own.get("replaces", [])
    kept = {key: value for key, value in base.items() if key not in OWN_ONLY and key not in replaced}
    laid = {key: _merge(kept[key], own[key], DEPTH_OF[key]) for key in own if key in kept}
    return kept | own | laid


def _merge(base: Any, own: Any, depth: int) -> Any:
    if depth < 0 or not isinstance(base, Mapping) or not isinstance(own, Mapping):
        return own
    merged = {key: _merge(base[key], value, depth - 1) for key, value in own.items() if key in base}
    return {**base, **own, **merged}
