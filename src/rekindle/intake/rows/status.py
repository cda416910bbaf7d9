"""What a draft makes of how its row stands: a status, or in words why the row is no deal of ours."""

from dataclasses import dataclass

from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues
from rekindle.intake.standing.row import By, How, Standing, find_standing
from rekindle.terms.losses import Status


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status, or in `skipped` why the row is no deal of ours."""

    status: Status
    skipped: str = ""


def read_status(values: RowValues, setting: Setting) -> StatusReading:
    """Return how a row stands; what may be an end or a pause counts as open, and is said."""
    standing = find_standing(values, setting.recognition.telling)
    if standing.how is How.NO_DEAL:
        return StatusReading(Status.OPEN, _why_no_deal(standing))
    if standing.how is How.UNKNOWN:
        words = "may be an end or a pause, so the deal counts as open"
        setting.tally.add(standing.column, words, values.row, standing.text)
        return StatusReading(Status.OPEN)
    return StatusReading(Status(standing.how))


def _why_no_deal(standing: Standing) -> str:
    if standing.by is By.DELETED:
        return "deleted in the system it comes from"
    if standing.by is By.REASON:
        return f"its reason is {standing.text!r}: a record made by mistake, not a loss"
    return f"its status is {standing.text!r}, which is no end of a deal"
