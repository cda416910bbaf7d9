"""The table of one pattern as a file."""

from rekindle.book.read.patterns import name_accounts
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.exporting.sheets import Exported, write_sheet
from rekindle.desk.show.patterns.page import MINE, PANELS, TEAM, tell
from rekindle.desk.show.patterns.spread import accounts_named
from rekindle.learning.patterns import PERIODS


def export_pattern(actor: Actor, panel: str, form: str = "csv", *, whose: str = TEAM, months: int = 0) -> Exported:
    """Write what a panel of the page Patterns shows as a table.

    Raises RefusedError for a panel or a form there is not, and before any pattern was worked out."""
    if panel not in PANELS:
        raise RefusedError(f"There is no pattern {panel!r}; choose one of {', '.join(PANELS)}.")
    workspace = read_workspace(actor.workspace_id)
    whose = MINE if whose == MINE else TEAM
    told = tell(actor, workspace, whose, months if months in PERIODS else 0)
    if told is None:
        raise RefusedError("The patterns were not worked out yet; open the page Patterns and ask for them.")
    names = name_accounts(actor.workspace_id, accounts_named(told))
    table = PANELS[panel](told, names).table
    period = f"-{told.months}-months" if told.months else ""
    stem = f"rekindle-{workspace.slug}-{panel}-{whose}{period}-{actor.day_of(told.record.as_of).isoformat()}"
    return write_sheet(stem, form, table.header, table.rows)
