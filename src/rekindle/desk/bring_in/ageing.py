"""Which of two files is the newer one: what an older one says otherwise does not win because it came in late."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from rekindle.book.read.files import read_ages
from rekindle.book.write.drafts.bringing import NewerFile
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.reading import ReadFile
from rekindle.desk.bring_in.report import QuestionSeen
from rekindle.desk.show.phrases import say_count
from rekindle.intake.newest import latest_day
from rekindle.terms.days import day_in

# What is said about the whole file stands under this name among the answers about its columns.
THIS_FILE = "*file"
NEWER, OLDER = "newer", "older"


def age_of(asked: Mapping[str, Any]) -> str:
    """Return what was said about how new a file is; empty if nothing was."""
    return str(asked.get("mapping", {}).get(THIS_FILE, ""))


def without_age(asked: dict[str, Any]) -> dict[str, Any]:
    """Return how the columns of a file are to be read."""
    said = asked.get("mapping", {})
    return {**asked, "mapping": {key: value for key, value in said.items() if key != THIS_FILE}}


def check_age(mapping: Mapping[str, str]) -> None:
    """Refuse an answer about the whole file that is none."""
    said = mapping.get(THIS_FILE, NEWER)
    if said not in (NEWER, OLDER):
        raise RefusedError(f"{THIS_FILE!r}: {said!r} does not say how new the file is; possible are {NEWER}, {OLDER}")


def with_newer(actor: Actor, found: ReadFile, said: str, begun: UUID, at: datetime) -> ReadFile:
    """Return a file with the newer one of the same list that is in already, if there is one.

    Of two files the older one is that whose rows name no day as late as a row of the other does. `said` is what a
    person said; `begun` is an id made as the file was begun, `at` the instant.
    """
    if said == NEWER or found.kind != "deals":
        return found
    if said == OLDER:
        return replace(found, newer=NewerFile("what is here", day_in(at, found.zone), None, begun))
    rivals = read_ages(actor.workspace_id, found.system, found.columns_of, at)
    name, until = max(rivals, key=lambda rival: rival[1], default=("", date.min))
    newest = _newest(found, until)
    return replace(found, newer=NewerFile(name, until, newest, begun)) if newest and newest < until else found


def _newest(found: ReadFile, enough: date) -> date | None:
    """Return the latest day of a file, or one that is late enough; its rows are drafted for that once more."""
    if enough == date.min:
        return None
    newest = found.age.named or date.min
    for item in found.draw(True):
        if newest >= enough:
            break
        newest = max(newest, latest_day(item, found.zone) or date.min)
    return newest if newest > date.min else None


def ask_age(found: ReadFile, count: int) -> QuestionSeen | None:
    """Ask which file is the newer one, where so many rows say otherwise than is on record; not where it was said."""
    if not count or found.newer is None or found.newer.newest is None:
        return None
    rows = say_count(count, "row says", "rows say")
    words = (
        f"Is this file newer than {found.newer.name!r}? That one names days up to {found.newer.until}, this one up to "
        f"{found.newer.newest}, and {rows} otherwise about a deal. Until this is answered what is on record stays."
    )
    return QuestionSeen(THIS_FILE, words, (NEWER, OLDER))


def say_age(found: ReadFile, count: int) -> tuple[str, ...]:
    """Say what was left out of a file that is older than another."""
    if not count or found.newer is None:
        return ()
    rows = say_count(count, "row says", "rows say")
    way = "; if this file is the newer one, take it back, bring it in again, and answer so"
    words = f"{rows} otherwise than {found.newer.name!r}, with days up to {found.newer.until}; what is newer stays"
    return (f"{words}{way if found.newer.newest else ''}",)
