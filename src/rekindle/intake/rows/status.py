"""Lost, won, open, or none of our business: a status is a type, whatever words a team has for it."""

from dataclasses import dataclass

from rekindle.intake.cells.blank import is_blank
from rekindle.intake.columns.chance import is_nothing, is_sure
from rekindle.intake.columns.words import classify_status, is_pause, read_word, status_key
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, Value
from rekindle.terms.losses import Status


@dataclass(frozen=True, slots=True)
class StatusReading:
    """The status, or in `skipped` why the row is no deal of ours."""

    status: Status
    skipped: str = ""


def read_status(values: RowValues, setting: Setting) -> StatusReading:
    """Fold what a row says about its end: deleted, flags, the words of status and stage, then a reason or day of loss.

    `IsClosed and not IsWon` is lost whatever the stage is called; a word nobody explained counts as open.
    """
    if values.flag("deal.is_deleted"):
        return StatusReading(Status.OPEN, "deleted in the system it comes from")
    if skipped := _skipped_reason(values):
        return StatusReading(Status.OPEN, skipped)
    said = (
        _from_flags(values, setting)
        or _from_words(values, setting)
        or _from_evidence(values)
        or _from_chance(values, setting)
    )
    if said == "skip":
        return StatusReading(Status.OPEN, f"its status is {_status_text(values)!r}, which is no end of a deal")
    return StatusReading(Status(said) if said else setting.recognition.default_status)


def _from_flags(values: RowValues, setting: Setting) -> str:
    closed, won, lost = (values.flag(f"deal.is_{name}") for name in ("closed", "won", "lost"))
    if won:
        return "won"
    if lost:
        return "lost"
    if closed is False:
        return "open"
    if won is False and (closed or setting.recognition.no_is_lost):
        return "lost"
    if values.flag("deal.is_active") is False:
        chance = values.first("deal.probability")
        return "lost" if chance and is_nothing(chance.text) else _from_evidence(values)
    return ""


def _from_chance(values: RowValues, setting: Setting) -> str:
    chance, how = values.first("deal.probability"), setting.recognition.by_chance
    if chance is None or not how:
        return ""
    if is_nothing(chance.text):
        return "lost"
    return "won" if is_sure(chance.text, of_one=how == "one") else "open"


def _from_words(values: RowValues, setting: Setting) -> str:
    """A stage of the way, such as "Discovery", is open if the file's other rows use words for an end.

    Of a status that may be an end or a pause the stage says which: "Closed" beside "Won".
    """
    found = [value for value in (values.first("deal.status"), values.first("deal.stage")) if value]
    if len(found) == 2 and classify_status(found[0].text) == "unclear" and is_end(found[1].text):
        found = found[1:]
    for value in found:
        said = classify_answered(value, setting)
        if said == "unclear":
            return _from_evidence(values, of_pause=is_pause(value.text)) or _count_unclear(value, values, setting)
        if said:
            return said
    if not (found and setting.recognition.words_tell):
        return ""
    # Closed, and no word of the stage says how.
    return _count_unclear(found[0], values, setting) if values.flag("deal.is_closed") else "open"


def is_end(text: str) -> bool:
    """Say whether a text surely tells that a deal was lost or won."""
    return classify_status(text) in ("lost", "won")


def classify_answered(value: Value, setting: Setting) -> str:
    """Return lost, won, open, skip or unclear: what a person said about these words, else what they say themselves."""
    return setting.recognition.answers.get((value.column, status_key(value.text))) or classify_status(value.text)


def _count_unclear(value: Value, values: RowValues, setting: Setting) -> str:
    words = "may be an end or a pause, so the deal counts as open"
    setting.tally.add(value.column, words, values.row, value.text)
    return "open"


def _from_evidence(values: RowValues, *, of_pause: bool = False) -> str:
    """A reason tells that a deal was lost, or only why it rests."""
    reasons = [] if of_pause else values.all("deal.lost_reason")
    if values.first("deal.lost_on") or any(not is_blank(value.text) for value in reasons):
        return "lost"
    return "won" if values.first("deal.won_on") else ""


def _skipped_reason(values: RowValues) -> str:
    for value in values.all("deal.lost_reason"):
        if is_skip_reason(value):
            return f"its reason is {value.text!r}: a record made by mistake, not a loss"
    return ""


def is_skip_reason(value: Value) -> bool:
    """Say whether a lost reason only tells that the record should not exist."""
    return read_word("reason", value.text) == "skip"


def _status_text(values: RowValues) -> str:
    found = values.first("deal.status") or values.first("deal.stage")
    return found.text if found else ""
