"""Pairs proposed for a merge, and what somebody said to them."""

from collections.abc import Iterable
from uuid import UUID

from rekindle.book.models import Proposal, SameAs
from rekindle.book.write.writing import Writing, change, record
from rekindle.intake.matching import NearMatch

ACCEPTED, REFUSED, OPEN = "accepted", "refused", "open"


def keep_proposals(writing: Writing, table: str, matches: Iterable[NearMatch]) -> int:
    """Keep near matches that were never proposed before, and return how many; what was refused is not asked again."""
    known = set(Proposal.objects.within(writing.workspace_id).filter(table=table).values_list("this_id", "that_id"))
    known |= {(that, this) for this, that in known}
    fresh = [match for match in matches if (match.this_id, match.that_id) not in known]
    for match in fresh:
        record(
            writing,
            Proposal,
            table=table,
            this_id=match.this_id,
            that_id=match.that_id,
            score=match.score,
            evidence=match.evidence,
            at=writing.at,
        )
    return len(fresh)


def find_proposal(writing: Writing, proposal_id: UUID) -> Proposal | None:
    """Return a proposal of the workspace."""
    found: Proposal | None = Proposal.objects.within(writing.workspace_id).filter(pk=proposal_id).first()
    return found


def decide_proposal(writing: Writing, proposal_id: UUID, state: str) -> None:
    """Note what was said to a proposal; an undo opens it again."""
    change(writing, Proposal, proposal_id, state=state)


def find_pair(writing: Writing, table: str, this_id: UUID, that_id: UUID) -> UUID | None:
    """Return the proposal about two records, whichever of them stands first."""
    rows = Proposal.objects.within(writing.workspace_id).filter(table=table)
    pair = rows.filter(this_id=this_id, that_id=that_id) | rows.filter(this_id=that_id, that_id=this_id)
    found: UUID | None = pair.values_list("pk", flat=True).first()
    return found


def write_merge(writing: Writing, table: str, this_id: UUID, is_id: UUID, evidence: str) -> UUID:
    """Say that one record is another; both keep all that was recorded under them."""
    return record(writing, SameAs, table=table, this_id=this_id, is_id=is_id, evidence=evidence)
