"""What a column of a file can become, for a page that lets people choose."""

from rekindle.intake.columns.dictionary import KEEP, Kind, fields

__all__ = ["KEEP", "list_fields"]


def list_fields(kind: str) -> tuple[tuple[str, str], ...]:
    """Return (field, what it means) for files of a kind, in the order of the dictionary; last, to keep it as it is."""
    known = fields().values()
    fitting = [(one.key, one.means) for one in known if one.key != KEEP and Kind(kind) in one.kinds]
    return (*fitting, (KEEP, "kept as it is, shown on the deal"))
