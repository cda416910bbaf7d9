"""Words tried on a real person of the book: filled in, with what nobody can fill in yet."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from rekindle.book.read.deal import DealRecord, read_deal
from rekindle.book.read.today import DealLine, ItemRecord
from rekindle.book.read.workspace import read_members
from rekindle.desk.actor import Actor
from rekindle.desk.show.cards import Setting, merge_fields, names_around
from rekindle.desk.show.playbook_views import Tried
from rekindle.playbook import FIELDS, STAND_INS, Playbook, Words, fields_in, fill
from rekindle.terms.losses import Reason

# The sections that hold words.
TRIED = ("words", "on_signal")


def try_words(actor: Actor, playbook: Playbook, entry: Mapping[str, Any], deal_id: UUID | None) -> Tried | None:
    """Fill the words of an entry for the person a deal would be got back to with; None without a deal."""
    record = read_deal(actor.workspace_id, deal_id, actor.member_id) if deal_id else None
    if record is None or record.advice is None:
        return None
    words = Words(
        str(entry.get("subject") or ""),
        tuple(map(str, entry.get("paragraphs") or ())),
        str(entry.get("closing") or ""),
        str(entry.get("if_no") or ""),
    )
    known = _fields(actor, playbook, record)
    filled = fill(words, known)
    person = record.around.people.get(UUID(record.advice["person_id"])) if record.advice["person_id"] else None
    return Tried(
        who=f"{person.name if person else record.account}, {record.account}",
        subject=filled.subject,
        paragraphs=filled.paragraphs,
        closing=filled.closing,
        if_no=filled.if_no,
        missing=tuple(_missing(words, known)),
        words=sum(len(part.split()) for part in (*filled.paragraphs, filled.closing)),
    )


def _missing(words: Words, known: Mapping[str, str]) -> list[tuple[str, str]]:
    """Name the fields the words use and this person has not, with what each stands for."""
    used = dict.fromkeys(
        name for text in (words.subject, *words.paragraphs, words.closing, words.if_no) for name in fields_in(text)
    )
    has = {name for name, value in known.items() if value.strip()}
    has |= {name for name, stand_in in STAND_INS.items() if stand_in in has}
    return [(name, FIELDS.get(name, "no merge field")) for name in used if name not in has]


def _fields(actor: Actor, playbook: Playbook, record: DealRecord) -> dict[str, str]:
    members = {member.member_id.hex: member.name for member in read_members(actor.workspace_id)}
    names = names_around(record.around, playbook, actor, members)
    setting = Setting(playbook, record.around, names, members.get(actor.member_id.hex, ""), actor.zone)
    row = dict(record.advice or {})
    row["asset_key"] = row["asset_key"] or _any_asset(playbook, row["reason"])
    person = record.around.people.get(UUID(row["person_id"])) if row["person_id"] else None
    line = DealLine(
        record.deal_id, record.account_id, record.account, record.name, record.amount_minor, record.currency
    )
    return merge_fields(row, person, ItemRecord(line, 0, row, None, None, ""), setting)


def _any_asset(playbook: Playbook, reason: str | None) -> str:
    """Take the first thing of value for the reason, so that words which bring one can be seen with one."""
    fits = (key for key, one in playbook.assets.items() if reason is None or Reason(reason) in one.reasons)
    return next(fits, "")
