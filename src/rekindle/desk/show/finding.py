"""Find or do: whom one is looking at, what bears the words that were typed, and what one just did."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rekindle.book.read.lost_rows import LostDeal, tell_deals
from rekindle.book.read.names import INSIDE, FoundName, find_names
from rekindle.book.read.stack import read_stack
from rekindle.book.read.today import name_in_front
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book_rows import show_known_row
from rekindle.desk.show.phrases import call_deal
from rekindle.playbook import Playbook

LONGEST = 100
MOST = 8
ALL = 2**31 - 1
_ICONS = {"person": "i-person-new", "account": "i-door", "deal": "i-book"}


@dataclass(frozen=True, slots=True)
class Found:
    """`kind` is person, account, deal or asset; `to` is what its page is named by: an id, or the key of an asset.

    `stands` is the standing of the deal it leads to, in the words of the board; empty for all else."""

    kind: str
    to: str
    label: str
    detail: str
    icon: str
    stands: str = ""


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
    playbook = playbook_of(read_workspace(actor.workspace_id))
    assets = _assets(playbook, query) if query else []
    deals = tell_deals(actor.workspace_id, [one.deal_id for one in names.found if one.deal_id])
    did = read_stack(actor.workspace_id, actor.member_id, most_did)
    return FindView(
        query,
        who,
        deal_id if who else None,
        (
            *(
                _named(one, _stand(deals.get(one.deal_id) if one.deal_id else None, playbook, actor))
                for one in names.found
            ),
            *assets,
        ),
        tuple(JustDid(command_id, label, at) for command_id, label, at in did),
        names.is_cut and not names.found,
    )


def _stand(deal: LostDeal | None, playbook: Playbook, actor: Actor) -> str:
    return show_known_row(deal, playbook, actor.today, actor.zone).standing_words if deal else ""


def _named(one: FoundName, stands: str) -> Found:
    to = one.row_id if one.kind == "account" else one.deal_id
    # “Alder Clinic - Laser” says whose it is by itself.
    detail = "" if one.detail and call_deal(one.name, one.detail) != one.name else one.detail
    return Found(one.kind, str(to or ""), one.name, detail, _ICONS[one.kind], stands)


def _assets(playbook: Playbook, query: str) -> list[Found]:
    wanted = query.casefold().split()
    return [
        Found("asset", key, asset.title, asset.summary, "i-doc")
        for key, asset in playbook.assets.items()
        if all(word in f"{asset.title} {asset.summary}".casefold() for word in wanted)
    ][: MOST // 2]
