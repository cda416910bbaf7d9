"""What cannot be done with a log, in one sentence that names the column and the way out."""

from collections.abc import Iterable
from difflib import get_close_matches


class LogError(ValueError):
    """A log, a column or an option that cannot be used; its text says which and what would help."""


def check_column(names: Iterable[str], wanted: str, option: str, where: str) -> str:
    """Return `wanted` when the table has such a column. Raises LogError with the columns it was perhaps meant for."""
    have = list(names)
    if wanted in have:
        return wanted
    lowered = {name.lower(): name for name in have}
    close = [lowered[one] for one in get_close_matches(wanted.lower(), lowered, n=3, cutoff=0.6)]
    hint = f"did you mean {say_names(close)}?" if close else f"it has {say_names(have[:20])}."
    raise LogError(f"{option} {wanted!r}: {where} has no such column; {hint}")


def say_names(names: Iterable[str]) -> str:
    """Write names in quotes, the last after an "or" where there are few."""
    quoted = [f"“{name}”" for name in names]
    if len(quoted) > 3:
        return ", ".join(quoted)
    return " or ".join(quoted) or "no column"


def list_names(names: Iterable[str]) -> str:
    """Write names in quotes, all of them meant: the last after an "and"."""
    quoted = [f"“{name}”" for name in names]
    return " and ".join(part for part in (", ".join(quoted[:-1]), *quoted[-1:]) if part)
