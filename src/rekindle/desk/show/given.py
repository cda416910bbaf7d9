"""The reason somebody gave for a loss, and what the playbook says of it."""

from collections.abc import Sequence

from rekindle.book.read.around import ClaimRecord
from rekindle.desk.show.sides import rank_reasons
from rekindle.playbook import Playbook
from rekindle.playbook.model import ReasonEntry
from rekindle.terms.losses import Reason, Source

_LISTENED_TO = (Source.BUYER, Source.MANAGER, Source.REP, Source.IMPORT, Source.INFERRED)
# Deals that nobody gave a reason for stand together with those whose reason fits none of the names.
UNNAMED = "No reason named yet"


def find_entry(key: str | None, claims: Sequence[ClaimRecord], playbook: Playbook) -> ReasonEntry | None:
    """Return what the playbook says of a reason in force.

    A reason without a name, which is what the judgement begins with, is none while nobody gave one.
    """
    is_given = key != Reason.OTHER or reason_given(claims) is not None
    return playbook.reasons.get(Reason(key)) if key and is_given else None


def reason_given(claims: Sequence[ClaimRecord]) -> Reason | None:
    """Return the heaviest reason of whoever is listened to first; None where nobody gave one."""
    given = (rank_reasons(claims, source) for source in _LISTENED_TO)
    return next((reasons[0] for reasons in given if reasons), None)


def name_group(key: Reason, entry: ReasonEntry) -> str:
    """Return what the deals of one reason are called together."""
    return UNNAMED if key == Reason.OTHER else entry.label
