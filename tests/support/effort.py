"""How hard properties are tried: a few examples in every run, many more when `make thorough` asks for them."""

import os

THOROUGH = bool(os.environ.get("REKINDLE_THOROUGH"))


def examples(few: int, many: int) -> int:
    """Return how many examples to try."""
    return many if THOROUGH else few
