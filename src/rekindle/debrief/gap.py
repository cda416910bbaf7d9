"""How far apart rep and buyer are about one loss, as one number."""

from collections.abc import Mapping

from rekindle.terms.losses import Control, Reason


def measure_gap(rep: Reason | None, buyer: Reason | None, controls: Mapping[Reason, Control]) -> float | None:
    """Return 0.0 where both name one reason, 0.5 where theirs are in the same hands, 1.0 else; None unless both spoke.

    The same definition as the column `gap` of `explain`, for two reasons already at hand. `controls` are the
    playbook's; a reason it does not name is in nobody's hands.
    """
    if rep is None or buyer is None:
        return None
    if rep == buyer:
        return 0.0
    return 0.5 if rep in controls and controls[rep] == controls.get(buyer) else 1.0
