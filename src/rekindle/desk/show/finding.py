"""Find or do: whom one is looking at, what bears the words that were typed, and what one just did."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rekindle.book.read.names import INSIDE, FoundName, find_names
from rekindle.book.read.stack import read_stack
from rekindle.book.read.today import name_in_front
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.phrases import call_deal
from rekindle.playbook import Playbook

LONGEST = 100
MOST = 8
ALL = 2**31 - 1
_ICONS = {"person": "i-person-new", "account": "i-door", "deal": "i-book"}


@dataclass(frozen=True, slots=True)
class Found:
    """`kind` is person, account, deal or asset; `to` is what its page is named by: an id, or the key of an asset."""

    kind: str
    to: str
    label: str
    detail: str
    icon: str


@dataclass(frozen=True, slots=True)
class JustDid:
    """Something done lately that can be taken back."""

    command_id: UUID
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FindView:
    """`in_front` names whom one was looking at, with the deal; both empty for nobody. `did` is the newest first.

    `is_cut` says that not every name of a large book was looked into."""

    query: str
    in_front: str
    deal_id: UUID | None
    found: tuple[Found, ...]
    did: tuple[JustDid, ...]
    is_cut: bool = False


def show_found(
    actor: Actor, words: str, deal_id: UUID | None = None, *, most_did: int = 3, all_names: bool = False
) -> FindView:
    """Find people, accounts, deals and things of value by name; and say what the member could undo.

    `all_names` looks into every name of a large book, however long that takes."""
    query = " ".join(words.replace("\x00", " ").split())[:LONGEST]
    who = name_in_front(actor.workspace_id, deal_id) if deal_id else ""
    names = find_names(actor.workspace_id, query, MOST, inside=ALL if all_names else INSIDE)
    assets = _assets(playbook_of(read_workspace(actor.workspace_id)), query) if query else []
    did = read_stack(actor.workspace_id, actor.member_id, most_did)
    return FindView(
        query,
        who,
        deal_id if who else None,
        (*map(_named, names.found), *assets),
        tuple(JustDid(command_id, label, at) for command_id, label, at in did),
        names.is_cut and not names.found,
    )


def _named(one: FoundName) -> Found:
    to = one.row_id if one.kind == "account" else one.deal_id
    # “Alder Clinic - Laser” says whose it is by itself.
    detail = "" if one.detail and call_deal(one.name, one.detail) != one.name else one.detail
    return Found(one.kind, str(to or ""), one.name, detail, _ICONS[one.kind])


def _assets(playbook: Playbook, query: str) -> list[Found]:
    wanted = query.casefold().split()
    return [
        Found("asset", key, asset.title, asset.summary, "i-doc")
        for key, asset in playbook.assets.items()
        if all(word in f"{asset.title} {asset.summary}".casefold() for word in wanted)
    ][: MOST // 2]
