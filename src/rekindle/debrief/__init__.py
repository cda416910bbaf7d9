"""WHY: reads what people say about a loss, and folds it into the verdict and the reason in force.

In: free text from any CRM or call, and claims with the playbook's order of trust. Out: a reading with its confidence,
a proposed date to come back, drafts of claims, and one `whys` row per lost deal. It knows terms, playbook, tables and
intake; it may not know the clock (a date is an argument), Django, the network, or what anybody will do next.
"""

from rekindle.debrief.claims import ClaimDraft, propose_claims
from rekindle.debrief.folding import explain
from rekindle.debrief.gap import measure_gap
from rekindle.debrief.reading import Reading, is_refusal, read_reason
from rekindle.debrief.revisit import Revisit, read_revisit, sentence_of

__all__ = [
    "ClaimDraft",
    "Reading",
    "Revisit",
    "explain",
    "is_refusal",
    "measure_gap",
    "propose_claims",
    "read_reason",
    "read_revisit",
    "sentence_of",
]
