"""A person takes a job somewhere else; who they were at their old place stays on record."""

from datetime import date
from uuid import UUID

from rekindle.book.write.accounts import write_account
from rekindle.book.write.lookups import find_account_by_key, list_posts
from rekindle.book.write.people import end_post, write_post
from rekindle.book.write.touches import write_signal
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import (
    check_line,
    check_not_later,
    get_account,
    get_deal,
    get_person,
    instant_on,
    today_of,
)
from rekindle.intake.names import name_key
from rekindle.terms.touches import SignalKind


def move_person(
    actor: Actor,
    key: str,
    *,
    deal_id: UUID,
    person_id: UUID,
    employer: str = "",
    title: str = "",
    moved_on: date | None = None,
) -> Done:
    """Say that a person left the account of a deal, and where they work now, if known; today if no day is said.

    Their post there ends, their seat and all that was said stay on record; the account learns that somebody moved.
    At the new employer, found by its folded name or made, they get a post. What leaves them alone goes with them.
    Raises RefusedError for a day to come, or when they hold no post there.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        deal = get_deal(writing, deal_id)
        who, today = get_person(writing, person_id), today_of(writing)
        day = check_not_later(moved_on or today, today, f"{who} moved on")
        if not _leave(writing, person_id, deal.account_id, day):
            raise RefusedError(f"{who} holds no post at {deal.account}, so there is none to end.")
        label, accounts = f"{who} left {deal.account}", {deal.account_id}
        write_signal(
            writing,
            SignalKind.CHAMPION_MOVED,
            account_id=deal.account_id,
            person_id=person_id,
            deal_id=deal_id,
            words=label,
            happened_at=instant_on(day, writing),
        )
        if employer.strip():
            new_id = _arrive(writing, person_id, employer, title, day)
            accounts.add(new_id)
            label = f"{label} for {get_account(writing, new_id)}"
        return Result(label, tuple(sorted(accounts)), (deal_id,), {"person": str(person_id)})

    return perform(actor, "move_person", key, request, act)


def _leave(writing: Writing, person_id: UUID, account_id: UUID, day: date) -> int:
    """End every post a person holds at an account; return how many there were."""
    posts = list_posts(writing, person_id, account_id)
    for post_id in posts:
        end_post(writing, post_id, day)
    return len(posts)


def _arrive(writing: Writing, person_id: UUID, employer: str, title: str, day: date) -> UUID:
    called = check_line(employer, "The name", 300)
    found = find_account_by_key(writing, name_key(called))
    account_id = found or write_account(writing, called, name_key=name_key(called))
    write_post(writing, person_id, account_id, title=check_line(title, "The title", 300), from_on=day)
    return account_id
