"""A row of a people file becomes a person, a row of a company file an organisation."""

from dataclasses import replace

from rekindle.intake.drafts import AccountRowDraft, PersonDraft, PersonRowDraft, Rejected, Skipped
from rekindle.intake.rows.around import read_account, read_notes, read_owner
from rekindle.intake.rows.consent import read_noes, read_opt_outs, read_permissions
from rekindle.intake.rows.people import read_main_people
from rekindle.intake.rows.refusing import reject
from rekindle.intake.rows.setting import Setting
from rekindle.intake.rows.values import RowValues, texts_of

_DELETED = "deleted in the system it comes from"


def draft_person(values: RowValues, setting: Setting) -> PersonRowDraft | Rejected | Skipped:
    """Draft the person of a row."""
    if values.flag("deal.is_deleted"):
        return Skipped(values.row, _DELETED)
    opt_outs = (*read_opt_outs(values, setting), *read_noes(texts_of(values.all("note")), setting))
    permissions = read_permissions(values, setting)
    people = read_main_people(values)
    person = people[0] if people else _by_phone(values)
    if person is None:
        return reject(values, setting, "has neither a name nor an address", "person.name", "person.mail")
    if len(people) > 1:
        values.keep("person.name")
    return PersonRowDraft(
        row=values.row,
        person=replace(
            person,
            jurisdiction=values.text("account.country"),
            permissions=permissions,
            opt_outs=opt_outs,
            custom=values.custom,
        ),
        account=read_account(values),
        owner=read_owner(values),
        notes=read_notes(values, setting.as_of, setting, "note"),
    )


def _by_phone(values: RowValues) -> PersonDraft | None:
    phone = values.text("person.phone")
    return PersonDraft(phone, values.text("person.external"), phone=phone) if phone else None


def draft_account(values: RowValues, setting: Setting) -> AccountRowDraft | Rejected | Skipped:
    """Draft the organisation of a row."""
    if values.flag("deal.is_deleted"):
        return Skipped(values.row, _DELETED)
    opt_outs = (*read_opt_outs(values, setting), *read_noes(texts_of(values.all("note")), setting))
    account = read_account(values, opt_outs, values.text("account.domain"))
    if account is None:
        return reject(values, setting, "names no organisation", "account.name", "account.domain")
    return AccountRowDraft(
        row=values.row,
        account=replace(account, custom=values.custom),
        owner=read_owner(values),
        notes=read_notes(values, setting.as_of, setting, "note"),
    )
