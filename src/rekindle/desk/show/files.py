"""The files that were brought in before, in words."""

from zoneinfo import ZoneInfo

from rekindle.book.read.files import FileRecord, read_files
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.show.views import FileView


def show_files(actor: Actor) -> tuple[FileView, ...]:
    """Return the newest files of the workspace, each with what became of its rows."""
    zone = ZoneInfo(read_workspace(actor.workspace_id).zone)
    return tuple(
        FileView(record.name, record.at.astimezone(zone), _say_fates(record))
        for record in read_files(actor.workspace_id)
    )


def _say_fates(record: FileRecord) -> str:
    fates = [(record.summary.get(fate, 0), fate) for fate in ("created", "updated", "skipped", "rejected")]
    return f"{record.rows:,} rows: {', '.join(f'{count:,} {fate}' for count, fate in fates if count)}."
