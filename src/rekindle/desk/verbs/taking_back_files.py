"""Taking back a file by steps that keep nobody waiting: what nothing later names goes, the rest stays and is said."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from rekindle.book.write.commands import FoundCommand, find_command, list_changes_since, lock_workspace
from rekindle.book.write.deals import settle_deals
from rekindle.book.write.files import changed_after, changed_by, list_finished, said_elsewhere
from rekindle.book.write.keeping import Rows, list_kept, name_deals, name_others, only_untouched
from rekindle.book.write.leaning import Leaning, list_deals_turned, list_leaning, name_members
from rekindle.book.write.undo import restore_values, void_already, void_rows, write_again
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.bring_in.alone import alone
from rekindle.desk.bring_in.chunks import Pace
from rekindle.desk.show.phrases import join_words, say_count
from rekindle.desk.verbs.taking_back import SHARED, Made, rows_made
from rekindle.desk.verbs.unsaying import say_own_acts, unsay_some

DAYS = 30
# How much of what stays is named in the answer.
NAMED = 200
# So many rows in a step at most, and so many noes: each of those is answered by itself.
STEP, NOES = 4_000, 100
FILE, NO, DEAL, PERSON, ACCOUNT = "file", "suppression", "deal", "person", "account"

NOUNS = {
    "touch": "contact",
    "contact_point": "address",
    "status_change": "change of status",
    "suppression": "no",
    "same_as": "merge",
}


@dataclass(slots=True)
class TakingBack:
    """A file on its way out of the book: the rows it made, what stays of them, and what names that."""

    command: FoundCommand
    file_id: UUID
    made: Made
    ids: set[UUID]
    kept: Rows = field(default_factory=set)
    leaning: list[Leaning] = field(default_factory=list)
    others: set[UUID] = field(default_factory=set)


def take_back_most(actor: Actor, command: FoundCommand) -> TakingBack:
    """Take back what a file told, by steps, before the verb is said: a large one takes longer than others may wait.

    Each step is one transaction that looks at what names its rows by then. Where it ends on the way, saying it again
    goes on; the file counts as in until the verb is said. Raises RefusedError after thirty days.
    """
    if actor.at - command.at > timedelta(days=DAYS):
        raise RefusedError(f"That file came in more than {DAYS} days ago. What is wrong in it is put right by hand.")
    writing = Writing(actor.workspace_id, actor.member_id, actor.at, zone=actor.zone)
    made = rows_made(writing, command)
    back = TakingBack(command, UUID(command.result["file"]), made, {UUID(row_id) for _, row_id in made})
    pace = Pace(STEP)
    for rows in _steps(back, pace):
        with alone(), transaction.atomic(), pace.kept(len(rows)):
            _take_back_some(_holding(writing, back), back, rows)
    _take_back_noes(writing, back)
    return back


def _steps(back: TakingBack, pace: Pace) -> Iterator[Made]:
    """Yield the rows by what hangs on them: a deal that stays keeps all that is told about it, a person what they are
    known by. Nothing new is added to a deal that is gone."""
    first = {DEAL: 0, PERSON: 1, ACCOUNT: 3}
    rows = sorted((row for row in back.made if row[0] not in (NO, FILE)), key=lambda row: first.get(row[0], 2))
    start = 0
    while start < len(rows):
        some = rows[start : start + pace.rows]
        start += len(some)
        yield some


def _holding(writing: Writing, back: TakingBack) -> Writing:
    """Lock the workspace for a step. Raises RefusedError where somebody else took the file back meanwhile."""
    lock_workspace(writing.workspace_id)
    now = find_command(writing.workspace_id, command_id=back.command.command_id)
    if now is None or now.undone_at is not None:
        raise RefusedError("That was undone before.")
    # A file can be a million rows: the command of the undo does not list them.
    return replace(writing, made=[])


def _take_back_some(writing: Writing, back: TakingBack, rows: Made) -> None:
    """Void those of some rows that nothing else names, and settle the deals whose status they had turned."""
    done = {str(row_id) for row_id in void_already(writing, [UUID(row_id) for _, row_id in rows])}
    left = [row for row in rows if row[1] not in done]
    leaning = list_leaning(writing, left, back.ids)
    back.leaning += leaning
    back.kept |= list_kept(writing, back.made, leaning) if leaning else set()
    gone = [row for row in left if row not in back.kept]
    turned = [UUID(row_id) for table, row_id in gone if table == "status_change"]
    deals = list_deals_turned(writing, turned)
    with in_bulk(writing) as holding:
        void_rows(holding, gone, words=f"undone: {back.command.verb}")
        write_again(holding, gone)
    settle_deals(writing, deals)


def _take_back_noes(writing: Writing, back: TakingBack) -> None:
    """Answer the noes that no other file says, too: of files that are in for long that is asked once."""
    entries = sorted(UUID(row_id) for table, row_id in back.made if table == NO)
    finished = list_finished(writing)
    before = said_elsewhere(writing, back.file_id, entries)
    pace = Pace(NOES)
    for start in range(0, len(entries), NOES):
        with alone(), transaction.atomic(), pace.kept(NOES):
            holding = _holding(writing, back)
            some = set(entries[start : start + NOES])
            back.others |= some & (before | said_elsewhere(writing, back.file_id, some, finished))
            kept = {UUID(row_id) for table, row_id in back.kept if table == NO}
            unsay_some(holding, some - back.others - kept)


def end_taking_back(writing: Writing, back: TakingBack) -> tuple[list[str], list[str]]:
    """Take back the file itself and the values it overwrote; returns short sentences for the label, and one line for
    each deal, account or person that stays.

    What people said themselves stays, and so does a no that another file says, too.
    """
    void_rows(replace(writing, made=[]), [(FILE, str(back.file_id))], words=f"undone: {back.command.verb}")
    still = say_own_acts(writing, [UUID(row_id) for table, row_id in back.made if table == NO])
    still += _count(len(back.others), "no that another file says stays", "noes that other files say stay")
    still += _restore(writing, back)
    deals, others = _say_kept(writing, back)
    stay = _count(len(deals), "deal with something newer on it stays", "deals with something newer on them stay")
    stay += _count(len(others), "account or person that something newer names stays", _OTHERS)
    return [*stay, *still], [*deals, *others][:NAMED]


_OTHERS = "accounts and people that something newer names stay"


def _restore(writing: Writing, back: TakingBack) -> list[str]:
    """Write back the values that the file overwrote, except where something later changed them again."""
    later = changed_after(writing, back.file_id)
    for found in list_changes_since(writing.workspace_id, back.command):
        later |= {(table, row_id, column) for table, row_id, before in found.changed for column in before}
    changed = [*back.command.changed, *changed_by(writing, back.file_id)]
    own = only_untouched(changed, set(back.made), set())
    left = only_untouched(own, set(), later)
    restore_values(writing, left)
    stays = {(table, row_id, name) for table, row_id, before in own for name in before} & later
    return _count(len(stays), "value changed again since stays", "values changed again since stay")


def _count(count: int, one: str, many: str) -> list[str]:
    return [say_count(count, one, many).capitalize()] if count else []


def _say_kept(writing: Writing, back: TakingBack) -> tuple[list[str], list[str]]:
    """Say of each deal that stays what was added to it since, and by whom; then of accounts and people that are named
    by something else than what is told of a deal."""
    deals = _lines(writing, _by_named(back.leaning, DEAL), name_deals(writing, _ids(back.kept, DEAL)))
    told = {found.row_id for found in back.leaning if found.on_table == DEAL}
    named = _by_named([found for found in back.leaning if found.row_id not in told], *SHARED)
    return deals, _lines(writing, named, name_others(writing, {row for row in back.kept if UUID(row[1]) in named}))


def _ids(rows: Iterable[tuple[str, str]], table: str) -> list[UUID]:
    return [UUID(row_id) for name, row_id in rows if name == table]


def _by_named(leaning: Iterable[Leaning], *tables: str) -> dict[UUID, list[Leaning]]:
    on: dict[UUID, list[Leaning]] = defaultdict(list)
    for found in leaning:
        if found.on_table in tables:
            on[found.on_id].append(found)
    return on


def _lines(writing: Writing, on: dict[UUID, list[Leaning]], names: dict[UUID, str]) -> list[str]:
    return [f"{name}: {_say_added(writing, on.get(one, []))}" for one, name in sorted(names.items(), key=_by_name)]


def _by_name(item: tuple[UUID, str]) -> str:
    return item[1].casefold()


def _say_added(writing: Writing, added: list[Leaning]) -> str:
    rows = {(found.table, found.row_id) for found in added}
    tables = sorted({table for table, _ in rows})
    counts = [say_count(sum(table == one for one, _ in rows), NOUNS.get(table, table)) for table in tables]
    members: list[Any] = sorted({found.member_id for found in added if found.member_id})
    by = f" by {join_words(name_members(writing, members))}" if members else ""
    return f"{join_words(counts)}{by}" if counts else "named by something newer"
