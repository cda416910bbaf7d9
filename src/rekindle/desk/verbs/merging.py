"""Saying that two records are one thing, or that they are not. Everything recorded under either of them stays."""

from uuid import UUID

from rekindle.book.same import find_roots, spread
from rekindle.book.write import lookups
from rekindle.book.write.lookups import list_accounts_touching
from rekindle.book.write.proposals import (
    ACCEPTED,
    OPEN,
    REFUSED,
    decide_proposal,
    find_pair,
    find_proposal,
    write_merge,
)
from rekindle.book.write.writing import Writing
from rekindle.desk.actor import Actor, Done, RefusedError
from rekindle.desk.bring_in.proposing import propose_within
from rekindle.desk.perform import Result, arguments_of, perform
from rekindle.desk.verbs.finding import check_words, get_account, get_deal, get_person

_NOUNS = {"account": "organisation", "person": "person", "deal": "deal"}


def merge(actor: Actor, key: str, *, table: str, this_id: UUID, is_id: UUID, words: str = "") -> Done:
    """Say that two accounts, people or deals (`table`: account, person, deal) are one thing: this one is that one.

    A link is written and nothing is moved, so that it can be undone. From then on all facts of both count as of one,
    and the strictest consent of the two holds. Raises RefusedError for records that are not here, or are one already.
    """
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        return _merge(writing, table, this_id, is_id, check_words(words))

    return perform(actor, "merge", key, request, act)


def accept_proposal(actor: Actor, key: str, *, proposal_id: UUID) -> Done:
    """Merge two records as was proposed: the one made later is the one made first. Raises RefusedError."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        found = find_proposal(writing, proposal_id)
        if found is None or found.state != OPEN:
            raise RefusedError("That was decided already, or never proposed.")
        return _merge(writing, found.table, found.that_id, found.this_id, found.evidence)

    return perform(actor, "accept_proposal", key, request, act)


def refuse_proposal(actor: Actor, key: str, *, proposal_id: UUID) -> Done:
    """Say that two records are two things; they are not proposed again. Raises RefusedError."""
    request = arguments_of(locals())

    def act(writing: Writing) -> Result:
        found = find_proposal(writing, proposal_id)
        if found is None or found.state != OPEN:
            raise RefusedError("That was decided already, or never proposed.")
        decide_proposal(writing, proposal_id, REFUSED)
        this, that = (_name(writing, found.table, one) for one in (found.this_id, found.that_id))
        return Result(f"Two, not one: {this} and {that}")

    return perform(actor, "refuse_proposal", key, request, act)


def _merge(writing: Writing, table: str, this_id: UUID, is_id: UUID, words: str) -> Result:
    if table not in _NOUNS:
        raise RefusedError(f"There is nothing of the kind {table!r} to merge; it is account, person or deal.")
    this, that = _name(writing, table, this_id), _name(writing, table, is_id)
    roots = find_roots(writing.workspace_id, table)
    start, end = roots.get(this_id, this_id), roots.get(is_id, is_id)
    if start == end:
        raise RefusedError(f"{this} and {that} are one {_NOUNS[table]} already.")
    merged = spread(roots, [start])
    write_merge(writing, table, start, end, words)
    proposal_id = find_pair(writing, table, this_id, is_id)
    if proposal_id:
        decide_proposal(writing, proposal_id, ACCEPTED)
    accounts = [*_accounts_of(writing, table, end), *_accounts_of(writing, table, start)]
    proposed = propose_within(writing, end, merged) if table == "account" else 0
    return Result(f"One {_NOUNS[table]} now: {this} is {that}", tuple(accounts), (), {"proposed": proposed})


def _name(writing: Writing, table: str, row_id: UUID) -> str:
    if table == "deal":
        deal = get_deal(writing, row_id)
        return f"{deal.account}, {deal.name}" if deal.name else deal.account
    return get_account(writing, row_id) if table == "account" else get_person(writing, row_id)


def _accounts_of(writing: Writing, table: str, row_id: UUID) -> list[UUID]:
    if table == "deal":
        deal = lookups.find_deal(writing, row_id)
        return [deal.account_id] if deal else []
    if table == "account":
        return [row_id, *sorted(spread(find_roots(writing.workspace_id, "account"), [row_id]) - {row_id})]
    return list_accounts_touching(writing, row_id)
