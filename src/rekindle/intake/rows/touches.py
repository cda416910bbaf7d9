"""A row of an activity file becomes a contact; the activity columns of a deal's row become one beside the deal."""

import re
from datetime import datetime

from rekindle.intake.columns.words import read_word
from rekindle.intake.drafts import PromiseDraft, Rejected, Skipped, TouchDraft, TouchRowDraft
from rekindle.intake.rows import limits
from rekindle.intake.rows.around import read_account, read_owner
from rekindle.intake.rows.consent import read_noes
from rekindle.intake.rows.people import read_main_people
from rekindle.intake.rows.refusing import reject
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, texts_of
from rekindle.terms.losses import Source
from rekindle.terms.touches import Channel, Direction, Outcome

_LONGEST_MINUTES = 24 * 60
# Where a mail begins to quote the one it answers.
_QUOTED = re.compile(
    r"^\s*(?:>|-{3,}|_{5,}|(?:From|Von|De|Da|Van)\s?:|(?:On|Am|Le|El|Il|Op) .{0,200}:\s*$)", re.MULTILINE
)
# A task has a day, not a promise: it may be done a week around it.
_TASK_SD_DAYS = 7.0


def draft_touch(values: RowValues, setting: Setting) -> TouchRowDraft | Rejected | Skipped:
    """Draft the contact of a row; what is only planned, or is no contact with anybody, is skipped with words."""
    if values.flag("deal.is_deleted"):
        return Skipped(values.row, "deleted in the system it comes from")
    when = values.when("touch.happened_at")
    if when is None:
        return reject(values, setting, "has no date", "touch.happened_at")
    if _is_planned(values) or when.on > setting.today:
        return Skipped(values.row, "planned, not done yet")
    channel = _own_channel(values, setting) or read_channel(values)
    if channel is None:
        return Skipped(values.row, "a task, not a contact with anybody, as far as its type and subject tell")
    if not any(values.first(name) for name in _LINKS):
        return reject(values, setting, "says neither who it was with nor about which deal", *_LINKS)
    people = read_main_people(values)
    account = read_account(values)
    touch = _read_touch(values, channel, min(when.at, setting.as_of))
    return TouchRowDraft(
        row=values.row,
        touch=touch,
        external=values.text("touch.external")[: limits.EXTERNAL],
        account=account.name if account and not account.is_placeholder else "",
        account_external=values.text("account.external")[: limits.EXTERNAL],
        deal=values.text("deal.name")[: limits.NAME],
        deal_external=_deal_external(values, setting),
        person_mail=people[0].mail if people else "",
        person_external=values.text("person.external")[: limits.EXTERNAL],
        owner=read_owner(values),
        opt_outs=read_noes([_their_words(touch)], setting, when.on),
    )


def _own_channel(values: RowValues, setting: Setting) -> Channel | None:
    """Where the system's word for a contact means another channel, as a "call" of Veeva is a visit."""
    if not setting.recognition.channel:
        return None
    return Channel(read_word("channel", values.text("touch.channel")) or setting.recognition.channel)


def _their_words(touch: TouchDraft) -> str:
    """What somebody noted or wrote to us: our own letters end with how to be left alone, and quoted ones are ours."""
    if touch.channel is not Channel.MAIL:
        return touch.words
    return _QUOTED.split(touch.words, maxsplit=1)[0] if touch.direction is Direction.IN else ""


def _read_touch(values: RowValues, channel: Channel, at: datetime) -> TouchDraft:
    people = read_main_people(values) if values.first("person.name") else ()
    return TouchDraft(
        channel=channel,
        happened_at=at,
        direction=_read_direction(values),
        person=people[0].name if people else "",
        outcome=_read_outcome(values),
        minutes=_read_minutes(values),
        subject=values.text("touch.subject")[: limits.NAME],
        words="\n\n".join(texts_of((*values.all("touch.words"), *values.all("note")))),
    )


_TELLING = ("touch.outcome", "touch.direction", "touch.minutes", "touch.seconds", "touch.words")
_LINKS = (
    "deal.external",
    "deal.name",
    "account.name",
    "account.external",
    "person.mail",
    "person.name",
    "person.external",
)


def _deal_external(values: RowValues, setting: Setting) -> str:
    """In Salesforce one column names what a contact was about: the id of an opportunity begins with 006."""
    external = values.text("deal.external")[: limits.EXTERNAL]
    return "" if setting.recognition.system == "salesforce" and not external.startswith("006") else external


def read_side_touch(values: RowValues, setting: Setting) -> tuple[tuple[TouchDraft, ...], tuple[PromiseDraft, ...]]:
    """Return the contact that a deal's row tells of; one still to come is a day to get back to them."""
    when, subject = values.when("touch.happened_at"), values.text("touch.subject")
    names = ("touch.happened_at", "touch.subject", "touch.channel", "touch.done")
    if when is None:
        values.keep(*names)
        return (), ()
    if when.on > setting.today:
        words = subject or "planned activity"
        return (), (PromiseDraft(when.on, _TASK_SD_DAYS, Source.IMPORT, words, happened_at=setting.as_of),)
    channel = read_channel(values)
    if channel is None or _is_planned(values):
        values.keep(*names)
        return (), ()
    return (TouchDraft(channel, min(when.at, setting.as_of), subject=subject[: limits.NAME]),), ()


def read_channel(values: RowValues) -> Channel | None:
    """Return the channel by the words of the type, else of the subject, else of a filled column: "Call notes"."""
    for name in ("touch.channel", "touch.subject"):
        said = read_word("channel", values.text(name)) if values.text(name) else ""
        if said:
            return Channel(said)
    filled = [value for name in _TELLING for value in values.all(name)]
    return next((Channel(said) for value in filled if (said := read_word("channel", value.column))), None)


def _is_planned(values: RowValues) -> bool:
    text = values.text("touch.done")
    return bool(text) and read_word("done", text) == "no"


def _read_direction(values: RowValues) -> Direction:
    texts = (values.text("touch.direction"), values.text("touch.channel"))
    return Direction.IN if any(text and read_word("direction", text) for text in texts) else Direction.OUT


def _read_outcome(values: RowValues) -> Outcome:
    text = values.text("touch.outcome")
    said = read_word("outcome", text) if text else ""
    return Outcome(said) if said else Outcome.NONE


def _read_minutes(values: RowValues) -> int:
    minutes, seconds = values.number("touch.minutes"), values.number("touch.seconds")
    found = minutes if minutes is not None else (seconds / 60 if seconds is not None else None)
    return round(found) if found is not None and 0 <= found <= _LONGEST_MINUTES else 0
