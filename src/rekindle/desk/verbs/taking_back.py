"""Taking back what one command wrote, except what others came to share."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from rekindle.book.write.commands import FoundCommand
from rekindle.book.write.deals import settle_deals
from rekindle.book.write.files import made_by
from rekindle.book.write.leaning import Leaning, list_deals_turned, list_details
from rekindle.book.write.undo import restore_values, void_rows, write_again, written_again
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.desk.verbs.unsaying import unsay

Made = list[tuple[str, str]]

IMPORT = "import_deals"
# What people said themselves stays when one of these is undone: with the rest it cannot go, and it must not be lost.
OWN_ACTS_STAY = frozenset({IMPORT, "debrief_loss"})

# Rows that others may come to share: they stay while somebody else's facts name them.
SHARED = frozenset({"account", "person"})


def rows_made(writing: Writing, command: FoundCommand) -> Made:
    """Return (table, id) of every row a command made; those of an import are in its journal, and its file is one."""
    made: list[Any] = list(command.made)
    if command.verb == IMPORT:
        file_id = UUID(command.result["file"])
        made += [*made_by(writing, file_id), ("file", str(file_id))]
    rows = [(table, str(UUID(str(row_id)))) for table, row_id in made]
    return [*rows, *written_again(writing, rows)]


def take_back(writing: Writing, command: FoundCommand, made: Made, leaning: list[Leaning]) -> list[str]:
    """Void the rows, restore what was changed, answer the ledger, settle the deals.

    Returns sentences about who is left alone all the same. Raises RefusedError for a person's own act, unless it came
    in with a file or in a debrief: then it stays, and that is said.
    """
    gone = _without_shared(writing, made, leaning)
    entries = [UUID(row_id) for table, row_id in gone if table == "suppression"]
    still = unsay(writing, entries, own_acts_stay=command.verb in OWN_ACTS_STAY)
    turned = [UUID(row_id) for table, row_id in gone if table == "status_change"]
    deals = list_deals_turned(writing, turned) if command.verb == IMPORT else set(map(UUID, command.deals))
    # A file can be a million rows: they are written in bulk, and the command of the undo does not list them.
    with in_bulk(replace(writing, made=[])) as holding:
        void_rows(holding, [row for row in gone if row[0] != "suppression"], words=f"undone: {command.verb}")
        write_again(holding, gone)
    restore_values(writing, command.changed)
    settle_deals(writing, deals)
    return still


def _without_shared(writing: Writing, made: Made, leaning: list[Leaning]) -> Made:
    kept = {(found.on_table, str(found.on_id)) for found in leaning if found.on_table in SHARED}
    people = [UUID(row_id) for table, row_id in kept if table == "person"]
    kept |= {(table, str(row_id)) for table, row_id in list_details(writing, people)}
    return [row for row in made if row not in kept]
