"""Checking the book, for whoever asks."""

from rekindle.book.check import Finding, check
from rekindle.book.guards import put_up_missing_guards


def check_book() -> list[Finding]:
    """Return what was checked, each with whether it is in order and what to do if not."""
    return check()


def put_up_guards() -> list[str]:
    """Put up the missing guards of the append-only tables again; returns their names."""
    return put_up_missing_guards()
