"""A playbook written as the files of a pack: the way back from a version to a folder."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from rekindle.playbook.layout import DEPTH_OF, LAYOUT
from rekindle.playbook.versions import stem_of


def write_files(content: Mapping[str, Any]) -> dict[str, str]:
    """Return the text of each file of a pack that says what `content` says and stands on no other pack."""
    whole = {**content, "version": stem_of(str(content["version"]))}
    return {file: _write(whole, list(sections)) for file, sections in LAYOUT.items()}


def _write(content: Mapping[str, Any], sections: list[str]) -> str:
    plain = [one for one in sections if one in content and not isinstance(content[one], Mapping)]
    tables = [one for one in sections if isinstance(content.get(one), Mapping)]
    lines = [f"{one} = {_value(content[one])}" for one in plain]
    for one in tables:
        lines += _tables((one,), content[one], DEPTH_OF[one])
    return "\n".join(lines).strip() + "\n"


def _tables(path: tuple[str, ...], table: Mapping[str, Any], depth: int) -> Iterator[str]:
    if depth > 0:
        for key, below in table.items():
            yield from _tables((*path, key), below, depth - 1)
        return
    yield f"\n[{'.'.join(_key(key) for key in path)}]"
    yield from (f"{_key(key)} = {_value(value)}" for key, value in table.items() if value is not None)


def _key(key: str) -> str:
    return key if key.replace("_", "").isalnum() and key.isascii() else json.dumps(key)


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items() if one is not None)
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(one) for one in value)}]"
    # A string of JSON is one of TOML, but for a delete character, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
