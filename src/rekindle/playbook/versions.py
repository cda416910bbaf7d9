"""A playbook as plain data that can be changed by key, compared by key, put together, and written as a folder."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from rekindle.playbook.load import read_content
from rekindle.playbook.model import Playbook

Content = dict[str, Any]
# Keys from the section down; dotted when they are written out.
Path = tuple[str, ...]

# How a version is called is not what it says.
_NAMED_APART = ("name", "version")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing two versions do not agree on, at a path; None where one of them has nothing there."""

    path: Path
    before: Any
    after: Any


def content_of(playbook: Playbook) -> Content:
    """Return a playbook as plain JSON data, whole: what is left unsaid stands there as null."""
    content: Content = playbook.model_dump(mode="json")
    return content


def split_path(key: str) -> Path:
    """Take a dotted key apart."""
    return tuple(key.split("."))


def find_at(content: Mapping[str, Any], path: Path) -> Any:
    """Return what stands at a path; None where nothing does."""
    here: Any = content
    for key in path:
        if not isinstance(here, Mapping) or key not in here:
            return None
        here = here[key]
    return here


def put_at(content: Mapping[str, Any], path: Path, value: Any) -> Content:
    """Return a copy with a value at a path; None takes the entry away. Tables on the way are made, empty ones kept."""
    first, *rest = path
    kept = dict(content)
    if rest:
        below = kept.get(first)
        kept[first] = put_at(below if isinstance(below, Mapping) else {}, tuple(rest), value)
    elif value is None:
        kept.pop(first, None)
    else:
        kept[first] = value
    return kept


def seal(content: Mapping[str, Any], number: int) -> Playbook:
    """Check content whole and name it: the pack's own version, the number of the edit, and a digest of what it says.

    Raises PlaybookError with file and key of everything that is wrong."""
    said = {key: value for key, value in content.items() if key not in _NAMED_APART}
    digest = sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]
    version = f"{stem_of(str(content['version']))}/{number}+{digest}"
    return read_content(str(content["name"]), json.dumps({**content, "version": version}))


def stem_of(version: str) -> str:
    """Return the version a pack gave itself, without what was put behind it."""
    own = version.partition("+")[0]
    head, _, number = own.rpartition("/")
    return head if head and number.isdigit() else own


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """List every key two contents do not agree on, in the order of the keys; a list is compared as a whole."""
    return [one for one in _compare(before, after, ()) if one.path[0] not in _NAMED_APART]


def _compare(before: Any, after: Any, path: Path) -> Iterator[Difference]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in [*before, *(key for key in after if key not in before)]:
            yield from _compare(before.get(key), after.get(key), (*path, key))
    elif before != after:
        yield Difference(path, before, after)


def put_together(base: Mapping[str, Any], theirs: Mapping[str, Any], ours: Content) -> tuple[Content, list[Path]]:
    """Bring what changed from `base` to `theirs` into `ours`; what was changed here, too, stays ours and is listed."""
    clashes: list[Path] = []
    for change in compare(base, theirs):
        here = find_at(ours, change.path)
        if here == change.before:
            ours = put_at(ours, change.path, change.after)
        elif here != change.after:
            clashes.append(change.path)
    return ours, clashes
