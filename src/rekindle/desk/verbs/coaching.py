"""What a coach does: keeps a conversation for a 1:1, puts one off, hands something out; and what a review came to."""

import re
from datetime import timedelta
from uuid import UUID

from rekindle.book.write.coaching import drop_kept, find_kept, has_talk, write_coaching
from rekindle.book.write.commands import find_member
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_line, check_words, get_deal, today_of
from rekindle.terms.coaching import Kept, Topic
from rekindle.terms.people import MemberRole

COACHES = frozenset({MemberRole.COACH, MemberRole.ADMIN})
_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def keep_talk(
    actor: Actor, key: str, *, member_id: UUID, topic: Topic, title: str, deal_id: UUID | None = None
) -> Done:
    """Keep a conversation for the next 1:1 with a member; only the coach who keeps it sees it. For coaches.

    Raises RefusedError for nobody known, or a conversation that is kept already.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        name = _name(writing, member_id)
        if deal_id:
            get_deal(writing, deal_id)
        if has_talk(writing, member_id, topic, deal_id):
            raise RefusedError(f"That is on your list for {name} already.")
        said = check_line(title, "What it is about", 300, needed="Say what it is about.")
        kept = write_coaching(writing, Kept.TALK, member_id, topic=topic, title=said, deal_id=deal_id)
        return Result(f"For the next 1:1 with {name}", result={"kept": str(kept)})

    return perform(actor, "keep_talk", key, request, act, needs=COACHES)


def put_off(actor: Actor, key: str, *, member_id: UUID, topic: Topic) -> Done:
    """Let a conversation wait until next Monday. For coaches."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        name, today = _name(writing, member_id), today_of(writing)
        monday = today + timedelta(days=7 - today.weekday())
        write_coaching(writing, Kept.LATER, member_id, topic=topic, until_on=monday)
        return Result(f"Not this week: {name}")

    return perform(actor, "put_off", key, request, act, needs=COACHES)


def let_go(actor: Actor, key: str, *, kept_id: UUID) -> Done:
    """Take something off a list: a talk that was had, a handout that was taken. Only whose list it is may.

    Raises RefusedError when it is on nobody's list, or on a colleague's.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        found = find_kept(writing, kept_id)
        if found is None:
            raise RefusedError("That is not on a list any more.")
        kind, member_id, coach_id, title = found
        mine = {coach_id} if kind in {Kept.TALK, Kept.LATER} else {coach_id, member_id}
        if kind == Kept.REVIEW or writing.member_id not in mine:
            raise RefusedError("That is not on a list any more.")
        drop_kept(writing, kept_id)
        return Result(f"Off the list: {title}" if title else "Off the list", undoable=False)

    return perform(actor, "let_go", key, request, act)


def hand_out(actor: Actor, key: str, *, member_id: UUID, what: str, title: str, words: str = "") -> Done:
    """Hand a thing of value, or words, to a member: it stands on their Today until they take it. For coaches.

    `what` is its key in the playbook. Raises RefusedError for nobody known, or without a title.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        name = _name(writing, member_id)
        called = check_line(title, "The title", 300, needed="Choose what to hand out.")
        key_of = check_line(what, "The key", 120, needed="Choose what to hand out.")
        kept = write_coaching(writing, Kept.HANDOUT, member_id, topic=key_of, title=called, words=check_words(words))
        return Result(f"Handed to {name}: {called}", result={"kept": str(kept)})

    return perform(actor, "hand_out", key, request, act, needs=COACHES)


def keep_review(actor: Actor, key: str, *, member_id: UUID, month: str, words: str) -> Done:
    """Keep what a review of a member's month came to; the member and coaches see it. For coaches and that member.

    Raises RefusedError without words, for a month that is none, or for a colleague's review.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        name = _name(writing, member_id)
        if actor.role not in COACHES and actor.member_id != member_id:
            raise RefusedError("A review is kept by the two who read it: the member and a coach.")
        if not _MONTH.fullmatch(month):
            raise RefusedError("Write the month as 2026-10.")
        said = check_words(words, needed="Write a line about what you would do differently.")
        write_coaching(writing, Kept.REVIEW, member_id, topic=month, words=said)
        return Result(f"Kept with the review of {name}")

    return perform(actor, "keep_review", key, request, act)


def _name(writing: Writing, member_id: UUID) -> str:
    member = find_member(writing.workspace_id, member_id)
    if member is None:
        raise RefusedError("There is no such member in this workspace.")
    return member.name
