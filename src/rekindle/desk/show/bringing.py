"""What else could be brought to the person in front: the things of value that may be used there, and what that asks."""

from dataclasses import dataclass
from uuid import UUID

from rekindle.book.facts import facts
from rekindle.book.read.today import name_in_front
from rekindle.book.read.words import DraftRecord, read_drafts, read_proposed
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.outreach import list_permitted
from rekindle.playbook import Playbook
from rekindle.policy import list_reported, list_too_much
from rekindle.tables.from_playbook import tables_of


@dataclass(frozen=True, slots=True)
class Bringable:
    """`answers` says that it is made for what they said; `is_chosen` that it is what would be brought now."""

    asset_key: str
    title: str
    summary: str
    answers: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BringView:
    """What may be brought to a person; `is_own_choice`: the member chose something else than was proposed."""

    deal_id: UUID
    person: str
    choices: tuple[Bringable, ...]
    is_own_choice: bool


def show_bringing(actor: Actor, deal_id: UUID) -> BringView:
    """List what may be brought to the person a deal's advice names.

    Raises LookupError for a deal this workspace does not have, RefusedError where nothing is proposed.
    """
    who = name_in_front(actor.workspace_id, deal_id)
    if not who:
        raise LookupError("There is no such deal in this workspace.")
    proposed = read_proposed(actor.workspace_id, deal_id)
    if proposed is None:
        raise RefusedError("Nothing is proposed there right now, so there is nothing to bring.")
    playbook = playbook_of(read_workspace(actor.workspace_id))
    known = facts(actor.workspace_id, actor.at, account_id=proposed.account_id)
    data = tables_of(playbook, known["moment"].column("today")[0].as_py())
    person_id = proposed.person_id.hex if proposed.person_id else None
    permitted = list_permitted(known, data, deal_id.hex, person_id, proposed.reason)
    too_much = list_too_much(known, data, deal_id.hex, person_id)
    draft = read_drafts(actor.workspace_id, actor.member_id, [deal_id]).get(deal_id)
    own = draft.asset_key if draft and draft.person_id == proposed.person_id else ""
    now = own or proposed.asset_key
    return BringView(
        deal_id,
        who,
        tuple(
            Bringable(one.asset_key, asset.title, asset.summary, one.answers, one.asset_key == now)
            for one in permitted
            if one.asset_key not in too_much and (asset := playbook.assets.get(one.asset_key))
        ),
        bool(own),
    )


def say_reported(actor: Actor, playbook: Playbook, account_id: UUID, draft: DraftRecord) -> bool:
    """Say whether the thing a member chose instead has to be reported, for that person by the law of their place."""
    asset = playbook.assets.get(draft.asset_key)
    if asset is None or not asset.value_minor:
        return False
    known = facts(actor.workspace_id, actor.at, account_id=account_id)
    data = tables_of(playbook, known["moment"].column("today")[0].as_py())
    person_id = draft.person_id.hex if draft.person_id else None
    return draft.asset_key in list_reported(known, data, draft.deal_id.hex, person_id)
