"""The page Coach: three conversations, the team without a rank, what came back, what is worth handing out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rekindle.book.keep import latest_report
from rekindle.book.read.coaching import (
    BackRecord,
    KeptRecord,
    name_deals,
    read_back,
    read_handed,
    read_put_off,
    read_talks,
)
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.coach_views import BackView, CoachView, KeptTalk, MemberRow, Share, TalkView
from rekindle.desk.show.phrases import first_name, join_words, say_ago, say_count, say_money, say_weekday
from rekindle.desk.team.counting import TEAM
from rekindle.desk.team.handouts import list_handouts, show_worth
from rekindle.desk.team.talks import Ground, choose_talks, say_hours
from rekindle.desk.team.who import Door, door_of
from rekindle.learning.coaching import ENOUGH, likely_share
from rekindle.terms.coaching import Topic
from rekindle.terms.days import day_in
from rekindle.terms.losses import Status

BACK_DAYS = timedelta(days=30)
LOW = 0.5

Counted = Mapping[str, Any]


def coach_door(actor: Actor) -> Door:
    """Say whether the page Coach is open to a member, or what stands before it."""
    return door_of(actor, read_workspace(actor.workspace_id), read_members(actor.workspace_id))


def show_coach(actor: Actor) -> CoachView:
    """Return the page Coach as counted with the morning; what came back is read as it stands now. Reads only.

    Raises RefusedError for whom it is not open.
    """
    if coach_door(actor) != Door.OPEN:
        raise RefusedError("Coach is for coaches and admins of a team.")
    zone, today = actor.zone, actor.today
    found = latest_report(actor.workspace_id, TEAM, actor.at)
    report, at = found if found else ({}, None)
    members = {one.member_id: one.name for one in read_members(actor.workspace_id)}
    ground = _ground(actor, report, members, today, zone)
    kept = read_talks(actor.workspace_id, actor.member_id)
    put_off = read_put_off(actor.workspace_id, actor.member_id, today)
    chosen = choose_talks(ground, {(one.member_id, one.topic) for one in put_off})
    talks = _mark([_name_queue(actor, report, one) for one in chosen], kept)
    team = _team(report, members)
    return CoachView(
        title=_title(len(talks)),
        words=_words(report, talks),
        month=f"{today:%Y-%m}",
        as_of=f"Counted {say_weekday(day_in(at, zone), today)}, {at.astimezone(zone):%H:%M}" if at else "",
        talks=talks,
        put_off=len(put_off),
        kept=tuple(_kept(one, members, today, zone) for one in kept),
        team=team,
        whole=_whole(report) if len(team) > 1 else None,
        back=tuple(_back(one, members, today, zone) for one in ground.back if one.owner_id in members),
        worth=show_worth(report, ground.playbook, len(team)),
        handouts=list_handouts(ground.playbook),
        members=tuple(ground.members.items()),
        given=_given(actor, members),
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
    )


def _given(actor: Actor, members: Mapping[UUID, str]) -> tuple[str, ...]:
    """Say what was handed out, and to whom."""
    return tuple(
        f"“{one.title}” for {first_name(members.get(one.member_id, ''))}"
        for one in read_handed(actor.workspace_id, actor.member_id)
    )


def _ground(actor: Actor, report: Counted, members: Mapping[UUID, str], today: date, zone: ZoneInfo) -> Ground:
    """Gather what talks are written from; with oneself nobody has a conversation."""
    others = {member_id: name for member_id, name in members.items() if member_id != actor.member_id}
    back = read_back(actor.workspace_id, actor.at - BACK_DAYS, actor.zone)
    deals = name_deals(actor.workspace_id, _deals_in(report))
    return Ground(report, others, deals, back, playbook_of(read_workspace(actor.workspace_id)), today, zone)


def _deals_in(report: Counted) -> set[UUID]:
    ids = {row["deal_id"] for name in ("unheard", "heeded") for row in report.get(name, ())}
    ids |= {row["latest"] for row in report.get("pairs", ()) if row["latest"]}
    return {UUID(one) for one in ids}


def _name_queue(actor: Actor, report: Counted, talk: TalkView) -> TalkView:
    """Name the deals that a queue may let go of; a talk of another kind stays as it is."""
    if talk.topic != Topic.LIGHTEN:
        return talk
    ids = [UUID(one) for one in report.get("over", {}).get(talk.member_id.hex, ())]
    named = name_deals(actor.workspace_id, set(ids))
    return replace(talk, deals=tuple((one, named[one].account) for one in ids if one in named))


def _title(count: int) -> str:
    if not count:
        return "Nothing stands out this week."
    return f"{say_count(count, 'conversation').capitalize()} worth having this week"


def _words(report: Counted, talks: Sequence[TalkView]) -> str:
    if not report:
        return "The team is counted with the next morning. Plan today, and look again."
    if not talks:
        return "Ask who they are proud of."
    heard = sum(row["deals"] for row in report["pairs"])
    lost = sum(row["lost"] for row in report["team"])
    known = [say_count(lost, "loss", "losses") + " of the quarter"] if lost else []
    known += [f"{say_count(heard, 'debrief')} with the buyer"] if heard else []
    said = f"Chosen from {join_words(known)}. " if known else ""
    return f"{said}Evidence first; the judgement is yours."


def _mark(talks: Sequence[TalkView], kept: Sequence[KeptRecord]) -> tuple[TalkView, ...]:
    listed = {(one.member_id, one.topic, one.title) for one in kept}
    return tuple(replace(one, is_kept=(one.member_id, one.topic, one.title) in listed) for one in talks)


def _kept(one: KeptRecord, members: Mapping[UUID, str], today: date, zone: ZoneInfo) -> KeptTalk:
    on = say_weekday(day_in(one.happened_at, zone), today)
    return KeptTalk(one.kept_id, members.get(one.member_id, ""), one.title, f"added {on}", one.deal_id)


def _team(report: Counted, members: Mapping[UUID, str]) -> tuple[MemberRow, ...]:
    """List everybody who owns deals, by name: never by a number."""
    counted = {row["owner_id"]: row for row in report.get("team", ())}
    pairs: dict[str, tuple[int, int]] = {}
    for row in report.get("pairs", ()):
        same, of = pairs.get(row["owner_id"], (0, 0))
        agrees = row["deals"] if row["rep_reason"] == row["buyer_reason"] else 0
        pairs[row["owner_id"]] = (same + agrees, of + row["deals"])
    over = report.get("over_count", {})
    return tuple(
        _member(
            member_id, name, counted[member_id.hex], pairs.get(member_id.hex, (0, 0)), report, member_id.hex in over
        )
        for member_id, name in members.items()
        if member_id.hex in counted
    )


def _member(
    member_id: UUID, name: str, row: Counted, pairs: tuple[int, int], report: Counted, is_over: bool
) -> MemberRow:
    week = report.get("weeks", {}).get(member_id.hex, 0)
    people = f"{row['waiting']} {'person' if row['waiting'] == 1 else 'people'}"
    waiting = (
        f"{people}, {say_hours(row['waiting_minutes'])} of {say_hours(week)} a week" if row["waiting"] else "nobody"
    )
    return MemberRow(
        member_id,
        name,
        _share(row["talked"], row["lost"], "loss", "losses"),
        _share(*pairs, "debrief", "debriefs", marks_low=True),
        _after(row),
        str(row["back"] or "–"),
        waiting,
        is_over,
    )


def _after(row: Counted) -> str:
    if row["noes"] < ENOUGH:
        return f"{row['noes']} no{'es' if row['noes'] > 1 else ''}: too few" if row["noes"] else "–"
    return say_hours(round(row["after_minutes"] / row["noes"]))


def _share(hits: int, of: int, one: str, many: str, *, marks_low: bool = False) -> Share:
    """Say a share with what it is from; below `ENOUGH` only the counts."""
    if not of:
        return Share(f"no {many} yet")
    if of < ENOUGH:
        return Share(f"{hits} of {of} {one if of == 1 else many}", hint="not enough to say")
    low, high = likely_share(hits, of)
    likely = f"{hits} of {of}, likely {100 * low:.0f} to {100 * high:.0f}%"
    return Share(f"{100 * hits / of:.0f}%", round(100 * hits / of), likely, marks_low and high < LOW)


def _whole(report: Counted) -> MemberRow:
    rows = report.get("team", ())
    total = {
        name: sum(row[name] for row in rows) for name in ("lost", "talked", "noes", "after_minutes", "back", "waiting")
    }
    pairs = report.get("pairs", ())
    same = sum(row["deals"] for row in pairs if row["rep_reason"] == row["buyer_reason"])
    return MemberRow(
        UUID(int=0),
        "Team",
        _share(total["talked"], total["lost"], "loss", "losses"),
        _share(same, sum(row["deals"] for row in pairs), "debrief", "debriefs"),
        _after(total),
        str(total["back"] or "–"),
        str(total["waiting"]),
    )


def _back(one: BackRecord, members: Mapping[UUID, str], today: date, zone: ZoneInfo) -> BackView:
    turned = day_in(one.turned_at, zone)
    how = "won" if one.status == Status.WON else "talking again"
    words = f"{how} {say_weekday(turned, today)}, {say_ago(one.lost_on, turned)} after it was lost"
    return BackView(one.deal_id, members[one.owner_id], one.account, words, say_money(one.amount_minor, one.currency))
