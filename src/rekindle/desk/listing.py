"""The morning as three lists, for a terminal or a program; today's is kept, another day's is only looked at."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pyarrow.compute as pc

from rekindle.book.read.guessed import list_guessed
from rekindle.book.read.workspace import MemberRecord, WorkspaceRecord, read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.advise import Advised, advise
from rekindle.desk.morning import plan_workspace
from rekindle.desk.show.because import say_nearest, say_why
from rekindle.desk.show.lines import Line, MorningList
from rekindle.desk.show.names import Names
from rekindle.desk.show.naming import names_from
from rekindle.desk.show.phrases import say_day
from rekindle.desk.show.quiet import say_quiet
from rekindle.desk.show.stopped import say_freed, say_stopped
from rekindle.learning.neighbours import find_nearest
from rekindle.terms.advice import AdviceKind, Group, StoppedBy
from rekindle.terms.days import day_in
from rekindle.terms.money import minor_digits

# Some years around a day are looked at as well, and the calendar has a first and a last one.
FIRST_YEAR, LAST_YEAR = 1900, 2199


def list_morning(actor: Actor, day: date | None = None) -> MorningList:
    """List a member's morning: today's as of now, planned and kept; another day's as of seven in the member's zone.

    Raises RefusedError when the workspace has no such member, or for a day that no book knows.
    """
    if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RefusedError(f"{day} is too far away. Choose a day of the years {FIRST_YEAR} to {LAST_YEAR}.")
    workspace = read_workspace(actor.workspace_id)
    member = _find_member(workspace, actor.member_id)
    if day is None or day == actor.today:
        as_of, advised = actor.at, _plan(actor, workspace, member)
    else:
        as_of = datetime.combine(day, time(7), tzinfo=actor.zone).astimezone(UTC)
        advised = advise(workspace, as_of, keep_owner=member.member_id)
    return _lists(workspace, member, as_of.astimezone(actor.zone), advised)


def _find_member(workspace: WorkspaceRecord, member_id: UUID) -> MemberRecord:
    for member in read_members(workspace.workspace_id):
        if member.member_id == member_id:
            return member
    raise RefusedError("You are not a member of this workspace. Ask its admin to invite you.")


def _plan(actor: Actor, workspace: WorkspaceRecord, member: MemberRecord) -> Advised:
    """Plan and keep; somebody who cannot sign in has no morning of their own to keep, theirs is only looked at."""
    if member.may_sign_in or member.member_id == workspace.owner_id:
        return plan_workspace(actor.workspace_id, actor.at)
    return advise(workspace, actor.at, keep_owner=member.member_id)


def _lists(workspace: WorkspaceRecord, member: MemberRecord, as_of: datetime, advised: Advised) -> MorningList:
    names = names_from(advised.facts, advised.whys, advised.playbook, member.member_id)
    mine = advised.advice.filter(pc.equal(advised.advice["owner_id"], member.member_id.hex))
    rows = mine.sort_by([("rank", "ascending"), ("reconsider_on", "ascending"), ("deal_id", "ascending")]).to_pylist()
    listed = [row for row in rows if row["kind"] == AdviceKind.GET_BACK and row["listed"]]
    for deal_id in list_guessed(workspace.workspace_id, (UUID(row["deal_id"]) for row in rows)):
        # A day nobody ever said is none to count from.
        names.lost_on.pop(deal_id.hex, None)
    for row in listed:
        row["nearest"] = []
    examples = {row["deal_id"]: row["nearest"] for row in listed}
    for one in find_nearest(advised.facts, advised.whys, list(examples)).to_pylist():
        examples[one["deal_id"]].append(one)
    unlisted = [row for row in rows if row["kind"] == AdviceKind.GET_BACK and not row["listed"]]
    wait = [row for row in rows if row["kind"] == AdviceKind.WAIT]
    alone = [row for row in rows if row["kind"] == AdviceKind.LEAVE_ALONE]
    day = day_in(as_of, as_of.tzinfo or UTC)
    full = "Tomorrow: today’s list is full." if listed else "Another day: there is no room for it today."
    return MorningList(
        as_of=as_of,
        day=day,
        member=member.name,
        groups=tuple((str(group), advised.playbook.groups[group].label) for group in Group),
        minutes=member.minutes_per_day,
        get_back=tuple(to_line(row, names, _why(row, names)) for row in listed),
        wait=(
            *(to_line(row, names, (full,)) for row in unlisted),
            *(to_line(row, names, (say_stopped(row, names),)) for row in wait),
        ),
        leave_alone=tuple(to_line(row, names, (say_stopped(row, names),)) for row in alone),
        notes=tuple(_notes(workspace, advised, names, rows)),
        quiet="" if listed else say_quiet(workspace.workspace_id, member, day),
    )


def _why(row: dict[str, Any], names: Names) -> tuple[str, ...]:
    nearest = say_nearest(row, names)
    return (*say_why(row, names), *([nearest] if nearest else []))


def _notes(workspace: WorkspaceRecord, advised: Advised, names: Names, mine: list[dict[str, Any]]) -> Iterable[str]:
    if workspace.is_sample:
        yield "This is a sample book: nothing here is real. Bring your own with `rekindle import FILE`."
    elif not advised.facts["losses"].num_rows:
        yield (
            f"No lost deals were known on {say_day(names.today, names.today)} {names.today.year}. "
            "Bring a file with `rekindle import FILE`, or add the one you are thinking of with `rekindle add`."
        )
    elif not workspace.jurisdiction and any(row["stopped_by"] == StoppedBy.PERMISSION_NEEDED for row in mine):
        yield (
            "Where are your customers? Until you say, nothing written is proposed without their leave: "
            "`rekindle settings --country US`."
        )
    yield from say_freed(mine)


def to_line(row: dict[str, Any], names: Names, why: tuple[str, ...]) -> Line:
    """Put one advice row into words."""
    currency = row["currency"] or ""
    worth = row["index_minor"]
    return Line(
        deal=row["deal_id"],
        deal_name=names.deals.get(row["deal_id"]) or "",
        account=names.accounts.get(row["account_id"]) or "",
        person=names.people.get(row["person_id"] or row["stop_person_id"] or "") or "",
        channel=row["channel"] or "",
        asset=names.assets.get(row["asset_key"] or "", ""),
        group=row["group"] or "",
        minutes=row["minutes"],
        why=why,
        window_from=row["window_from"],
        window_to=row["window_to"],
        chance=row["chance"],
        chance_low=row["chance_low"],
        chance_high=row["chance_high"],
        prior_share=row["prior_share"],
        worth_per_hour=None if worth is None or not currency else round(worth / 10 ** minor_digits(currency), 2),
        currency=currency,
        reconsider_on=row["reconsider_on"],
        stopped_by=row["stopped_by"] or "",
    )
