"""The rows of a file that were rejected, as a file to mend and bring in again."""

from uuid import UUID

from rekindle.book.read.files import read_file_record, read_rejected
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.exporting.sheets import Exported, write_sheet

WHY = "Why it was not taken"


def export_rejected(actor: Actor, file_id: UUID, form: str = "csv") -> Exported:
    """Write the rejected rows of a file with their reasons; raises RefusedError when there is no such file or form."""
    record = read_file_record(actor.workspace_id, file_id)
    if record is None:
        raise RefusedError("There is no such file in this workspace.")
    rows = list(read_rejected(actor.workspace_id, file_id))
    columns = list(dict.fromkeys(column for _, _, cells in rows for column in cells))
    stem = f"{record.name.rsplit('.', 1)[0][:80] or 'file'} - not taken"
    cells = ((*(cells.get(column, "") for column in columns), words) for _, words, cells in rows)
    return write_sheet(stem, form, [*columns, WHY], cells)
