"""One entry of the playbook: its fields, what they stand for, and words tried on somebody of the book."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from rekindle.book.read.playbooks import some_deals
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.editing.changing import Place, digest_entry, entry_at, find_place, name_place
from rekindle.desk.editing.choosing import NEW_KEYS, list_choices, list_new
from rekindle.desk.editing.shapes import ABOUT, SECTIONS, Field, Section
from rekindle.desk.editing.values import read_entry, show_value
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.playbook_about import say_about
from rekindle.desk.show.playbook_parts import list_keys
from rekindle.desk.show.playbook_trying import TRIED, try_words
from rekindle.desk.show.playbook_views import EntryPage, FieldShown, Remark
from rekindle.desk.using import read_uses, say_use, use_of
from rekindle.playbook import FIELDS, Playbook, Problem, check_tone, content_of
from rekindle.terms.touches import Channel

_USED = {"assets": "asset", "plays": "play"}


def show_entry(
    actor: Actor,
    section: str,
    key: str = "",
    *,
    typed: Mapping[str, Sequence[str]] | None = None,
    problems: Sequence[Problem] = (),
    is_new: bool = False,
    deal: UUID | None = None,
) -> EntryPage:
    """Show one entry with its fields, or an empty one to fill in; `typed` stands over what is in force.

    Raises RefusedError where there is no such entry.
    """
    workspace = read_workspace(actor.workspace_id)
    playbook = playbook_of(workspace)
    content = content_of(playbook)
    place = find_place(section, _said_key(section, typed) if is_new else key)
    before = None if is_new else entry_at(content, place)
    if before is None and not is_new:
        raise RefusedError("There is nothing there in the version in force.")
    shape = place.section
    now = read_entry(shape.fields, typed, before or {}) if typed is not None else before or {}
    own = _own(place, problems)
    page = EntryPage(
        about=say_about(actor, workspace, playbook),
        section=section,
        key="" if is_new else key,
        title=f"A new {shape.one}" if is_new else name_place(place, playbook),
        part=shape.title,
        one=shape.one,
        fields=tuple(_show(field, now, typed, playbook, own) for field in shape.fields),
        new_keys=tuple(_show_keys(shape, typed, playbook)) if is_new else (),
        is_new=is_new,
        can_remove=shape.adds and not is_new and len(list_keys(shape, content)) > 1,
        digest=digest_entry(before),
        used=_used(actor, place, is_new=is_new),
        problems=tuple(str(one) for one in problems if one not in own),
        why=(typed or {}).get("because", [""])[0],
    )
    return _with_trial(page, actor, playbook, place, now, deal) if section in TRIED else page


def _with_trial(
    page: EntryPage, actor: Actor, playbook: Playbook, place: Place, entry: Mapping[str, Any], wanted: UUID | None
) -> EntryPage:
    """Add what only words have: their merge fields, what the tone check finds, and how they read for somebody."""
    people = some_deals(actor.workspace_id, place.keys[-1]) if place.keys else []
    known = [deal_id for deal_id, _, _ in people]
    chosen = wanted if wanted in known else next(iter(known), None)
    return replace(
        page,
        merge_fields=tuple(FIELDS.items()),
        people=tuple((one, f"{person}, {account}", one == chosen) for one, person, account in people),
        tried=try_words(actor, playbook, entry, chosen),
        remarks=list_remarks(playbook, page.section, entry),
        tries=True,
    )


def list_remarks(playbook: Playbook, section: str, entry: Mapping[str, Any]) -> tuple[Remark, ...]:
    """Say what the tone check finds in the words of an entry; nothing for entries that are no words."""
    if section not in TRIED:
        return ()
    parts = [entry.get("subject"), *(entry.get("paragraphs") or []), entry.get("closing"), entry.get("if_no")]
    found = check_tone(playbook, "\n".join(part for part in parts if part))
    return tuple(Remark(one.phrase, one.why) for one in found)


def _said_key(section: str, typed: Mapping[str, Sequence[str]] | None) -> str:
    """Return the key a new entry was given so far; what is not said yet stands as a question mark."""
    depth = SECTIONS[section].depth if section in SECTIONS else 0
    said = [((typed or {}).get(f"key{nth}") or [""])[0].strip() for nth in range(depth)]
    return ".".join(one.replace(".", "?") or "?" for one in said)


def _own(place: Place, problems: Sequence[Problem]) -> list[Problem]:
    """List the problems that lie in a field of this entry."""
    return [one for one in problems if _field_of(place, one.key)]


def _field_of(place: Place, key: str) -> str:
    path = tuple(key.split("."))
    if place.section is ABOUT:
        return path[0]
    size = len(place.path)
    return path[size] if path[:size] == place.path and len(path) > size else ""


def _show(
    field: Field,
    entry: Mapping[str, Any],
    typed: Mapping[str, Sequence[str]] | None,
    playbook: Playbook,
    problems: list[Problem],
) -> FieldShown:
    value = show_value(field, entry.get(field.name)) if typed is None else _typed(field, typed, entry)
    found = next((one for one in problems if field.name in one.key.split(".")), None)
    chosen = set(value) if isinstance(value, list) else {str(value)}
    choices = [(key, words, key in chosen) for key, words in list_choices(field.choices, playbook)]
    known = {key for key, _, _ in choices}
    extra = [(one, one, True) for one in chosen - known if one and field.kind in ("choice", "some")]
    minutes = tuple(
        (str(channel), playbook.channels[channel].label, str((value or {}).get(str(channel), "")))
        for channel in (Channel if field.kind == "minutes" else ())
    )
    return FieldShown(field, value, tuple(choices + extra), found.text if found else "", minutes)


def _typed(field: Field, typed: Mapping[str, Sequence[str]], entry: Mapping[str, Any]) -> Any:
    """Return what was typed as it was typed, so that nothing is lost where it was wrong."""
    if field.kind in ("lines", "steps", "run"):
        return (typed.get(field.name) or [""])[0]
    return show_value(field, entry.get(field.name))


def _show_keys(shape: Section, typed: Mapping[str, Sequence[str]] | None, playbook: Playbook) -> list[FieldShown]:
    kinds = NEW_KEYS.get(shape.name, (("", "A short name for it: lower-case letters, digits and _"),))
    shown = []
    for nth, (kind, label) in enumerate(kinds):
        name, said = f"key{nth}", ((typed or {}).get(f"key{nth}") or [""])[0]
        choices = [(key, words, key == said) for key, words in (list_new(kind, playbook) if kind else [])]
        shown.append(FieldShown(Field(name, label, "choice" if choices else "line"), said, tuple(choices)))
    return shown


def _used(actor: Actor, place: Place, *, is_new: bool) -> str:
    if is_new or place.section.name not in (*_USED, "words", "reasons"):
        return ""
    uses = read_uses(actor.workspace_id, actor.at)
    if place.section.name == "reasons":
        nobody = "Nobody was got back to after such a loss yet"
        return f"{say_use(use_of(uses, 'reason', reason=place.keys[0]), nobody)}."
    if place.section.name == "words":
        reason = place.keys[2]
        return f"{say_use(use_of(uses, 'words', '.'.join(place.keys[:2]), reason))}."
    return f"{say_use(use_of(uses, _USED[place.section.name], place.keys[0]))}."
