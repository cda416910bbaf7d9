"""How far apart rep and buyer are: one definition, whether for two reasons at hand or for a whole table."""

import pytest

from rekindle.debrief import measure_gap
from rekindle.playbook import load_pack
from rekindle.terms.losses import Control, Reason

CONTROLS = {Reason.PRICE: Control.SHARED, Reason.BUDGET: Control.THEIRS, Reason.TIMING: Control.THEIRS}


@pytest.mark.parametrize(
    ("rep", "buyer", "gap"),
    [
        (Reason.PRICE, Reason.PRICE, 0.0),
        (Reason.BUDGET, Reason.TIMING, 0.5),
        (Reason.PRICE, Reason.BUDGET, 1.0),
        (Reason.OTHER, Reason.SILENCE, 1.0),
        (None, Reason.PRICE, None),
        (Reason.PRICE, None, None),
    ],
)
def test_the_gap_is_nothing_half_or_whole(rep, buyer, gap):
    assert measure_gap(rep, buyer, CONTROLS) == gap


def test_the_gap_is_the_same_from_both_sides():
    controls = {key: entry.control for key, entry in load_pack("medical").reasons.items()}
    assert all(measure_gap(a, b, controls) == measure_gap(b, a, controls) for a in controls for b in controls)
