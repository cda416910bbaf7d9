"""Who must be left alone, and who said yes. A column about opting out wins over everything else in a row."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.words import read_first_word, read_word
from rekindle.intake.drafts import OptOutDraft, PermissionDraft
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, Value
from rekindle.terms.people import PermissionState
from rekindle.terms.touches import Channel

_CHANNELS: dict[str, Channel | None] = {
    "person.opt_out": None,
    "account.opt_out": None,
    "person.opt_out_mail": Channel.MAIL,
    "person.opt_out_call": Channel.CALL,
    "person.bounced": Channel.MAIL,
}

_ALLOWED: dict[str, Channel | None] = {
    "person.consent": Channel.MAIL,
    "person.may_contact": None,
    "person.may_mail": Channel.MAIL,
    "person.may_call": Channel.CALL,
}
_WISHES: dict[str, Channel | None] = {"all": None, "mail": Channel.MAIL, "call": Channel.CALL}
# Where people put a wish without a column of its own; a longer text is a note, and is read as one.
_LABELS = ("deal.status", "deal.stage", "person.role")
_LONGEST_WISH = 60
# Several labels stand in one cell of tags, and one behind another: "Closed - Do not contact".
_LABEL = re.compile(r"[;,|/():]|\s[-–—]\s")
_LETTER = re.compile(r"[^\W\d_]")
_OTHER_WAY = re.compile(r"\b(sms|text|fax|tracking|whatsapp|cookies?|letter|postal)\b")


def read_opt_outs(values: RowValues, setting: Setting) -> tuple[OptOutDraft, ...]:
    """Return every opt-out a row's columns say; anything but a clear no counts, for a doubt binds us too.

    A whole cell such as "Do not contact" binds as well, and so does a no in a text of a column nobody knows.
    """
    found = [
        _opt_out(value, channel, setting)
        for name, channel in _CHANNELS.items()
        for value in values.all(name)
        if read_word("opt_out", value.text) != "no" or value.column in setting.recognition.held
    ]
    refused = [
        _opt_out(value, channel, setting)
        for name, channel in _ALLOWED.items()
        for value in values.all(name)
        if read_first_word("consent", value.text) == "no" or read_noes([value.text], setting)
    ]
    return (*found, *refused, *_read_wishes(values, setting))


def _read_wishes(values: RowValues, setting: Setting) -> Iterator[OptOutDraft]:
    labels = [(value.column, value.text) for name in _LABELS for value in values.all(name)]
    for place, (column, text) in enumerate((*labels, *values.custom.items())):
        if not _LETTER.search(text) or _OTHER_WAY.search(fold_header(column)):
            continue
        parts = _LABEL.split(text) if len(text) <= _LONGEST_WISH else ()
        said = [(part.strip(), read_word("wish", part)) for part in parts]
        wishes = [OptOutDraft(f"{column}: {part}", setting.as_of, _WISHES[wish]) for part, wish in said if wish]
        is_text = place >= len(labels) and text.count(" ") > 1
        yield from wishes or (read_noes([text], setting) if is_text else ())


def _opt_out(value: Value, channel: Channel | None, setting: Setting) -> OptOutDraft:
    return OptOutDraft(f"{value.column}: {value.text}", setting.as_of, channel)


def read_permissions(values: RowValues, setting: Setting) -> tuple[PermissionDraft, ...]:
    """Return the consent to mail that a row's columns say in clear words; what is unclear stays on the record."""
    found = []
    for value in values.all("person.consent"):
        said = read_word("consent", value.text)
        if said == "yes":
            words = f"{value.column}: {value.text}"
            found.append(PermissionDraft(PermissionState.GRANTED, setting.as_of, Channel.MAIL, words=words))
        elif not said:
            values.custom.setdefault(value.column, value.text)
    # That somebody may be written to is no wish of theirs to be: it stays on the record.
    values.keep(*(name for name in _ALLOWED if name != "person.consent"))
    return tuple(found)


def read_noes(texts: Sequence[str], setting: Setting, on: date | None = None) -> tuple[OptOutDraft, ...]:
    """Return the opt-outs that texts say, of a day or of today, read by the function that was handed in."""
    if setting.read_no is None:
        return ()
    return tuple(found for text in texts if text for found in setting.read_no(text, on or setting.today))
