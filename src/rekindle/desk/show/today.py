"""Today, for a member: the page's words from the morning as it is kept."""

from datetime import date, datetime

from rekindle.book.read.today import ItemRecord, MorningRecord, read_morning
from rekindle.book.read.workspace import read_members, read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.answers import NEWS, show_answers
from rekindle.desk.show.bringing import say_reported
from rekindle.desk.show.cards import Setting, build_card, names_around
from rekindle.desk.show.doubts import show_doubts
from rekindle.desk.show.phrases import join_words, say_full_day, say_greeting, say_number, say_weekday
from rekindle.desk.show.quiet import say_quiet
from rekindle.desk.show.stopped import icon_of, say_stopped
from rekindle.desk.show.views import DoneItem, GroupOfCards, LeftAlone, TodayView
from rekindle.terms.advice import SAID_NO, AdviceKind, Group

_GREETINGS = ((5, "Good evening"), (12, "Good morning"), (18, "Good afternoon"), (24, "Good evening"))


def show_today(actor: Actor) -> TodayView:
    """Return the page Today of a member; reads only, and computes no advice."""
    workspace = read_workspace(actor.workspace_id)
    members = {member.member_id: member for member in read_members(actor.workspace_id)}
    member = members.get(actor.member_id)
    if member is None:
        raise RefusedError("You are not a member of this workspace. Ask its admin to invite you.")
    zone, today = actor.zone, actor.today
    record = read_morning(actor.workspace_id, actor.member_id, today)
    playbook = playbook_of(workspace)
    named = {member_id.hex: known.name for member_id, known in members.items()}
    names = names_around(record.around, playbook, actor, named)
    accounts = {item.deal.deal_id: item.deal.account_id for item in record.items}
    reported = frozenset(
        deal_id
        for deal_id, draft in record.drafts.items()
        if draft.asset_key and say_reported(actor, playbook, accounts[deal_id], draft)
    )
    setting = Setting(playbook, record.around, names, member.name, zone, record.drafts, reported)
    return TodayView(
        day=today,
        day_words=say_full_day(today),
        greeting=say_greeting(_greet(actor.at.astimezone(zone)), member.name),
        member=member.name,
        minutes_left=sum(item.advice["minutes"] or 0 for item in record.items if _is_open(item)),
        groups=_groups(record, setting),
        done=tuple(_done(item, setting) for item in record.items if item.finished_by),
        alone=tuple(_alone(record, setting)),
        alone_count=len(record.stops),
        alone_hint=_hint(record.stops),
        next_words=_next(record, today),
        lost_count=record.lost_count,
        is_sample=workspace.is_sample,
        is_planned=record.is_planned,
        undo_words=record.undo_words,
        answers=show_answers(actor, zone, NEWS),
        doubts=show_doubts(actor, 1),
        quiet_words="" if any(map(_is_open, record.items)) else say_quiet(actor.workspace_id, member, today),
    )


def _greet(local: datetime) -> str:
    return next(words for until, words in _GREETINGS if local.hour < until)


def _is_open(item: ItemRecord) -> bool:
    return item.finished_by is None and item.advice["kind"] == AdviceKind.GET_BACK


def _groups(record: MorningRecord, setting: Setting) -> tuple[GroupOfCards, ...]:
    cards = [build_card(item, setting) for item in record.items if _is_open(item)]
    labels = setting.playbook.groups
    found = [(group, tuple(card for card in cards if card.group == group)) for group in Group]
    return tuple(GroupOfCards(group, labels[group].label, listed) for group, listed in found if listed)


def _done(item: ItemRecord, setting: Setting) -> DoneItem:
    person = setting.names.people.get(item.advice["person_id"] or "", "")
    at = item.finished_at.astimezone(setting.zone) if item.finished_at else None
    words = f"{item.finished_words}, {at:%H:%M}" if at else item.finished_words
    return DoneItem(item.deal.deal_id, person or item.deal.account, item.deal.account, words, item.finished_by)


def _alone(record: MorningRecord, setting: Setting) -> list[LeftAlone]:
    return [
        LeftAlone(
            deal.deal_id,
            setting.names.people.get(row["stop_person_id"] or row["person_id"] or "", ""),
            deal.account,
            say_stopped(row, setting.names),
            icon_of(row["stopped_by"]),
        )
        for deal, row in record.alone
    ]


def _hint(stops: tuple[str, ...]) -> str:
    noes = sum(stop in SAID_NO for stop in stops)
    others = len(stops) - noes
    parts = [f"{say_number(noes)} said no"] if noes else []
    parts += [f"{say_number(others)} can wait"] if others else []
    words = join_words(parts)
    return f"{words[:1].upper()}{words[1:]}." if words else ""


def _next(record: MorningRecord, today: date) -> str:
    return f"The next one comes up {say_weekday(record.next_on, today)}." if record.next_on else ""
