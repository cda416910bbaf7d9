"""Reads the data files that lie beside the code; they are part of the package."""

import tomllib
from functools import cache
from importlib import resources
from typing import Any

_DATA = resources.files("rekindle.desk.sample") / "data"


@cache
def read_data(name: str) -> dict[str, Any]:
    """Read `data/<name>.toml`; the answer is shared, so nobody may change it."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


def story_names(folder: str) -> list[str]:
    """Name the stories of a folder of `data`, in the order of their file names."""
    return sorted(
        f"{folder}/{one.name.removesuffix('.toml')}" for one in (_DATA / folder).iterdir() if one.name.endswith(".toml")
    )
