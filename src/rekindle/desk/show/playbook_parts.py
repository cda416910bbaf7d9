"""The library, the words, and every other part of the playbook, as lists."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.editing.changing import Place, name_place, say_value
from rekindle.desk.editing.choosing import list_names, say_key
from rekindle.desk.editing.shapes import ABOUT, SECTIONS, Section
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.laws import say_place
from rekindle.desk.show.phrases import say_ago, say_count, say_day
from rekindle.desk.show.playbook import first_words, link_reasons
from rekindle.desk.show.playbook_about import say_about
from rekindle.desk.show.playbook_views import Line, Part, Parts, Shelf, ShelfLine
from rekindle.desk.using import Uses, read_uses, say_use, use_of
from rekindle.playbook import Content, Playbook, check_tone, content_of, find_at
from rekindle.playbook.model import AssetEntry, Template
from rekindle.terms.losses import Reason
from rekindle.terms.touches import Channel

_SOON_DAYS = 30
_WORDS = ("words", "on_signal")


def show_library(actor: Actor, reason: str = "") -> Shelf:
    """Show the things of value, all or those for a reason: who approved them, until when, and where they may be used.

    Raises RefusedError for a reason there is not.
    """
    workspace = read_workspace(actor.workspace_id)
    playbook, uses = playbook_of(workspace), read_uses(actor.workspace_id, actor.at)
    if reason and reason not in playbook.reasons:
        raise RefusedError("There is no such reason in this playbook.")
    today = actor.today
    lines = tuple(
        _shelf_line(playbook, uses, key, one, today)
        for key, one in sorted(playbook.assets.items(), key=lambda item: item[1].title.casefold())
        if not reason or Reason(reason) in one.reasons
    )
    return Shelf(
        say_about(actor, workspace, playbook),
        _say_shelf(playbook, reason, lines),
        lines,
        tuple(link for link in link_reasons(playbook, uses, reason) if link.key in playbook.reasons),
        reason,
    )


def _say_shelf(playbook: Playbook, reason: str, lines: tuple[ShelfLine, ...]) -> str:
    of = f" for “{playbook.reasons[Reason(reason)].label}”" if reason else ""
    if not lines:
        return f"Nothing to bring{of} yet"
    waits = sum(1 for line in lines if ("chip--stone", "Expired") in line.chips)
    expired = f", {waits} expired" if waits else ""
    return f"{say_count(len(lines), 'thing').capitalize()} to bring{of}{expired}"


def _shelf_line(playbook: Playbook, uses: Uses, key: str, one: AssetEntry, today: date) -> ShelfLine:
    roles = {**list_names("role", playbook), "*": "Anybody"}
    on_label = {True: "Keeps to the label", False: "Off label", None: "Nothing said"}[one.on_label]
    return ShelfLine(
        key=key,
        title=one.title,
        summary=one.summary,
        kind=say_key(one.kind) + (f", on {one.product}" if one.product else ""),
        answers=", ".join(playbook.reasons[reason].label for reason in one.reasons),
        roles=", ".join(roles.get(role, role) for role in one.roles),
        approved=one.approved_by or "Nobody yet",
        label=on_label,
        expires=_say_expiry(one, today),
        where=", ".join(one.jurisdictions) or "Everywhere",
        used=say_use(use_of(uses, "asset", key)),
        chips=tuple(_chips(one, today)),
    )


def _say_expiry(one: AssetEntry, today: date) -> str:
    if one.expires_on is not None:
        left = (one.expires_on - today).days
        if left < 0:
            return f"Expired {say_ago(one.expires_on, today)} ago"
        return f"{say_day(one.expires_on, today)}, in {say_count(left, 'day')}" if left else "Today is its last day"
    return f"Good for {one.expires_days} days at a time" if one.expires_days else "Does not expire"


def _chips(one: AssetEntry, today: date) -> Iterable[tuple[str, str]]:
    if one.expires_on is not None and one.expires_on < today:
        yield "chip--stone", "Expired"
    elif one.expires_on is not None and (one.expires_on - today).days <= _SOON_DAYS:
        yield "chip--honey", "Expires soon"
    if one.on_label is False:
        yield "chip--stone", "Off label: not proposed"
    if not one.approved_by:
        yield "chip--honey", "Not approved: not proposed"
    if one.example:
        yield "", "Example"


def show_words(actor: Actor) -> Parts:
    """Show every set of words, by play, with what the tone check has to say about it."""
    workspace = read_workspace(actor.workspace_id)
    playbook, uses = playbook_of(workspace), read_uses(actor.workspace_id, actor.at)
    hurts = _remarks(playbook)
    parts = []
    for play, entry in playbook.plays.items():
        lines = [
            _words_line(playbook, uses, section, str(play), str(channel), str(name), template, hurts)
            for section in _WORDS
            for channel, templates in getattr(playbook, section).get(play, {}).items()
            for name, template in templates.items()
        ]
        parts.append(Part("words", entry.label, "set of words", adds=True, lines=tuple(lines)))
    count = sum(len(part.lines) for part in parts)
    title = f"{say_count(count, 'set').capitalize()} of words to start from"
    return Parts(say_about(actor, workspace, playbook), title, "By play; each can be tried on somebody.", tuple(parts))


def _words_line(
    playbook: Playbook,
    uses: Uses,
    section: str,
    play: str,
    channel: str,
    name: str,
    template: Template,
    hurts: Mapping[str, int],
) -> Line:
    key = f"{play}.{channel}.{name}"
    channels, reasons = list_names("channel", playbook), list_names("reason", playbook)
    where = reasons.get(name) if section == "words" else f"When: {say_key(name).lower()}"
    found = hurts.get(f"{section}.{key}", 0)
    chips = (
        (("chip--honey", say_count(found, "remark on its tone", "remarks on its tone").capitalize()),) if found else ()
    )
    used = say_use(use_of(uses, "words", f"{play}.{channel}")) if name == "*" else ""
    title = f"{channels[channel]}, {where}"
    begins = first_words(template.subject or template.paragraphs[0])
    return Line(section, key, title, begins, playbook.channels[Channel(channel)].icon, used, chips)


@lru_cache(maxsize=16)
def _remarks(playbook: Playbook) -> Mapping[str, int]:
    """Count what the tone check finds in each set of words; kept per version."""
    return {
        f"{section}.{play}.{channel}.{name}": len(check_tone(playbook, text_of(template)))
        for section in _WORDS
        for play, by_channel in getattr(playbook, section).items()
        for channel, templates in by_channel.items()
        for name, template in templates.items()
    }


def text_of(template: Template) -> str:
    """Return all that a template says, for the tone check."""
    return "\n".join(part for part in (template.subject, *template.paragraphs, template.closing) if part)


def show_parts(actor: Actor) -> Parts:
    """Show every section of the playbook with its entries."""
    workspace = read_workspace(actor.workspace_id)
    playbook = playbook_of(workspace)
    words = "Reasons, plays, pace, limits, law: all of it is data, and each change is a new version."
    return Parts(say_about(actor, workspace, playbook), "Every part of the playbook", words, _parts(playbook))


@lru_cache(maxsize=4)
def _parts(playbook: Playbook) -> tuple[Part, ...]:
    """Lay out every section; kept per version, since there are hundreds of entries."""
    content = content_of(playbook)
    sections = [ABOUT, *(section for section in SECTIONS.values() if section.name not in _WORDS)]
    return tuple(_part(section, playbook, content) for section in sections)


def _part(section: Section, playbook: Playbook, content: Content) -> Part:
    lines = [_part_line(section, keys, playbook, content) for keys in list_keys(section, content)]
    return Part(section.name, section.title, section.one, section.adds, tuple(lines))


def list_keys(section: Section, content: Content) -> list[tuple[str, ...]]:
    """List the keys of every entry of a section."""
    if not section.depth:
        return [()]
    found: list[tuple[str, ...]] = [()]
    for _ in range(section.depth):
        found = [(*keys, key) for keys in found for key in find_at(content, (section.name, *keys)) or {}]
    return found


def _part_line(section: Section, keys: tuple[str, ...], playbook: Playbook, content: Content) -> Line:
    place = Place(section, keys)
    entry = content if section is ABOUT else find_at(content, place.path) or {}
    first = section.fields[0]
    at = first if first.kind in ("line", "words") and len(section.fields) > 1 and first.name != "label" else None
    field = at or next((one for one in section.fields[1:] if one.kind in ("words", "share", "whole", "number")), first)
    words = say_value(entry.get(field.name)).split("\n")[0]
    if section.name == "places":
        words = " ".join(say_place(playbook.places[keys[0]])[:1])
    said = words if field.kind in ("line", "words") else f"{field.label}: {words}"
    return Line(section.name, ".".join(keys), name_place(place, playbook), said, "", "")
