"""Loads packs: those that ship, and a user's own from the data folder. A pack is checked whole, once."""

import json
import os
from collections.abc import Mapping
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from rekindle.playbook.checks import find_problems
from rekindle.playbook.earlier import fill_in
from rekindle.playbook.errors import PlaybookError, Problem
from rekindle.playbook.explain import explain
from rekindle.playbook.model import Playbook
from rekindle.playbook.read import Sections, find_misbuilt, lay_over, read_folder

_SHIPPED = Path(__file__).parent / "packs"
# Of the packs that ship, the one whose guards let nothing through that another would stop.
_STRICTEST = "medical"

Stamp = tuple[tuple[str, int, int], ...]


@cache
def shipped_names() -> tuple[str, ...]:
    """List the names of the packs that ship, in the order of the alphabet."""
    return tuple(sorted(path.parent.name for path in _SHIPPED.glob("*/pack.toml")))


def load_pack(name_or_path: str | Path, data_folder: Path | None = None) -> Playbook:
    """Load one pack: by the path of its folder, or by name, a user's own in `data_folder` before a shipped one.

    Loaded once and kept; a folder whose files changed is read again. Raises PlaybookError, whose text names file and
    key of everything that is wrong and says what is allowed there."""
    folder = _find(name_or_path, data_folder)
    return _load(folder, _stamp(folder))


def load_packs(data_folder: Path | None = None) -> Mapping[str, Playbook]:
    """Load every pack by name, in the order of the alphabet; a user's own takes the place of a shipped one.

    Raises PlaybookError at the first pack that cannot be used."""
    return {name: load_pack(name, data_folder) for name in sorted(pack_names(data_folder))}


def pack_names(data_folder: Path | None = None) -> set[str]:
    """Return the names of all packs there are, shipped and one's own, whether they can be used or not."""
    return {*shipped_names(), *(path.name for path in _own_folders(data_folder))}


def _own_folders(data_folder: Path | None) -> list[Path]:
    packs = None if data_folder is None else data_folder / "packs"
    return [path.parent for path in packs.glob("*/pack.toml")] if packs and packs.is_dir() else []


def _find(name_or_path: str | Path, data_folder: Path | None) -> Path:
    own = {path.name: path for path in _own_folders(data_folder)}
    name = str(name_or_path)
    if name in own:
        return own[name]
    if name in shipped_names():
        return _SHIPPED / name
    path = Path(name_or_path)
    if (path / "pack.toml").is_file():
        return path.resolve()
    known = ", ".join(sorted({*own, *shipped_names()}))
    raise PlaybookError(name, [Problem("pack.toml", "", f"there is no such pack; the packs here are {known}")])


def _stamp(folder: Path) -> Stamp:
    # Every page asks: a glob of paths takes eight times as long.
    with os.scandir(folder) as found:
        files = [(file.name, file.stat()) for file in found if file.name.endswith(".toml")]
    return tuple(sorted((name, stat.st_mtime_ns, stat.st_size) for name, stat in files))


@lru_cache(maxsize=64)
def _load(folder: Path, stamp: Stamp) -> Playbook:
    return read_content(folder.name, _as_json(folder.name, _sections(folder)))


def read_content(name: str, text: str) -> Playbook:
    """Read a whole playbook from JSON, checked as a pack is; `name` is what a complaint calls it.

    What was written by an earlier Rekindle gets what it leaves out from the packs that ship (`fill_in`).
    Raises PlaybookError with file and key of everything that is wrong."""
    try:
        playbook = Playbook.model_validate_json(_filled_in(name, text))
    except ValidationError as error:
        raise PlaybookError(name, explain(error)) from None
    problems = find_problems(playbook)
    if problems:
        raise PlaybookError(name, problems)
    return playbook


def _filled_in(name: str, text: str) -> str:
    content = json.loads(text)
    base = name if name in shipped_names() else _STRICTEST
    return json.dumps(fill_in(content, _shipped_sections(base))) if isinstance(content, dict) else text


@cache
def _shipped_sections(name: str) -> Sections:
    sections: Sections = json.loads(json.dumps(_sections(_SHIPPED / name), default=str))
    return sections


def _sections(folder: Path) -> Sections:
    """Read the sections of a pack, laid over the shipped pack it extends."""
    own, problems = read_folder(folder)
    base = own.get("extends")
    problems += find_misbuilt(folder.name, own, shipped_names())
    if problems:
        raise PlaybookError(folder.name, problems)
    return own if base is None else lay_over(_sections(_SHIPPED / base), own)


def _as_json(name: str, sections: Sections) -> str:
    """Write the sections as the model reads them; the version carries a digest, so that no edit goes unseen."""
    content = {key: value for key, value in sections.items() if key not in ("extends", "replaces")}
    text = json.dumps(content, sort_keys=True, default=str)
    if isinstance(content.get("version"), str) and content["version"]:
        content["version"] += f"+{sha256(text.encode()).hexdigest()[:8]}"
    return json.dumps({"name": name, **content}, default=str)
