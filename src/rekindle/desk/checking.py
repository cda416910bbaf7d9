"""Checking the book and the packs, for whoever asks."""

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from rekindle.book.check import Finding, check
from rekindle.book.guards import put_up_missing_guards
from rekindle.book.read.workspace import WorkspaceRecord, list_workspaces
from rekindle.book.search import mend_search
from rekindle.book.write.tallies import mend_tallies
from rekindle.desk.actor import RefusedError
from rekindle.desk.playbooks import list_packs, playbook_of, say_trouble
from rekindle.terms.days import day_in


def check_book(as_of: datetime, slug: str | None = None) -> list[Finding]:
    """Return what was checked, each with whether it is in order and what to do if not; the laws as of an instant.

    With the slug of a workspace it is what stands for all, and that workspace alone. Raises RefusedError when there is
    none of that slug.
    """
    books = list_workspaces()
    if slug is not None and slug not in {one.slug for one in books}:
        raise RefusedError(f"There is no workspace “{slug}”. There are {', '.join(one.slug for one in books)}.")
    books = [one for one in books if slug in (None, one.slug)]
    return [*check(slug), *_check_packs(), *_check_versions(books), *_check_laws(books, as_of)]


def put_up_guards() -> list[str]:
    """Put up the missing guards of the append-only tables again, the search anew, and the numbers of a lost book that
    are not those of its deals; returns what was missing."""
    numbers = [f"the numbers of the lost book of {slug}" for slug in mend_tallies()]
    return [*put_up_missing_guards(), *mend_search(), *numbers]


def _check_packs() -> list[Finding]:
    packs = list_packs()
    good = sorted(name for name, problems in packs.items() if not problems)
    broken = [(name, problem) for name, problems in packs.items() for problem in problems]
    return [
        Finding(True, f"Playbooks that can be read: {', '.join(good)}.", ""),
        *(Finding(False, f"The playbook {name} cannot be read.", f"Mend {problem}") for name, problem in broken),
    ]


def _check_laws(books: list[WorkspaceRecord], as_of: datetime) -> Iterator[Finding]:
    """Look for places whose law was to be read again by a day that is past: there the strictest rules hold."""
    for workspace in books:
        try:
            playbook = playbook_of(workspace)
        except RefusedError:
            continue
        today = day_in(as_of, ZoneInfo(workspace.zone))
        for place, law in playbook.places.items():
            if law.review_on < today:
                where = "every place that is not named" if place == "*" else place
                what = f"{workspace.slug}: the reading of the law of {where} is past its day ({law.review_on})."
                how = (
                    f"The strictest rules hold until then: have it read again, then set places.{place}.review_on anew."
                )
                yield Finding(False, what, how)


def _check_versions(books: list[WorkspaceRecord]) -> list[Finding]:
    """Look at the versions that workspaces made of their playbooks; what is wrong with a pack was said before."""
    changed = [workspace for workspace in books if workspace.edit_id is not None]
    troubles = [(workspace.slug, say_trouble(workspace)) for workspace in changed]
    said = {True: "can be read", False: "cannot be read"}
    return [
        Finding(not words, f"{slug}: the playbook as it was changed here {said[not words]}.", words)
        for slug, words in troubles
    ]
