"""Planning: each member's morning, kept; and the advice of an account, computed again after a verb."""

import logging
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pyarrow as pa
from django.db import transaction

from rekindle.book.keep import keep_advice, keep_parameters, keep_playbook
from rekindle.book.read.workspace import (
    MemberRecord,
    WorkspaceRecord,
    count_deals,
    list_workspaces,
    read_members,
    read_workspace,
    some_account,
)
from rekindle.book.same import find_roots, spread
from rekindle.book.write.mornings import MorningOf, keep_morning, settle_mornings, who_has_a_morning
from rekindle.book.write.summaries import deals_kept, shift_summaries
from rekindle.desk.actor import Actor
from rekindle.desk.advise import Advised, advise
from rekindle.desk.proving import keep_proof
from rekindle.desk.team.counting import keep_team
from rekindle.desk.trying import try_due
from rekindle.desk.using import keep_uses
from rekindle.learning.neighbours import NEIGHBOURS, find_nearest
from rekindle.tables.schemas import arrow_schema
from rekindle.terms.days import day_in, zone_for

logger = logging.getLogger(__name__)

READY_AT = time(7)

# From how many deals on a server has a book planned in a process of its own: the memory of it is not kept.
LARGE = 5_000
# How that is done, once a server said so.
plan_elsewhere: list[Callable[[UUID, datetime], None]] = []


def plan_morning(actor: Actor) -> None:
    """Plan today’s mornings of the workspace anew; what was finished today stays finished. Twice is harmless."""
    plan_book(actor.workspace_id, actor.at)


def plan_book(workspace_id: UUID, at: datetime) -> None:
    """Plan a whole workspace at an instant: here, or elsewhere when it is large and there is an elsewhere."""
    if plan_elsewhere and count_deals(workspace_id) > LARGE:
        plan_elsewhere[0](workspace_id, at)
    else:
        plan_workspace(workspace_id, at)


def plan_workspace(workspace_id: UUID, at: datetime) -> Advised:
    """Compute the advice of a whole workspace at an instant, keep it, and every member's morning of their own day."""
    workspace = read_workspace(workspace_id)
    advised = advise(workspace, at)
    shown = with_examples(advised)
    day = day_in(at, ZoneInfo(workspace.zone))
    with transaction.atomic():
        keep_playbook(
            workspace_id, advised.playbook.version, advised.playbook.name, advised.playbook.model_dump(mode="json"), at
        )
        keep_uses(workspace_id, advised, at)
        keep_parameters(workspace_id, "timing", advised.playbook.version, advised.learned, at)
        keep_parameters(workspace_id, "usual", advised.playbook.version, advised.usual, at)
        keep_advice(workspace_id, day, advised.playbook.version, advised.advice)
        for member in _who_have_mornings(workspace):
            own_day = day_in(at, zone_for(member.zone, workspace.zone))
            keep_morning(_morning(workspace, member, own_day, at, advised.playbook.version), shown)
        keep_team(workspace_id, advised, at)
        keep_proof(workspace_id, ZoneInfo(workspace.zone), advised, at)
    return advised


def with_examples(advised: Advised) -> pa.Table:
    """Return the advice with `nearest`: for what is listed today, what became of the nearest own past deals."""
    listed = advised.advice.filter(advised.advice.column("listed")).column("deal_id").to_pylist()
    found: dict[str, list[dict[str, Any]]] = {}
    for row in find_nearest(advised.facts, advised.whys, listed).to_pylist():
        found.setdefault(row["deal_id"], []).append(row)
    nearest = [found.get(deal_id) for deal_id in advised.advice.column("deal_id").to_pylist()]
    kind = pa.list_(pa.struct(arrow_schema(NEIGHBOURS)))
    return advised.advice.append_column("nearest", pa.array(nearest, kind))


def _morning(workspace: WorkspaceRecord, member: MemberRecord, day: date, at: datetime, version: str) -> MorningOf:
    return MorningOf(workspace.workspace_id, member.member_id, day, at, version, member.minutes_per_day)


def workspaces_due(at: datetime) -> list[UUID]:
    """Return the workspaces in which it is past seven for somebody whose morning is not planned yet."""
    return [workspace.workspace_id for workspace in list_workspaces() if _is_due(workspace, at)]


def _is_due(workspace: WorkspaceRecord, at: datetime) -> bool:
    zones = {one.member_id: zone_for(one.zone, workspace.zone) for one in _who_have_mornings(workspace)}
    up = {(member_id, day_in(at, zone)) for member_id, zone in zones.items() if at.astimezone(zone).time() >= READY_AT}
    return bool(up - who_has_a_morning(workspace.workspace_id, [day for _, day in up])) if up else False


def _who_have_mornings(workspace: WorkspaceRecord) -> list[MemberRecord]:
    members = read_members(workspace.workspace_id)
    return [one for one in members if one.may_sign_in or one.member_id == workspace.owner_id]


def plan_due_mornings(at: datetime) -> int:
    """Plan every workspace that is due; says how many."""
    due = workspaces_due(at)
    for workspace_id in due:
        plan_workspace(workspace_id, at)
    # Only now, when the mornings are there: what a test changes, it changes from the next one on.
    try_due(at)
    return len(due)


def warm_up(at: datetime) -> None:
    """Compute the advice of one account and keep nothing, so that the first verb need not wait for the engine."""
    for workspace in list_workspaces():
        account_id = some_account(workspace.workspace_id)
        if account_id is not None:
            advise(workspace, at, account_id=account_id)
            return


def refresh_accounts(actor: Actor, account_ids: Sequence[UUID], command_id: UUID, deal_ids: Sequence[UUID]) -> None:
    """Compute the advice of some accounts again after a verb, and settle today's mornings with it.

    A deal of the verb that was in the member's list and need not be got back to any more is finished by the verb.
    """
    workspace = read_workspace(actor.workspace_id)
    day = day_in(actor.at, ZoneInfo(workspace.zone))
    # The facts of the verb are known at its own instant; anything said in the same moment counts, too.
    as_of = actor.at + timedelta(microseconds=1)
    roots = find_roots(workspace.workspace_id, "account")
    for account_id in dict.fromkeys(roots.get(one, one) for one in account_ids):
        advised = advise(workspace, as_of, account_id=account_id)
        with transaction.atomic():
            together = spread(roots, [account_id])
            before = deals_kept(workspace.workspace_id, together)
            keep_advice(workspace.workspace_id, day, advised.playbook.version, advised.advice, account_id=account_id)
            shift_summaries(workspace.workspace_id, day, before, advised.advice)
            now = (actor.at, workspace.zone)
            settle_mornings(workspace.workspace_id, now, advised.advice, actor.member_id, command_id, deal_ids)
