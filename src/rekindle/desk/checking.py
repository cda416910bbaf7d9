"""Checking the book, for whoever asks."""

from rekindle.book.check import Finding, check


def check_book() -> list[Finding]:
    """Return what was checked, each with whether it is in order and what to do if not."""
    return check()
