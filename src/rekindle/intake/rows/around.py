"""What surrounds a row: the organisation, the colleague, notes."""

from datetime import datetime

from rekindle.intake.cells.contacts import split_id, split_many, split_name
from rekindle.intake.drafts import AccountDraft, NoteDraft, OptOutDraft, OwnerDraft
from rekindle.intake.rows import limits
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, cut


def read_account(values: RowValues, opt_outs: tuple[OptOutDraft, ...] = (), stand_in: str = "") -> AccountDraft | None:
    """Return the organisation of a row; by its id or `stand_in` it is a placeholder; None without any of them."""
    name, external = _read_name(values)
    placeholder = not name
    if placeholder:
        name = f"Account {external}" if external else stand_in
    if not name:
        return None
    return AccountDraft(
        name=cut(values, "account.name", name, limits.NAME),
        external=external[: limits.EXTERNAL],
        domain=values.text("account.domain")[: limits.DOMAIN],
        jurisdiction=values.text("account.country"),
        segment=cut(values, "account.segment", values.text("account.segment"), limits.SEGMENT),
        region=cut(values, "account.region", values.text("account.region"), limits.REGION),
        is_placeholder=placeholder,
        opt_outs=opt_outs,
    )


def _read_name(values: RowValues) -> tuple[str, str]:
    """Of several organisations in a cell, with as many ids beside them, the first is the deal's; the cell is kept.

    Some systems write the person behind the organisation: "Alder Clinic, Lena Whitlock" is Alder Clinic.
    """
    text, ids = values.text("account.name"), split_many(values.text("account.external"))
    behind = f", {values.text('person.name')}"
    if len(text) > len(behind) > 2 and text.endswith(behind):
        values.keep("account.name")
        text = text.removesuffix(behind)
    names = split_many(text)
    if len(ids) > 1:
        values.keep("account.external")
    if len(names) > 1 and len(names) == len(ids):
        values.keep("account.name")
        text = names[0]
    name, external = split_id(text)
    if not ids:
        return name, external
    return (name if external in ids else text), ids[0] if len(ids) == max(1, len(names)) else external


def read_owner(values: RowValues) -> OwnerDraft | None:
    """Return the colleague of a row. One known by an id only is no name to show: the id stays on the record."""
    name, mail = split_name(values.text("deal.owner"))
    mail = mail or values.text("deal.owner_mail")
    external = values.text("deal.owner_external")
    if not name and not mail:
        values.keep("deal.owner_external", "deal.owner_team")
    if not (name or mail or external):
        return None
    team = values.text("deal.owner_team")[: limits.NAME] if name or mail else ""
    return OwnerDraft(name[: limits.NAME], mail[: limits.MAIL], external[: limits.EXTERNAL], team)


def read_notes(values: RowValues, happened_at: datetime, setting: Setting, *names: str) -> tuple[NoteDraft, ...]:
    """Return the notes of a row's columns; where there are several columns each note begins with its column's name."""
    columns = {reading.column for reading in setting.recognition.readings if reading.field in names}
    found = []
    for name in names:
        for value in values.all(name):
            words = value.read if isinstance(value.read, str) else value.text
            if any(map(str.isalnum, words)):
                found.append(NoteDraft(f"{value.column}: {words}" if len(columns) > 1 else words, happened_at))
    return tuple(found)
