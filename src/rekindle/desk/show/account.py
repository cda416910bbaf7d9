"""One account in words: its deals, its people past and present, the incumbent's contract, other doors."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from rekindle.book.read.account import MOST_DEALS, AccountRecord, PostRecord, read_account
from rekindle.book.read.today import latest_undoable
from rekindle.book.read.workspace import read_workspace
from rekindle.desk.actor import Actor, RefusedError
from rekindle.desk.playbooks import playbook_of
from rekindle.desk.show.book_rows import show_known_row
from rekindle.desk.show.book_views import BookRow
from rekindle.desk.show.clocks import Clock, say_presence, show_clock
from rekindle.desk.show.patterns.speaking import say
from rekindle.desk.show.phrases import call_deal, say_count, say_day, say_weekday
from rekindle.desk.show.voices import voice_in
from rekindle.terms.days import day_in
from rekindle.terms.losses import Status
from rekindle.terms.voices import VoiceKey


@dataclass(frozen=True, slots=True)
class AtAccount:
    """Somebody who works there, or `is_gone`."""

    person_id: UUID
    name: str
    title: str
    words: str
    is_gone: bool


@dataclass(frozen=True, slots=True)
class AccountView:
    """The page of an account: every deal with it, its people, and other ways in."""

    account_id: UUID
    name: str
    line: str
    deals: tuple[BookRow, ...]
    people: tuple[AtAccount, ...]
    doors: tuple[str, ...]
    clocks: tuple[Clock, ...]
    presence: str
    effort: tuple[str, ...]
    undo_words: str


def show_account(actor: Actor, account_id: UUID) -> AccountView:
    """Show an account of the workspace; raises RefusedError when there is none with that id."""
    record = read_account(actor.workspace_id, account_id)
    if record is None:
        raise RefusedError("There is no such account in this workspace.")
    workspace = read_workspace(actor.workspace_id)
    zone, today = actor.zone, actor.today
    playbook = playbook_of(workspace)
    speak = say if voice_in(workspace).key == VoiceKey.JOB else str
    last = day_in(record.effort.last_at, zone) if record.effort.last_at else None
    return AccountView(
        account_id=record.account_id,
        name=record.name,
        line=" · ".join(filter(None, (record.segment, record.region, speak(_count(record))))),
        deals=tuple(show_known_row(deal, playbook, today, actor.zone) for deal in record.deals),
        people=tuple(replace(one, words=speak(one.words)) for one in (_person(post, today) for post in record.posts)),
        doors=tuple(map(speak, _doors(record))),
        clocks=tuple(
            show_clock(one.incumbent, one.product, day_in(one.known_on, zone), one.ends_on, today)
            for one in record.contracts
        ),
        presence=say_presence(record.kinds, last, today),
        effort=tuple(map(speak, _effort(record, last, today))),
        undo_words=latest_undoable(actor.workspace_id, actor.member_id),
    )


def _count(record: AccountRecord) -> str:
    if len(record.deals) >= MOST_DEALS:
        return f"the latest {MOST_DEALS} deals"
    return say_count(len(record.deals), "deal")


def _person(post: PostRecord, today: date) -> AtAccount:
    if post.until_on:
        return AtAccount(post.person_id, post.name, post.title, f"Left {say_day(post.until_on, today)}", is_gone=True)
    seats = f"A say on {say_count(post.deals, 'deal')}" if post.deals else "On no deal yet"
    since = f", since {say_day(post.from_on, today)}" if post.from_on else ""
    return AtAccount(post.person_id, post.name, post.title, f"{seats}{since}", is_gone=False)


def _doors(record: AccountRecord) -> list[str]:
    """Name other ways in: people nobody asked, and deals that are open or were won."""
    doors = [
        f"{post.name}{f', {post.title}' if post.title else ''}, is on no deal yet."
        for post in record.posts
        if not post.until_on and not post.deals
    ]
    doors += [
        f"{call_deal(deal.name, record.name) or record.name} is {deal.status}."
        for deal in record.deals
        if deal.status != Status.LOST
    ]
    return doors[:6]


def _effort(record: AccountRecord, last: date | None, today: date) -> list[str]:
    if not record.effort.contacts:
        return ["No contact is logged yet."]
    hours = record.effort.minutes / 60
    length = (
        f"{record.effort.minutes} minutes" if record.effort.minutes < 120 else f"{hours:.1f} hours".replace(".0 ", " ")
    )
    said = [f"{say_count(record.effort.contacts, 'contact')}, {length}, over all deals".capitalize()]
    return [*said, f"The last one {say_weekday(last, today)}"] if last else said
