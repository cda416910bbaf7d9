"""The words of cells, read from the data beside this file."""

import tomllib
from importlib.resources import files
from typing import Any

WORDS: dict[str, Any] = tomllib.loads((files("rekindle.intake.cells") / "words.toml").read_text(encoding="utf-8"))
MONTHS: dict[str, int] = {name: int(number) for number, names in WORDS["months"].items() for name in names}
