"""After a file came in, or accounts were merged: which of its records may be one with another, for somebody to say."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from rekindle.book.read.matching import account_cards, deal_cards, person_cards
from rekindle.book.same import find_roots, spread
from rekindle.book.write.proposals import keep_proposals
from rekindle.book.write.writing import Writing, in_bulk
from rekindle.intake.matching import NearMatch, near_accounts, near_deals, near_people

Find = Callable[[list[Any], set[UUID]], list[NearMatch]]

_WAYS: tuple[tuple[str, Callable[[UUID], list[Any]], Find], ...] = (
    ("account", account_cards, near_accounts),
    ("person", person_cards, near_people),
    ("deal", deal_cards, near_deals),
)


# The tables whose records may be one with another.
COMPARED = frozenset(table for table, _, _ in _WAYS)


def find_merges(workspace_id: UUID, fresh: Mapping[str, set[UUID]]) -> dict[str, list[NearMatch]]:
    """Compare what a file made, by table, with all that is on record; return the near matches of each table.

    It takes long and writes nothing: outside a transaction nobody waits for it.
    """
    return {table: find(cards(workspace_id), fresh[table]) for table, cards, find in _WAYS if fresh[table]}


def propose_merges(writing: Writing, near: Mapping[str, list[NearMatch]]) -> int:
    """Keep near matches as proposals, and return how many were none before."""
    with in_bulk(writing) as holding:
        return sum(keep_proposals(holding, table, found) for table, found in near.items())


def propose_within(writing: Writing, account_id: UUID, merged: Collection[UUID]) -> int:
    """Compare the people and deals of accounts that were just merged with those of the one they are now, keep the near
    matches as proposals, and return how many. Once the accounts are two again these are proposed no longer."""
    workspace_id = writing.workspace_id
    here = spread(find_roots(workspace_id, "account"), [account_id, *merged])
    people = {card.id for card in person_cards(workspace_id, merged)}
    deals = {card.id for card in deal_cards(workspace_id, merged)}
    with in_bulk(replace(writing, made=[])) as holding:
        count = keep_proposals(holding, "person", near_people(person_cards(workspace_id, here), people))
        return count + keep_proposals(holding, "deal", near_deals(deal_cards(workspace_id, here), deals))
