"""Shares are told with how sure they are: Wilson's interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rekindle.learning.coaching import likely_share

COUNTS = st.integers(0, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of)))


@given(COUNTS)
def test_an_interval_holds_its_share_and_stays_within_none_and_all(counted):
    hits, of = counted
    low, high = likely_share(hits, of)
    assert 0 <= low <= (hits / of if of else 0.5) <= high <= 1


@given(COUNTS.filter(lambda counted: counted[1] > 0))
def test_ten_times_as_many_say_it_more_surely(counted):
    hits, of = counted
    narrow, wide = likely_share(10 * hits, 10 * of), likely_share(hits, of)
    assert narrow[1] - narrow[0] < wide[1] - wide[0]


def test_five_of_seven_is_as_worked_out_by_hand():
    # z = 1.6449, z² = 2.7055: (5 + 1.3528) / 9.7055 ± 1.6449 / 9.7055 x sqrt(5 x 2 / 7 + 0.6764)
    assert likely_share(5, 7) == pytest.approx((0.4086, 0.9005), abs=5e-4)
