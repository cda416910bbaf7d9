"""Checking the book and the packs, for whoever asks."""

from rekindle.book.check import Finding, check
from rekindle.book.guards import put_up_missing_guards
from rekindle.book.search import mend_search
from rekindle.desk.playbooks import list_packs


def check_book() -> list[Finding]:
    """Return what was checked, each with whether it is in order and what to do if not."""
    return [*check(), *_check_packs()]


def put_up_guards() -> list[str]:
    """Put up the missing guards of the append-only tables again, and the search anew; returns what was missing."""
    return [*put_up_missing_guards(), *mend_search()]


def _check_packs() -> list[Finding]:
    packs = list_packs()
    good = sorted(name for name, problems in packs.items() if not problems)
    broken = [(name, problem) for name, problems in packs.items() for problem in problems]
    return [
        Finding(True, f"Playbooks that can be read: {', '.join(good)}.", ""),
        *(Finding(False, f"The playbook {name} cannot be read.", f"Mend {problem}") for name, problem in broken),
    ]
