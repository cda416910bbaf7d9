"""The people of a row: one or several in a cell, with a role if their column tells it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from rekindle.intake.cells.contacts import (
    other_mails,
    split_id,
    split_many,
    split_name,
    split_phone,
    turn_name,
    without_links,
)
from rekindle.intake.columns.dictionary import fields
from rekindle.intake.columns.headers import fold_header
from rekindle.intake.columns.words import read_word
from rekindle.intake.drafts import OptOutDraft, PermissionDraft, PersonDraft
from rekindle.intake.names import fold
from rekindle.intake.rows import limits
from rekindle.intake.rows.values import RowValues, Value, cut
from rekindle.terms.people import SeatRole

_SEVERAL = re.compile(r"\b(contacts|people|persons|stakeholders|kontakte|personen|personnes|contactos|personas)\b")


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    mail: str = ""
    external: str = ""
    phone: str = ""


def read_people(
    values: RowValues, opt_outs: Sequence[OptOutDraft], permissions: Sequence[PermissionDraft] = ()
) -> tuple[PersonDraft, ...]:
    """Return the people of a deal's row, the main contact first. An opt-out binds everybody the row names."""
    main = read_main_people(values)
    if main and permissions:
        main = (replace(main[0], permissions=tuple(permissions)), *main[1:])
    elif not main:
        values.keep("person.phone", "person.title", "person.external", "person.linkedin", "person.role")
    named = {name.partition(".")[0] for name in values.values}
    slots = [person for slot in _slots() if slot in named and (person := _read_slot(values, slot))]
    main, slots = _give_address(main, slots)
    once: dict[str, PersonDraft] = {}
    for person in (*main, *slots):
        once.setdefault(person.name.casefold(), replace(person, opt_outs=tuple(opt_outs)) if opt_outs else person)
    return tuple(once.values())


def _give_address(
    main: tuple[PersonDraft, ...], slots: list[PersonDraft]
) -> tuple[tuple[PersonDraft, ...], list[PersonDraft]]:
    """Give an address without a name to the one with a part whom it is called after: "ann@x.org" beside "Ann Field".

    Beside a single one it is theirs; where several fit, or none of several, it stays somebody of their own."""
    if len(main) != 1 or main[0].name != main[0].mail:
        return main, slots
    nameless = main[0]
    without = [one for one in slots if not one.mail]
    called = [one for one in without if _is_called(nameless.mail, one.name)] or without
    if len(called) != 1 or (len(slots) > 1 and not _is_called(nameless.mail, called[0].name)):
        return main, slots
    joined = replace(nameless, name=called[0].name, role=called[0].role)
    known = {name: getattr(called[0], name) for name in ("title", "phone", "linkedin") if getattr(called[0], name)}
    return (replace(joined, **known),), [one for one in slots if one is not called[0]]


def _is_called(mail: str, name: str) -> bool:
    local = "".join(fold(mail.partition("@")[0]).split())
    words = fold(name).split()
    return any(len(word) > 2 and word in local for word in words)


def read_main_people(values: RowValues) -> tuple[PersonDraft, ...]:
    """Return the people of the contact columns; title, telephone and role belong to the first of them."""
    named = _read_names(values)
    if not named:
        return ()
    first = named[0]
    mail = first.mail or values.text("person.mail")
    people = [
        PersonDraft(
            name=cut(values, "person.name", first.name or mail, limits.NAME),
            external=first.external[: limits.EXTERNAL],
            title=cut(values, "person.title", values.text("person.title"), limits.NAME),
            mail=mail[: limits.MAIL],
            phone=cut(values, "person.phone", values.text("person.phone") or first.phone, limits.PHONE),
            linkedin=cut(values, "person.linkedin", values.text("person.linkedin"), limits.MAIL),
            role=read_role(values),
        )
    ]
    people += [
        PersonDraft(
            cut(values, "person.name", one.name or one.mail, limits.NAME),
            one.external,
            mail=one.mail,
            phone=one.phone[: limits.PHONE],
        )
        for one in named[1:]
    ]
    return tuple(people)


def _read_names(values: RowValues) -> list[_Named]:
    """Pair names with mail addresses and ids where their numbers agree; if not, only what is sure is paired."""
    given, family = values.text("person.first_name"), values.text("person.last_name")
    said = values.first("person.name")
    texts = _split_names(said) if said else []
    whole = f"{given} {family}".strip()
    if whole and len(texts) <= 1:
        texts = [texts[0] if texts and len(texts[0]) > len(whole) else whole]
    parts = [split_name(text) for text in texts]
    ids = list(split_many(values.text("person.external").replace(",", ";")))
    mails = _mails(values)
    found = []
    for place, (name, mail) in enumerate(parts):
        named, phone = split_phone(name)
        plain, external = split_id(named)
        own_id = ids[place] if len(ids) == len(parts) else ""
        own_mail = mails[place] if len(mails) == len(parts) > 1 else ""
        found.append(_Named(turn_name(plain), mail or own_mail, external or own_id, phone))
    if not found and (mails or ids) and mails:
        found = [_Named(_name_beside(values), mails[0], ids[0] if len(ids) == 1 else "")]
    elif ids and len(ids) != len(parts):
        values.keep("person.external")
    if len(found) > 1 and len(mails) not in (0, len(found)):
        values.keep("person.mail")
    return [one for one in found if one.name or one.mail]


def _name_beside(values: RowValues) -> str:
    """A column of addresses may say whose they are: "Ted Oak <ted@x.org>"."""
    said = values.first("person.mail")
    return turn_name(split_name(split_many(said.text)[0])[0]) if said else ""


def _split_names(said: Value) -> list[str]:
    """Part the names in a cell. A comma parts two people only in a column of several, and where each has a name and a
    family name: "Whitlock, Lena" is one."""
    texts = list(split_many(without_links(said.text)))
    if len(texts) == 1 and _SEVERAL.search(fold_header(said.column)):
        parts = [part.strip() for part in texts[0].split(",")]
        texts = parts if all(len(part.split()) > 1 for part in parts) else texts
    return texts


def _mails(values: RowValues) -> list[str]:
    found = values.first("person.mail")
    return [values.text("person.mail"), *other_mails(found.text)] if found else []


def read_role(values: RowValues) -> SeatRole:
    """Return the part somebody has in the decision; words nobody knows stay on the record."""
    text = values.text("person.role")
    said = read_word("role", text) if text else ""
    if text and not said:
        values.keep("person.role")
    return SeatRole(said) if said else SeatRole.UNKNOWN


@cache
def _slots() -> dict[str, str]:
    return {key.partition(".")[0]: about.slot for key, about in fields().items() if about.slot}


def _read_slot(values: RowValues, slot: str) -> PersonDraft | None:
    name, mail = split_name(values.text(f"{slot}.name"))
    mail = mail or values.text(f"{slot}.mail")
    if not name and not mail:
        return None
    return PersonDraft(
        name=turn_name(name or mail)[: limits.NAME],
        title=values.text(f"{slot}.title")[: limits.NAME],
        mail=mail[: limits.MAIL],
        phone=values.text(f"{slot}.phone")[: limits.PHONE],
        role=SeatRole(_slots()[slot]),
    )
