"""Compares what the steps say with what the reference says, and names what differs."""

from datetime import date
from math import isclose
from typing import Any


def differences(found: dict[Any, dict[str, Any]], wanted: dict[Any, dict[str, Any]]) -> list[str]:
    """List keys that only one side has, and values that differ by more than 1e-9 (relative or absolute)."""
    only = [f"{key}: only in the steps" for key in found.keys() - wanted.keys()]
    only += [f"{key}: only in the reference" for key in wanted.keys() - found.keys()]
    for key in found.keys() & wanted.keys():
        for name, value in wanted[key].items():
            if not same(found[key][name], value):
                only.append(f"{key}.{name}: steps {found[key][name]!r}, reference {value!r}")
    return sorted(only)


def same(found: Any, wanted: Any) -> bool:
    if isinstance(found, float) and isinstance(wanted, float | int) and not isinstance(wanted, date):
        return isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
    return bool(found == wanted)
