"""Which prior holds for a deal: by its kind, its reason and its verdict."""

from collections.abc import Iterator

from rekindle.playbook.model import Playbook, Prior
from rekindle.terms.losses import DealKind, Reason


def list_priors(playbook: Playbook) -> Iterator[tuple[DealKind, Reason, str, Prior]]:
    """Yield (kind, reason, verdict, prior) for every reason; verdict * stands for the verdicts not named for it.

    A verdict is a stronger fact than a reason: what a pack says under reason * for a verdict holds for every reason
    that does not name that verdict itself."""
    for kind in DealKind:
        by_reason = playbook.priors[kind]
        for reason in Reason:
            for verdict, prior in {**by_reason.get("*", {}), **by_reason.get(reason, {})}.items():
                yield kind, reason, verdict, prior
