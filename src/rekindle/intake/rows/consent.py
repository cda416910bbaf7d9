"""Who must be left alone, and who said yes. A column about opting out wins over everything else in a row."""

from collections.abc import Sequence

from rekindle.intake.columns.words import read_word
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


def read_opt_outs(values: RowValues, setting: Setting) -> tuple[OptOutDraft, ...]:
    """Return every opt-out a row's columns say; anything but a clear no counts, for a doubt binds us too."""
    found = [
        _opt_out(value, channel, setting)
        for name, channel in _CHANNELS.items()
        for value in values.all(name)
        if read_word("opt_out", value.text) != "no"
    ]
    refused = [
        _opt_out(value, Channel.MAIL, setting)
        for value in values.all("person.consent")
        if read_word("consent", value.text) == "no"
    ]
    return (*found, *refused)


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
    return tuple(found)


def read_noes(texts: Sequence[str], setting: Setting) -> tuple[OptOutDraft, ...]:
    """Return the opt-outs that texts say, read by the function that was handed in."""
    if setting.read_revisit is None:
        return ()
    read = [found for text in texts for found in setting.read_revisit(text, setting.today)]
    return tuple(found for found in read if isinstance(found, OptOutDraft))
