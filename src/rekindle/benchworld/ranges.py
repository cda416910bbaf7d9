"""The ranges worlds are drawn from, as committed in ranges.toml, and what a regime changes in them."""

import hashlib
import tomllib
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

# The day every world starts: a Monday. Day 0; the past lies before it.
START = date(2026, 1, 5)


def _text() -> str:
    return (resources.files("rekindle.benchworld") / "ranges.toml").read_text(encoding="utf-8")


@cache
def _ranges() -> dict[str, Any]:
    return tomllib.loads(_text())


REGIMES: tuple[str, ...] = tuple(_ranges()["regimes"])


def digest_of_ranges() -> str:
    """Return the SHA-256 of ranges.toml; a test holds it, so that no number moves unseen."""
    return hashlib.sha256(_text().encode()).hexdigest()


def ranges_of(regime: str) -> dict[str, Any]:
    """Return the ranges in force in a regime, with `rules`, the set of its named rules.

    Raises ValueError for a regime that ranges.toml does not name.
    """
    if regime not in REGIMES:
        raise ValueError(f"there is no regime {regime!r}; there are {', '.join(REGIMES)}")
    every = _ranges()
    changes = every["regimes"][regime]
    sections = {name: part for name, part in every.items() if name not in ("regimes", "reasons")}
    changed = {name: {**part, **changes.get(name, {})} for name, part in sections.items()}
    return {**changed, "reasons": every["reasons"], "rules": frozenset(changes.get("rules", ()))}
