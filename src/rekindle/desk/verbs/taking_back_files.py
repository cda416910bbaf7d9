"""Taking back a file: what nothing later names goes, the rest stays and is said."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from rekindle.book.write.commands import FoundCommand, list_changes_since
from rekindle.book.write.deals import settle_deals
from rekindle.book.write.files import changed_after, changed_by, said_elsewhere
from rekindle.book.write.keeping import Rows, list_kept, name_deals, only_untouched
from rekindle.book.write.leaning import Leaning, list_deals_turned, list_leaning, name_members
from rekindle.book.write.undo import restore_values, void_rows, write_again
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.desk.actor import RefusedError
from rekindle.desk.show.phrases import join_words, say_count
from rekindle.desk.verbs.taking_back import SHARED, rows_made
from rekindle.desk.verbs.unsaying import unsay

DAYS = 30
# How many of the deals that stay are named in the answer.
NAMED = 200

NOUNS = {"touch": "contact", "contact_point": "address", "status_change": "change of status", "suppression": "no"}


def take_back_file(writing: Writing, command: FoundCommand) -> tuple[list[str], list[str]]:
    """Take back an import; returns short sentences for the label, and one line for each deal that stays.

    What people said themselves stays, and so does a no that another file says, too. Raises RefusedError after thirty
    days.
    """
    if writing.at - command.at > timedelta(days=DAYS):
        raise RefusedError(f"That file came in more than {DAYS} days ago. What is wrong in it is put right by hand.")
    file_id, made = UUID(command.result["file"]), rows_made(writing, command)
    leaning = list_leaning(writing, made)
    kept = list_kept(writing, made, leaning)
    gone = [row for row in made if row not in kept]
    still = _unsay(writing, file_id, gone)
    turned = [UUID(row_id) for table, row_id in gone if table == "status_change"]
    deals = list_deals_turned(writing, turned)
    # A file can be a million rows: they are written in bulk, and the command of the undo does not list them.
    with in_bulk(replace(writing, made=[])) as holding:
        void_rows(holding, [row for row in gone if row[0] != "suppression"], words=f"undone: {command.verb}")
        write_again(holding, gone)
    still += _restore(writing, command, file_id, set(made))
    settle_deals(writing, deals)
    lines = _say_kept(writing, kept, leaning)
    stay = _count(len(lines), "deal with something newer on it stays", "deals with something newer on them stay")
    return [*stay, *still], lines[:NAMED]


def _unsay(writing: Writing, file_id: UUID, gone: list[tuple[str, str]]) -> list[str]:
    entries = {UUID(row_id) for table, row_id in gone if table == "suppression"}
    others = said_elsewhere(writing, file_id, entries)
    still = unsay(writing, sorted(entries - others), own_acts_stay=True)
    return [*still, *_count(len(others), "no that another file says stays", "noes that other files say stay")]


def _restore(writing: Writing, command: FoundCommand, file_id: UUID, made: Rows) -> list[str]:
    """Write back the values that the file overwrote, except where something later changed them again."""
    later = changed_after(writing, file_id)
    for found in list_changes_since(writing.workspace_id, command):
        later |= {(table, row_id, column) for table, row_id, before in found.changed for column in before}
    changed = [*command.changed, *changed_by(writing, file_id)]
    own = only_untouched(changed, made, set())
    back = only_untouched(own, set(), later)
    restore_values(writing, back)
    stays = {(table, row_id, name) for table, row_id, before in own for name in before} & later
    return _count(len(stays), "value changed again since stays", "values changed again since stay")


def _count(count: int, one: str, many: str) -> list[str]:
    return [say_count(count, one, many).capitalize()] if count else []


def _say_kept(writing: Writing, kept: Rows, leaning: list[Leaning]) -> list[str]:
    """Say of each deal that stays what was added to it since, and by whom."""
    on: dict[UUID, list[Leaning]] = defaultdict(list)
    for found in leaning:
        if found.on_table == "deal" and found.on_table not in SHARED:
            on[found.on_id].append(found)
    names = name_deals(writing, [UUID(row_id) for table, row_id in kept if table == "deal"])
    return [f"{name}: {_say_added(writing, on[deal_id])}" for deal_id, name in sorted(names.items(), key=_by_name)]


def _by_name(item: tuple[UUID, str]) -> str:
    return item[1].casefold()


def _say_added(writing: Writing, added: list[Leaning]) -> str:
    rows = {(found.table, found.row_id) for found in added}
    tables = sorted({table for table, _ in rows})
    counts = [say_count(sum(table == one for one, _ in rows), NOUNS.get(table, table)) for table in tables]
    members: list[Any] = sorted({found.member_id for found in added if found.member_id})
    by = f" by {join_words(name_members(writing, members))}" if members else ""
    return f"{join_words(counts)}{by}" if counts else "named by something newer"
