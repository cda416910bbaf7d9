"""The files that were brought in, in words, and one of them with what became of its rows."""

from datetime import timedelta
from uuid import UUID

from rekindle.book.read.files import FileRecord, count_noted, read_begun, read_file_record, read_files, read_rejected
from rekindle.book.read.matching import read_proposals
from rekindle.desk.actor import Actor
from rekindle.desk.bring_in.background import is_going, why_stopped
from rekindle.desk.show.doubts import show_doubts
from rekindle.desk.show.file_views import FilePage
from rekindle.desk.show.views import FileView
from rekindle.desk.verbs.taking_back_files import DAYS
from rekindle.terms.days import day_in

FATES = ("created", "updated", "skipped", "rejected")
REJECTED_SHOWN = 200
DOUBTS_SHOWN = 5


def show_files(actor: Actor) -> tuple[FileView, ...]:
    """Return the newest files of the workspace, each with what became of its rows; those not yet in come first."""
    zone = actor.zone
    finished = tuple(
        FileView(record.name, record.at.astimezone(zone), _say_fates(record), record.file_id)
        for record in read_files(actor.workspace_id)
    )
    return (*show_begun(actor), *finished)


def show_begun(actor: Actor) -> tuple[FileView, ...]:
    """Return the files that are coming in, or stopped on the way, each with how far it is."""
    return tuple(
        FileView(record.name, record.at.astimezone(actor.zone), _say_far(record), record.file_id)
        for record in read_begun(actor.workspace_id)
    )


def _say_far(record: FileRecord) -> str:
    far = f"{record.done:,} of {_say_rows(record)}"
    if is_going(record.file_id):
        return f"It is coming in: {far}."
    return f"It stopped on the way: {far} {'is' if record.done == 1 else 'are'} in. Open it to go on."


def show_file(actor: Actor, file_id: UUID) -> FilePage | None:
    """Return one file, also while it comes in; None when the workspace has none with that id."""
    record = read_file_record(actor.workspace_id, file_id)
    if record is None:
        return None
    zone, state = actor.zone, _state(record)
    until = day_in(record.at + timedelta(days=DAYS), zone)
    may_undo = record.command_id is not None and record.by_id == actor.member_id
    return FilePage(
        file_id=file_id,
        name=record.name,
        digest=record.digest,
        kind=record.kind,
        at=record.at.astimezone(zone),
        rows=record.rows,
        done=record.done,
        state=state,
        words=why_stopped(file_id),
        numbers={
            name: int(record.summary.get(name, 0)) for name in (*FATES, "losses", "returns", "suppressed", "corrected")
        },
        warnings=tuple(record.summary.get("warnings", ())),
        rejected=tuple(
            (number, words) for number, words, _ in read_rejected(actor.workspace_id, file_id, REJECTED_SHOWN)
        ),
        command_id=record.command_id if may_undo and actor.today <= until else None,
        undo_until=until,
        proposals=read_proposals(actor.workspace_id, 1)[1] if record.finished else 0,
        left_out=tuple((words, count) for words, count in record.summary.get("left_out", ())),
        noted=count_noted(actor.workspace_id) if state == "done" else 0,
        doubts=show_doubts(actor, DOUBTS_SHOWN) if state == "done" else (),
    )


def _state(record: FileRecord) -> str:
    if record.taken_back:
        return "taken_back"
    if record.finished:
        return "planning" if is_going(record.file_id) else "done"
    return "coming" if is_going(record.file_id) else "stopped"


def _say_rows(record: FileRecord) -> str:
    return "1 row" if record.rows == 1 else f"{record.rows:,} rows"


def _say_fates(record: FileRecord) -> str:
    fates = [(record.summary.get(fate, 0), fate) for fate in FATES]
    return f"{_say_rows(record)}: {', '.join(f'{count:,} {fate}' for count, fate in fates if count)}."
