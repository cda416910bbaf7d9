"""The patterns of a book: why it loses, who comes back and when, what that took, and where to go next.

In come facts and whys as tables; out go small tables, one row per scope and thing counted, with intervals. A scope is
the whole book ("") or the deals of one owner. Nothing here words a finding, and nothing claims one that the interval
does not carry: `stands_out` is 0 unless a test, corrected for how many were looked at, says otherwise.
"""

from rekindle.learning.patterns.find import TABLES, find_patterns
from rekindle.learning.patterns.intervals import LEAST
from rekindle.learning.patterns.period import PERIODS, find_in_period

__all__ = ["LEAST", "PERIODS", "TABLES", "find_in_period", "find_patterns"]
