"""Records that may be one thing, for somebody to say."""

from typing import Any
from uuid import UUID

from rekindle.book.read.matching import TABLES, describe_records, read_proposals
from rekindle.desk.actor import Actor
from rekindle.desk.show.file_views import MatchesView, ProposalView, RecordShown

NOUNS = {"account": "organisation", "person": "person", "deal": "deal"}
SHOWN = 50


def show_matches(actor: Actor) -> MatchesView:
    """Return the surest open proposals of the workspace."""
    proposals, count = read_proposals(actor.workspace_id, SHOWN)
    told: dict[UUID, dict[str, Any]] = {}
    for table in TABLES:
        ids = [one for found in proposals if found.table == table for one in (found.this_id, found.that_id)]
        told |= describe_records(actor.workspace_id, table, ids)
    shown = tuple(
        ProposalView(
            one.proposal_id, NOUNS[one.table], _show(one.this_id, told), _show(one.that_id, told), one.evidence
        )
        for one in proposals
    )
    return MatchesView(shown, count)


def _show(record_id: UUID, told: dict[UUID, dict[str, Any]]) -> RecordShown:
    found = told[record_id]
    about = tuple(dict.fromkeys(part for part in found["about"] if part))
    return RecordShown(record_id, found["name"], about, found["deals"])
